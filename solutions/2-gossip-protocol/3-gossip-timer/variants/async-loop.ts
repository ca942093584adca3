/*
 * Built on a loop that sleeps and makes a round, over and over, in place of a timer that rings. A `configure` wakes it:
 * each sleep races with the next change of settings. A client's round is answered when its exchanges are over.
 */
import type { Node } from 'gossip-workbench'

type Value = number | string

export default async function (node: Node) {
  const seen = new Set<Value>()
  let settings = { fanout: 2, intervalMs: 200 }
  let wake = () => {}

  async function exchange(peer: string) {
    try {
      const messages = [...seen]
      const answer = await node.rpc(peer, { type: 'gossip_sync', messages }, { timeoutMs: 150 })
      for (const message of answer.messages) seen.add(message)
    } catch {
      // No answer in time.
    }
  }

  function peers() {
    const chosen = new Set<string>()
    const most = Math.min(settings.fanout, node.peers.length)
    while (chosen.size < most) chosen.add(node.peers[Math.floor(Math.random() * node.peers.length)] as string)
    return [...chosen]
  }

  node.on('configure', ({ fanout, gossip_interval_ms }) => {
    settings = { fanout, intervalMs: gossip_interval_ms }
    wake()
    return { type: 'configure_ok' }
  })

  node.on('gossip_round', async () => {
    const messages_sent = seen.size
    const contacted = peers()
    await Promise.all(contacted.map(exchange))
    return { type: 'gossip_round_ok', peers_contacted: contacted.length, messages_sent }
  })

  node.on('gossip_sync', ({ messages }: { messages: Value[] }) => {
    const missing = [...seen].filter((value) => !messages.includes(value))
    let new_count = 0
    for (const message of messages) {
      if (!seen.has(message)) new_count++
      seen.add(message)
    }
    return { type: 'gossip_sync_ok', new_count, messages: missing }
  })

  node.on('broadcast', async ({ message }) => {
    seen.add(message)
    return { type: 'broadcast_ok' }
  })

  node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))

  for (;;) {
    const isDue = await new Promise<boolean>((resolve) => {
      const sleep = setTimeout(() => resolve(true), settings.intervalMs)
      wake = () => {
        clearTimeout(sleep)
        resolve(false)
      }
    })
    if (isDue) for (const peer of peers()) void exchange(peer)
  }
}
