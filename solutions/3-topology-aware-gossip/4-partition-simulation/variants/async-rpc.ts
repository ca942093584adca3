/**
 * Built on `await node.rpc` and without the filter: each peer has a loop of its own, which asks it for what is missing,
 * and looks at the list before the question and again when the answer is there. A blocked peer is not asked at all,
 * so no send is given up: what this node drops are arrivals alone.
 */
import type { Node } from 'gossip-workbench'

type Value = number | string

export default function (node: Node) {
  const seen: Value[] = []
  const blocked = new Set<string>()
  let dropped = 0

  const pause = (ms: number) => new Promise<void>((done) => node.after(ms, done))

  async function follow(peer: string) {
    await pause(400 * node.random())
    for (;;) {
      await pause(400)
      if (blocked.has(peer)) continue
      try {
        const { values } = await node.rpc(peer, { type: 'pull', known: seen }, { timeoutMs: 600 })
        if (blocked.has(peer)) dropped++
        else for (const value of values) learn(value)
      } catch {
        // No answer: it blocks us, or somebody else's list came in between. Later.
      }
    }
  }

  function learn(value: Value) {
    if (!seen.includes(value)) seen.push(value)
  }

  node.on('pull', ({ known }: { known: Value[] }, { src }) => {
    if (blocked.has(src)) {
      dropped++
      return
    }
    return { type: 'pull_ok', values: seen.filter((value) => !known.includes(value)) }
  })

  node.on('topology', () => ({ type: 'topology_ok' }))

  node.on('partition', async (body) => {
    blocked.clear()
    for (const name of body.blocked) blocked.add(name)
    return { type: 'partition_ok' }
  })

  node.on('heal', async () => {
    blocked.clear()
    return { type: 'heal_ok' }
  })

  node.on('partition_status', async () => ({
    type: 'partition_status_ok',
    blocked: Array.from(blocked).sort(),
    is_partitioned: blocked.size !== 0,
    messages_dropped: dropped,
  }))

  node.on('broadcast', async ({ message }) => {
    learn(message)
    return { type: 'broadcast_ok' }
  })

  node.on('read', () => ({ type: 'read_ok', messages: seen }))

  for (const peer of node.peers) void follow(peer)
}
