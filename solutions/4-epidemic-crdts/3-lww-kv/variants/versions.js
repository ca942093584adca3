/*
 * Built in plain JavaScript on a comparison of versions: a node tells a peer the ts and node of each of its keys, the
 * peer answers with the entries that are newer there, and with the keys of which it would like to hear. Only where two
 * entries differ in nothing but the value, it takes their whole text to see it, so a version holds that as well.
 */

/** @typedef {{ value: any, ts: number, node?: string }} Entry */

/** @param {any} value @returns {any} Lists of pairs in place of objects: their order is ours. */
function canonical(value) {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`
  const names = Object.getOwnPropertyNames(value)
  names.sort((a, b) => (a < b ? -1 : 1))
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join()}}`
}

/** @param {Entry} entry @returns {[number, number, string, string]} */
function versionOf({ ts, node, value }) {
  return [ts, node === undefined ? 0 : 1, node ?? '', canonical(value)]
}

/** @param {any[]} a @param {any[]} b */
function isLater(a, b) {
  const place = a.findIndex((part, index) => part !== b[index])
  return place >= 0 && a[place] > b[place]
}

/** @param {import('gossip-workbench').Node} node */
export default function (node) {
  /** @type {Map<string, Entry>} */
  const store = new Map()

  /** @param {[string, Entry][]} entries */
  function adopt(entries) {
    let adopted = 0
    for (const [key, entry] of entries) {
      const mine = store.get(key)
      if (mine && !isLater(versionOf(entry), versionOf(mine))) continue
      store.set(key, entry)
      adopted++
    }
    return adopted
  }

  node.on('write', ({ key, value }) => {
    const now = Date.now() / 1000
    const mine = store.get(key)
    const ts = mine && mine.ts >= now ? mine.ts + 0.001 : now
    store.set(key, { value, ts, node: node.id })
    return { type: 'write_ok', ts }
  })

  node.on('kv_read', ({ key }) => {
    const mine = store.get(key)
    if (!mine) throw node.error(20)
    return { type: 'kv_read_ok', key, value: mine.value, ts: mine.ts }
  })

  node.on('kv_merge', ({ entries }) => ({ type: 'kv_merge_ok', updated: adopt(Object.entries(entries)) }))

  node.on('versions', ({ versions }, { src }) => {
    const theirs = new Map(versions)
    const newer = [...store].filter(([key, entry]) => {
      const version = theirs.get(key)
      return version === undefined || isLater(versionOf(entry), version)
    })
    const wanted = [...theirs].filter(([key, version]) => {
      const mine = store.get(key)
      return mine === undefined || isLater(version, versionOf(mine))
    })
    if (newer.length > 0) node.send(src, { type: 'entries', list: newer })
    if (wanted.length > 0) node.send(src, { type: 'wanted', keys: wanted.map(([key]) => key) })
  })

  node.on('wanted', ({ keys }, { src }) => {
    const list = [...store].filter(([key]) => keys.includes(key))
    node.send(src, { type: 'entries', list })
  })

  node.on('entries', ({ list }) => {
    adopt(list)
  })

  setInterval(() => {
    const versions = [...store].map(([key, entry]) => [key, versionOf(entry)])
    for (const peer of node.peers) node.send(peer, { type: 'versions', versions })
  }, 400)
}
