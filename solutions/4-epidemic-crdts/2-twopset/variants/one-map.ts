/*
 * One map instead of two sets: an element is unknown, "in" or "out", and its state only ever moves that way. A merge is
 * the later of the two states. Rounds are awaited and go to one random peer, which answers with its own map.
 */
import type { Node } from 'gossip-workbench'

type Element = number | string
type Phase = 'in' | 'out'

class Phases {
  readonly #phases = new Map<Element, Phase>()

  has(element: Element): boolean {
    return this.#phases.get(element) === 'in'
  }

  take(element: Element, phase: Phase): void {
    if (this.#phases.get(element) !== 'out') this.#phases.set(element, phase)
  }

  merge(entries: [Element, Phase][]): void {
    for (const [element, phase] of entries) this.take(element, phase)
  }

  get entries(): [Element, Phase][] {
    return [...this.#phases]
  }

  get elements(): Element[] {
    return this.entries.flatMap(([element, phase]) => (phase === 'in' ? [element] : []))
  }
}

export default function (node: Node) {
  const phases = new Phases()

  node.on('add', async ({ element }) => {
    phases.take(element, 'in')
    return { type: 'add_ok' }
  })
  node.on('remove', async ({ element }) => {
    if (!phases.has(element)) throw node.error(20, `${element} is not here`)
    phases.take(element, 'out')
    return { type: 'remove_ok' }
  })
  node.on('merge', async ({ add_set, remove_set }) => {
    for (const element of add_set) phases.take(element, 'in')
    for (const element of remove_set) phases.take(element, 'out')
    return { type: 'merge_ok' }
  })
  node.on('read', () => ({ type: 'read_ok', elements: phases.elements }))

  node.on('exchange', ({ entries }) => {
    phases.merge(entries)
    return { type: 'exchange_ok', entries: phases.entries }
  })

  async function round() {
    const peer = node.peers[Math.floor(node.random() * node.peers.length)]
    if (peer === undefined) return
    const { entries } = await node.rpc(
      peer,
      { type: 'exchange', entries: phases.entries },
      { timeoutMs: 150 },
    )
    phases.merge(entries)
  }
  node.every(100, () => round().catch(() => {}))
}
