/*
 * Built in plain JavaScript, with as many children as the limit on neighbours leaves room for: seven. Every value
 * travels with its hops, is asked to be confirmed, and is sent again after 300 ms of silence.
 */

/** @param {import('gossip-workbench').Node} node */
export default function (node) {
  const names = node.nodeIds.slice()
  const parentOf = (place) => (place === 0 ? -1 : Math.floor((place - 1) / 7))
  const me = names.indexOf(node.id)
  const tree = names.filter((_, place) => parentOf(place) === me || place === parentOf(me))
  /** @type {(string | number)[]} */
  const known = []
  let sent = 0

  function tell(id, value, hops) {
    sent += 1
    const ask = () =>
      node.rpc(id, { type: 'pass-on', item: value, hops }, { timeoutMs: 300 }).catch((error) => {
        node.log(`${id} did not take it: ${error.message}`)
        ask()
      })
    ask()
  }

  function learn(value, from, hops) {
    if (known.indexOf(value) !== -1) return
    known.push(value)
    for (const id of tree) if (id !== from) tell(id, value, hops + 1)
  }

  node.on('topology', (_body, message) => {
    node.reply(message, { type: 'topology_ok' })
  })

  node.on('broadcast', (body, message) => {
    node.reply(message, { type: 'broadcast_ok' })
    learn(body.message, message.src, 0)
  })

  node.on('pass-on', (body, message) => {
    node.reply(message, { type: 'thanks' })
    learn(body.item, message.src, body.hops)
  })

  node.on('tree_info', () => ({ type: 'tree_info_ok', neighbors: tree, message_count: sent }))

  node.on('read', () => ({ type: 'read_ok', messages: known.slice() }))
}
