/*
 * Built in plain JavaScript on a digest: new values are passed on at once, and twice a second a node tells its
 * neighbours how many values it has and what they add up to. Who gets a sum that is not its own sends all it knows.
 */

/** @param {import('gossip-workbench').Node} node */
export default function (node) {
  /** @type {Map<string, string | number>} */
  const values = new Map()
  /** @type {string[]} */
  let neighbours = []
  let sum = 0

  /** @param {string} text */
  function hash(text) {
    let h = 2166136261
    for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 16777619)
    return h >>> 0
  }

  /** @param {(string | number)[]} list @param {string} from */
  function learn(list, from) {
    const fresh = []
    for (const value of list) {
      const key = JSON.stringify(value)
      if (values.has(key)) continue
      values.set(key, value)
      sum = (sum ^ hash(key)) >>> 0
      fresh.push(value)
    }
    if (fresh.length === 0) return
    for (const id of neighbours) if (id !== from) node.send(id, { type: 'values', values: fresh })
  }

  node.on('topology', (body) => {
    neighbours = body.topology[node.id] || []
    return { type: 'topology_ok' }
  })

  node.on('broadcast', (body, message) => {
    node.reply(message, { type: 'broadcast_ok' })
    learn([body.message], message.src)
  })

  node.on('values', (body, message) => learn(body.values, message.src))

  node.on('digest', (body, message) => {
    if (body.count === values.size && body.sum === sum.toString(36)) return
    if (values.size > 0) node.send(message.src, { type: 'values', values: [...values.values()] })
  })

  setInterval(() => {
    for (const id of neighbours) node.send(id, { type: 'digest', count: values.size, sum: sum.toString(36) })
  }, 500)

  node.on('read', () => ({ type: 'read_ok', messages: [...values.values()] }))
}
