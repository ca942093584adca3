/*
 * Each round asks one random peer, tells it all and hears all: both sides are merged by one class. A round is awaited,
 * so a peer that cannot be reached costs a time-out, which is short.
 */
import type { Node } from 'gossip-workbench'

type Element = number | string

class GrowOnlySet {
  readonly #elements: Element[] = []

  get value(): readonly Element[] {
    return this.#elements
  }

  merge(others: Iterable<Element>): number {
    let added = 0
    for (const element of others) {
      if (this.#elements.includes(element)) continue
      this.#elements.push(element)
      added++
    }
    return added
  }
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

export default function (node: Node) {
  const set = new GrowOnlySet()

  node.on('add', async ({ element }) => {
    set.merge([element])
    return { type: 'add_ok' }
  })
  node.on('merge', async ({ elements }) => ({ type: 'merge_ok', new_count: set.merge(elements) }))
  node.on('read', () => ({ type: 'read_ok', elements: [...set.value] }))

  node.on('exchange', ({ theirs }) => {
    const mine = [...set.value]
    set.merge(theirs)
    return { type: 'exchange_ok', mine }
  })

  async function gossip() {
    for (;;) {
      await pause(80)
      const peer = node.peers[Math.floor(Math.random() * node.peers.length)]
      if (peer === undefined) return
      try {
        const { mine } = await node.rpc(
          peer,
          { type: 'exchange', theirs: [...set.value] },
          { timeoutMs: 120 },
        )
        set.merge(mine)
      } catch {
        // Lost, or cut off; somebody else next time.
      }
    }
  }
  gossip()
}
