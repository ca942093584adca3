import type { Node } from 'gossip-workbench'

type Value = number | string

const everyMs = 450
const buckets = 64

/**
 * Values are dealt into 64 buckets by their hash, and each bucket has a digest of its own: the exclusive or of its
 * values' hashes, which no order changes and one step updates. The digest of the node is that of all buckets.
 *
 * An exchange compares the node's digests. Where they differ it compares those of the buckets, about a kilobyte, and
 * only buckets that differ are opened: so what it costs depends on the difference, not on how much both hold.
 */
export default function (node: Node) {
  const seen = new Set<Value>()
  const whole = new Digest()
  const parts = Array.from({ length: buckets }, () => new Digest())

  node.every(everyMs, () => {
    const peer = node.peers[Math.floor(node.random() * node.peers.length)]
    // Whoever does not answer will be asked again some time.
    if (peer !== undefined) exchange(peer).catch(() => {})
  })

  async function exchange(peer: string) {
    const { theirs } = await node.rpc(peer, { type: 'compare', digest: whole.text })
    if (theirs === undefined) return
    const differing = parts.flatMap(({ text }, bucket) => (text === theirs[bucket] ? [] : [bucket]))
    const { messages } = await node.rpc(peer, { type: 'open', differing, messages: valuesIn(differing) })
    learn(messages)
  }

  node.on('compare', ({ digest }) => {
    return digest === whole.text
      ? { type: 'compare_ok' }
      : { type: 'compare_ok', theirs: parts.map(({ text }) => text) }
  })

  node.on('open', ({ differing, messages }) => {
    const theirs = new Set(messages)
    const missing = valuesIn(differing).filter((value) => !theirs.has(value))
    learn(messages)
    return { type: 'open_ok', messages: missing }
  })

  node.on('broadcast', ({ message }) => {
    learn([message])
    return { type: 'broadcast_ok' }
  })

  node.on('digest', () => ({ type: 'digest_ok', digest: whole.text, count: seen.size }))

  node.on('digest_sync', ({ remote_digest, remote_messages }) => {
    if (remote_digest === whole.text) return { type: 'digest_sync_ok', match: true, transferred: 0 }
    const transferred = learn(remote_messages ?? [])
    return { type: 'digest_sync_ok', match: false, transferred, local_messages: [...seen] }
  })

  node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))

  /** How many of them were new. */
  function learn(messages: Value[]): number {
    const before = seen.size
    for (const message of messages) {
      if (seen.has(message)) continue
      seen.add(message)
      const hash = hashOf(message)
      whole.add(hash)
      parts[hash[0] % buckets]?.add(hash)
    }
    return seen.size - before
  }

  function valuesIn(some: number[]): Value[] {
    const wanted = new Set(some)
    return [...seen].filter((value) => wanted.has(hashOf(value)[0] % buckets))
  }
}

class Digest {
  #count = 0
  #high = 0
  #low = 0

  get text(): string {
    return `${this.#count}-${(this.#high >>> 0).toString(36)}${(this.#low >>> 0).toString(36)}`
  }

  add([high, low]: [number, number]) {
    this.#count++
    this.#high ^= high
    this.#low ^= low
  }
}

/** Two hashes of 32 bits (FNV-1a, with different beginnings) of the value's JSON, in which 1 and "1" differ. */
function hashOf(value: Value): [number, number] {
  const text = JSON.stringify(value)
  let [a, b] = [0x811c9dc5, 0x9747b28c]
  for (let index = 0; index < text.length; index++) {
    a = Math.imul(a ^ text.charCodeAt(index), 0x01000193)
    b = Math.imul(b ^ text.charCodeAt(index), 0x5bd1e995)
  }
  return [(a ^ (a >>> 15)) >>> 0, (b ^ (b >>> 13)) >>> 0]
}
