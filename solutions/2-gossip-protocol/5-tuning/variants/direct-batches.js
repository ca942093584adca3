/*
 * Built in plain JavaScript without any node in the middle: every 350 ms each node sends each other one what its own
 * clients brought and that one has not confirmed, and in the same message how much it has of the other's. One hop,
 * whoever is cut off; the price is as many messages as there are pairs, whatever there is to say.
 */

/** @typedef {number | string} Value */

/** @param {import('gossip-workbench').Node} node */
export default function (node) {
  const seen = new Set()
  /** @type {Value[]} */
  const own = []
  /** @type {Map<string, number>} how many of ours each peer has confirmed */
  const confirmed = new Map()
  /** @type {Map<string, number>} how many of theirs we have, without a gap */
  const taken = new Map()
  let sent = 0
  let received = 0
  let fanout = Number.POSITIVE_INFINITY
  let turn = 0
  let timer = setInterval(send, 350)

  function send() {
    // With a fanout set, so many of the peers in turn, and all of them when it is their time.
    const count = Math.min(node.peers.length, fanout * 5)
    for (let left = count; left > 0; left--) {
      const peer = node.peers[turn++ % node.peers.length]
      if (peer === undefined) return
      const from = confirmed.get(peer) ?? 0
      sent++
      node.send(peer, { type: 'mine', from, values: own.slice(from), have: taken.get(peer) ?? 0 })
    }
  }

  node.on('mine', ({ from, values, have }, { src }) => {
    const before = taken.get(src) ?? 0
    // What lies beyond a gap comes again: nothing is taken for confirmed that was not.
    if (from <= before) {
      for (const value of values) seen.add(value)
      taken.set(src, Math.max(before, from + values.length))
    }
    confirmed.set(src, Math.max(confirmed.get(src) ?? 0, have))
  })

  node.on('broadcast', ({ message }) => {
    received++
    seen.add(message)
    own.push(message)
    return { type: 'broadcast_ok' }
  })

  node.on('configure', (body) => {
    fanout = body.fanout
    clearInterval(timer)
    timer = setInterval(send, body.gossip_interval_ms)
    return { type: 'configure_ok' }
  })

  node.on('gossip_stats', async () => ({
    type: 'gossip_stats_ok',
    broadcasts_received: received,
    gossip_messages_sent: sent,
    messages_per_op: Math.round((sent / (received || Number.POSITIVE_INFINITY)) * 1000) / 1000,
    unique_messages: seen.size,
  }))

  node.on('topology', () => ({ type: 'topology_ok' }))
  node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))
}
