/**
 * Built on promises: a wave waits a little, then every forward is a request that the peer acknowledges. The peers are
 * drawn by giving each a random ticket and taking those with the lowest.
 */
import type { Node } from 'gossip-workbench'

export default function (node: Node) {
  const values = new Map<number | string, 'known'>()
  const counts = { received: 0, forwarded: 0, duplicates: 0 }
  let k = 2

  const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

  function lottery(candidates: readonly string[]): string[] {
    const tickets = candidates.map((peer) => ({ peer, number: node.random() }))
    return tickets
      .sort((a, b) => a.number - b.number)
      .slice(0, k)
      .map(({ peer }) => peer)
  }

  async function spread(message: number | string, source: string) {
    values.set(message, 'known')
    await sleep(node.random() * 40)
    const chosen = lottery(node.peers.filter((peer) => peer !== source))
    counts.forwarded += chosen.length
    await Promise.all(chosen.map((peer) => node.rpc(peer, { type: 'gossip', message })))
  }

  node.on('configure', async ({ fanout }) => {
    k = fanout
    return { type: 'configure_ok' }
  })

  node.on('broadcast', async ({ message }, { src }) => {
    if (!values.has(message)) void spread(message, src)
    return { type: 'broadcast_ok' }
  })

  node.on('gossip', async ({ message }, { src }) => {
    counts.received += 1
    if (values.has(message)) counts.duplicates += 1
    else void spread(message, src)
    return { type: 'gossip_ok' }
  })

  node.on('read', () => ({ type: 'read_ok', messages: [...values.keys()] }))
  node.on('gossip_stats', async () => ({ type: 'gossip_stats_ok', ...counts }))
}
