/*
 * Built in plain JavaScript: answers first with node.reply and works afterwards, keeps values in a Map by their
 * JSON text, and holds one list of jobs for the time before the topology. The types in comments are for editors.
 */

/** @param {import('gossip-workbench').Node} node */
export default function (node) {
  /** @type {Map<string, string | number>} */
  const known = new Map()
  /** @type {string[]} */
  let neighbours = []
  /** @type {(() => void)[]} */
  let jobs = []
  let ready = false

  /** @param {string | number} value @param {string} from */
  function learn(value, from) {
    const key = JSON.stringify(value)
    if (known.has(key)) return
    known.set(key, value)
    const tell = () => {
      for (const id of neighbours) if (id !== from) node.send(id, { type: 'pass-on', value })
    }
    if (ready) tell()
    else jobs.push(tell)
  }

  node.on('topology', (body, message) => {
    node.reply(message, { type: 'topology_ok' })
    neighbours = structuredClone(body.topology[node.id] || [])
    ready = true
    const due = jobs
    jobs = []
    for (const job of due) job()
  })

  node.on('broadcast', (body, message) => {
    node.reply(message, { type: 'broadcast_ok' })
    learn(body.message, message.src)
  })

  node.on('pass-on', (body, message) => {
    learn(body.value, message.src)
  })

  node.on('read', (_body, message) => {
    node.reply(message, { type: 'read_ok', messages: Array.from(known.values()) })
  })
}
