/*
 * Built in plain JavaScript, depth first: a recursive walk from the first node by name. Its tree is a long one, so no
 * star. Values travel as text in a message of its own, with the number of hops so far, and are asked to be confirmed.
 */

/** @param {import('gossip-workbench').Node} node */
export default function (node) {
  /** @type {(string | number)[]} */
  const known = []
  /** @type {string[]} */
  const tree = []

  node.on('topology', (body, message) => {
    node.reply(message, { type: 'topology_ok' })
    const root = [...node.nodeIds].sort()[0]
    const visited = {}
    const visit = (id) => {
      visited[id] = true
      for (const other of [...body.topology[id]].sort()) {
        if (visited[other]) continue
        if (id === node.id) tree.push(other)
        if (other === node.id) tree.push(id)
        visit(other)
      }
    }
    visit(root)
  })

  function learn(value, from, hops) {
    if (known.includes(value)) return
    known.push(value)
    for (const id of tree) {
      if (id === from) continue
      node.rpc(id, { type: 'pass-on', text: JSON.stringify(value), hops: hops + 1 }).catch((error) => {
        node.log(`${id} did not take ${value}: ${error.message}`)
      })
    }
  }

  node.on('broadcast', (body, message) => {
    node.reply(message, { type: 'broadcast_ok' })
    learn(body.message, message.src, 0)
  })

  node.on('pass-on', (body, message) => {
    node.reply(message, { type: 'thanks' })
    learn(JSON.parse(body.text), message.src, body.hops)
  })

  node.on('read', (_body, message) => {
    node.reply(message, { type: 'read_ok', messages: known.slice() })
  })
}
