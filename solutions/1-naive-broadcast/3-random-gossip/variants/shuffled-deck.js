/*
 * Built in plain JavaScript on a deck of cards: the neighbours are shuffled, dealt two or three at a time until the
 * deck is used up, and shuffled again. Nobody waits longer than two decks for his turn. Values go round in a Map, and
 * a new one leaves at once if the last second leaves room for another round.
 */

/** @param {import('gossip-workbench').Node} node */
export default function (node) {
  /** @type {Map<string, string | number>} */
  const known = new Map()
  /** @type {string[]} */
  let neighbours = []
  /** @type {string[]} */
  let deck = []
  let extraRoundAt = -Infinity

  function deal() {
    if (deck.length < Math.min(2, neighbours.length)) {
      // What is left of the old deck goes on top of the new one, so that no card comes twice in a hand.
      const fresh = neighbours.filter((id) => !deck.includes(id))
      for (let i = fresh.length - 1; i > 0; i--) {
        const j = Math.floor(Math.random() * (i + 1))
        const card = /** @type {string} */ (fresh[i])
        fresh[i] = /** @type {string} */ (fresh[j])
        fresh[j] = card
      }
      deck = deck.concat(fresh)
    }
    return deck.splice(0, 3)
  }

  function round() {
    const messages = Array.from(known.values())
    for (const id of deal()) node.send(id, { type: 'share', messages })
  }

  /** @param {(string | number)[]} values */
  function learn(values) {
    const before = known.size
    for (const value of values) known.set(JSON.stringify(value), value)
    // Five rounds of three and one more in between are eighteen messages in any second.
    if (known.size === before || performance.now() - extraRoundAt < 1000) return
    extraRoundAt = performance.now()
    round()
  }

  setInterval(round, 200)

  node.on('topology', (body, message) => {
    node.reply(message, { type: 'topology_ok' })
    neighbours = body.topology[node.id] || []
    deck = []
  })

  node.on('broadcast', (body, message) => {
    node.reply(message, { type: 'broadcast_ok' })
    learn([body.message])
  })

  node.on('share', (body) => learn(body.messages))

  node.on('read', () => ({ type: 'read_ok', messages: Array.from(known.values()) }))
}
