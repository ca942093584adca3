/**
 * Built on pulling: an endless `async` loop asks two random neighbours for what it lacks, naming what it has, and
 * takes in what they answer. Nobody is ever told unasked, so a node that comes back helps itself.
 */
import type { Node } from 'gossip-workbench'

type Value = number | string

export default function (node: Node) {
  const have = new Set<Value>()

  let start: (neighbours: string[]) => void = () => {}
  const started = new Promise<string[]>((resolve) => {
    start = resolve
  })

  const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

  function twoOf(list: string[]): string[] {
    const first = Math.floor(node.random() * list.length)
    const step = 1 + Math.floor(node.random() * (list.length - 1))
    return [...new Set([list[first], list[(first + step) % list.length]])].filter((id) => id !== undefined)
  }

  async function pull(neighbour: string) {
    try {
      const answer = await node.rpc(neighbour, { type: 'pull', have: [...have] }, { timeoutMs: 150 })
      for (const value of answer.values) have.add(value)
    } catch {
      // Lost on the way, or nobody there: another one is asked in a moment.
    }
  }

  async function gossip() {
    const neighbours = await started
    while (neighbours.length > 0) {
      await sleep(190)
      for (const neighbour of twoOf(neighbours)) void pull(neighbour)
    }
  }

  node.on('pull', async ({ have: theirs }) => {
    const known = new Set<Value>(theirs)
    return { type: 'pull_ok', values: [...have].filter((value) => !known.has(value)) }
  })

  node.on('topology', async ({ topology }) => {
    start(topology[node.id] ?? [])
    return { type: 'topology_ok' }
  })

  node.on('broadcast', async ({ message }) => {
    have.add(message)
    return { type: 'broadcast_ok' }
  })

  node.on('read', async () => ({ type: 'read_ok', messages: [...have] }))

  void gossip()
}
