/*
 * Built in plain JavaScript on a clock that looks every few milliseconds whether a round is due, a little earlier or
 * later each time so that nodes do not march in step. Peers are dealt from a shuffled deck. A peer that pushes too
 * little is told the rest by a message of its own, as long as there is a rest.
 */

/** @param {import('gossip-workbench').Node} node */
export default function (node) {
  /** @type {Map<string, number | string>} by their JSON, in which 1 and "1" differ */
  const values = new Map()
  let fanout = 2
  let interval = 200
  let last = node.now()
  let wait = nextWait()
  /** @type {string[]} */
  let deck = []

  function nextWait() {
    return interval * (0.92 + 0.09 * node.random())
  }

  /** @param {(number | string)[]} list */
  function learn(list) {
    const before = values.size
    for (const value of list) values.set(JSON.stringify(value), value)
    return values.size - before
  }

  function deal() {
    const count = Math.min(fanout, node.peers.length)
    /** @type {string[]} */
    const hand = []
    while (hand.length < count) {
      if (deck.length === 0) deck = [...node.peers]
      const [card = ''] = deck.splice(Math.floor(node.random() * deck.length), 1)
      if (!hand.includes(card)) hand.push(card)
    }
    return hand
  }

  function round() {
    const hand = deal()
    for (const peer of hand) node.send(peer, { type: 'gossip_sync', messages: [...values.values()] })
    return hand.length
  }

  setInterval(() => {
    if (node.now() - last < wait) return
    last = node.now()
    wait = nextWait()
    round()
  }, 8)

  node.on('configure', (body) => {
    fanout = body.fanout
    interval = body.gossip_interval_ms
    last = node.now()
    wait = nextWait()
    return { type: 'configure_ok' }
  })

  node.on('gossip_round', () => {
    return { type: 'gossip_round_ok', peers_contacted: round(), messages_sent: values.size }
  })

  node.on('gossip_sync', ({ messages }, { src }) => {
    const new_count = learn(messages)
    const told = new Set(messages.map((/** @type {unknown} */ value) => JSON.stringify(value)))
    const rest = [...values.values()].filter((value) => !told.has(JSON.stringify(value)))
    if (rest.length > 0 && node.peers.includes(src)) node.send(src, { type: 'gossip_rest', messages: rest })
    return { type: 'gossip_sync_ok', new_count }
  })

  node.on('gossip_rest', ({ messages }) => {
    learn(messages)
  })

  node.on('broadcast', ({ message }) => {
    learn([message])
    return { type: 'broadcast_ok' }
  })

  node.on('read', () => ({ type: 'read_ok', messages: [...values.values()] }))
}
