/*
 * Built in plain JavaScript as a class, a door that every message passes, in and out. Twice a second each node tells
 * two random peers a sum over what it knows; who has another sum answers with all it knows, and is answered likewise.
 */

/** @typedef {import('gossip-workbench').Node} Node */

class Door {
  /** @param {Node} node */
  constructor(node) {
    this.node = node
    /** @type {Record<string, true>} */
    this.closed = Object.create(null)
    this.turnedAway = 0
    node.filter((message) => !this.isClosedTo(message.src))
  }

  /** @param {string} peer */
  isClosedTo(peer) {
    if (!this.closed[peer] || this.node.peers.indexOf(peer) < 0) return false
    this.turnedAway += 1
    return true
  }

  /** @param {string[]} names */
  close(names) {
    this.closed = Object.create(null)
    for (const name of names) this.closed[name] = true
  }

  /** @param {string} peer @param {import('gossip-workbench').Body} body */
  send(peer, body) {
    if (!this.isClosedTo(peer)) this.node.send(peer, body)
  }
}

/** @param {Node} node */
export default function (node) {
  const door = new Door(node)
  /** @type {Map<string, string | number>} */
  const values = new Map()
  let sum = 0

  /** @param {string} text */
  function hash(text) {
    let h = 2166136261
    for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 16777619)
    return Math.imul(h ^ (h >>> 15), 2246822519) >>> 0
  }

  /** @param {(string | number)[]} list */
  function learn(list) {
    for (const value of list) {
      const key = JSON.stringify(value)
      if (values.has(key)) continue
      values.set(key, value)
      sum = (sum ^ hash(key)) >>> 0
    }
  }

  const mark = () => `${values.size}:${sum}`
  const all = () => [...values.values()]

  node.every(200, () => {
    const peers = [...node.peers]
    for (let drawn = 0; drawn < 2 && peers.length > 0; drawn++) {
      const [peer] = peers.splice(Math.floor(Math.random() * peers.length), 1)
      if (peer) door.send(peer, { type: 'mark', mark: mark() })
    }
  })

  node.on('mark', (body, { src }) => {
    if (body.mark !== mark()) door.send(src, { type: 'all', values: all(), back: true })
  })

  node.on('all', (body, { src }) => {
    learn(body.values)
    if (body.back) door.send(src, { type: 'all', values: all(), back: false })
  })

  node.on('topology', () => ({ type: 'topology_ok' }))
  node.on('partition', (body) => {
    door.close(body.blocked)
    return { type: 'partition_ok' }
  })
  node.on('heal', () => {
    door.close([])
    return { type: 'heal_ok' }
  })
  node.on('partition_status', () => {
    const blocked = Object.keys(door.closed).sort()
    return {
      type: 'partition_status_ok',
      blocked,
      is_partitioned: blocked.length > 0,
      messages_dropped: door.turnedAway,
    }
  })
  node.on('broadcast', (body) => {
    learn([body.message])
    return { type: 'broadcast_ok' }
  })
  node.on('read', () => ({ type: 'read_ok', messages: all() }))
}
