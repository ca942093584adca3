/*
 * Built in plain JavaScript on a tree of digests, as Merkle's: 256 leaves by the first bits of a value's hash, 16
 * branches of 16 leaves, one root. Two nodes compare roots, then branches, then the leaves of those branches that
 * differ, one request for each level, and swap what is in the leaves that differ.
 */

/** @typedef {number | string} Value */
/** @typedef {{ high: number, low: number, values: Value[] }} Leaf */

/** @param {import('gossip-workbench').Node} node */
export default function (node) {
  const known = new Set()
  /** @type {Leaf[]} */
  const leaves = Array.from({ length: 256 }, () => ({ high: 0, low: 0, values: [] }))

  /** @param {Leaf[]} some */
  function digestOf(some) {
    return some.reduce((text, { high, low, values }) => {
      return values.length === 0 ? `${text}.` : `${text}${mix(high).toString(36)}${mix(low).toString(36)}`
    }, '')
  }

  /** @param {number} branch */
  function leavesOf(branch) {
    return leaves.slice(branch * 16, branch * 16 + 16)
  }

  /** @param {Leaf[]} some */
  function shortDigest(some) {
    const text = digestOf(some)
    return scramble(text, 5).toString(36) + scramble(text, 6).toString(36)
  }

  function branches() {
    return Array.from({ length: 16 }, (_, branch) => shortDigest(leavesOf(branch)))
  }

  function root() {
    return shortDigest(leaves)
  }

  /** @param {Value[]} values */
  function learn(values) {
    let fresh = 0
    for (const value of values) {
      if (known.has(value)) continue
      known.add(value)
      fresh++
      const json = JSON.stringify(value)
      const leaf = leaves[scramble(json, 1) >>> 24]
      if (leaf === undefined) continue
      leaf.high ^= scramble(json, 2)
      leaf.low ^= scramble(json, 3)
      leaf.values.push(value)
    }
    return fresh
  }

  async function exchange() {
    const peer = node.peers[Math.floor(node.random() * node.peers.length)]
    if (peer === undefined) return
    const { theirs } = await node.rpc(peer, { type: 'root', digest: root() })
    if (theirs === undefined) return
    const open = branches().flatMap((digest, branch) => (digest === theirs[branch] ? [] : [branch]))
    const digests = open.map((branch) => leavesOf(branch).map((leaf) => digestOf([leaf])))
    const { differ } = await node.rpc(peer, { type: 'leaves', open, digests })
    const values = differ.flatMap((/** @type {number} */ leaf) => leaves[leaf]?.values ?? [])
    const swapped = await node.rpc(peer, { type: 'swap', differ, values })
    learn(swapped.values)
  }

  setInterval(() => {
    exchange().catch(() => {})
  }, 480)

  node.on('root', ({ digest }) => {
    return digest === root() ? { type: 'root_ok' } : { type: 'root_ok', theirs: branches() }
  })

  node.on('leaves', ({ open, digests }) => {
    /** @type {number[]} */
    const differ = []
    for (const [index, branch] of open.entries()) {
      for (const [place, leaf] of leavesOf(branch).entries()) {
        if (digestOf([leaf]) !== digests[index][place]) differ.push(branch * 16 + place)
      }
    }
    return { type: 'leaves_ok', differ }
  })

  node.on('swap', ({ differ, values }) => {
    const told = new Set(values)
    const own = differ.flatMap((/** @type {number} */ leaf) => leaves[leaf]?.values ?? [])
    learn(values)
    return { type: 'swap_ok', values: own.filter((/** @type {Value} */ value) => !told.has(value)) }
  })

  node.on('broadcast', ({ message }) => {
    learn([message])
    return { type: 'broadcast_ok' }
  })

  node.on('digest', () => ({ type: 'digest_ok', digest: root(), count: known.size }))

  node.on('digest_sync', ({ remote_digest, remote_messages }) => {
    if (remote_digest === root()) return { type: 'digest_sync_ok', match: true, transferred: 0 }
    const transferred = learn(remote_messages ?? [])
    return { type: 'digest_sync_ok', match: false, transferred, local_messages: [...known] }
  })

  node.on('read', () => ({ type: 'read_ok', messages: [...known] }))
}

/** @param {string} text @param {number} seed a hash of 32 bits */
function scramble(text, seed) {
  let state = Math.imul(seed, 0x9e3779b9)
  for (let index = 0; index < text.length; index++) {
    state = Math.imul(state ^ text.charCodeAt(index), 0x85ebca6b)
    state ^= state >>> 13
  }
  return mix(state)
}

/** @param {number} bits spreads every bit over all (the end of MurmurHash3) */
function mix(bits) {
  let mixed = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}
