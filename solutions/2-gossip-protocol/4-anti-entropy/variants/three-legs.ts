/*
 * Built on one-way messages, as Scuttlebutt's gossip is: a digest goes out; whoever has another one sends back all it
 * holds; and the first sends what was not among that. Nobody waits for an answer. The digest is a number.
 */
import type { Node } from 'gossip-workbench'

type Value = number | string

export default function (node: Node) {
  const seen = new Set<Value>()
  let digest = 0

  function learn(messages: Value[]): number {
    const before = seen.size
    for (const message of messages) {
      if (seen.has(message)) continue
      seen.add(message)
      // A sum does not depend on the order; below 2⁵³ it is exact.
      digest = (digest + fingerprint(message)) % 2 ** 52
    }
    return seen.size - before
  }

  const begin = () => {
    const peer = node.peers[Math.floor(node.random() * node.peers.length)]
    if (peer !== undefined) node.send(peer, { type: 'syn', digest })
    node.after(350 + 100 * node.random(), begin)
  }
  node.after(100 * node.random(), begin)

  node.on('syn', (body, { src }) => {
    if (body.digest !== digest) node.send(src, { type: 'ack', messages: [...seen] })
  })
  node.on('ack', ({ messages }, { src }) => {
    const theirs = new Set(messages)
    const missing = [...seen].filter((value) => !theirs.has(value))
    learn(messages)
    if (missing.length > 0) node.send(src, { type: 'ack2', messages: missing })
  })
  node.on('ack2', ({ messages }) => {
    learn(messages)
  })

  node.on('broadcast', ({ message }) => {
    learn([message])
    return { type: 'broadcast_ok' }
  })
  node.on('digest', () => ({ type: 'digest_ok', digest, count: seen.size }))
  node.on('digest_sync', ({ remote_digest, remote_messages }) => {
    if (remote_digest === digest) return { type: 'digest_sync_ok', match: true, transferred: 0 }
    const transferred = learn(remote_messages ?? [])
    return { type: 'digest_sync_ok', match: false, transferred, local_messages: [...seen] }
  })
  node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))
}

/**
 * A number below 2⁵², one for each JSON text as far as luck goes. What is added up must be well mixed: with a plain
 * polynomial the fingerprints of 1 and 4 would have the same sum as those of 2 and 3.
 */
function fingerprint(value: Value): number {
  let [a, b] = [1, 2]
  for (const letter of JSON.stringify(value)) {
    const code = letter.codePointAt(0) ?? 0
    a = mix(a + code)
    b = mix(b ^ code)
  }
  return (a >>> 6) * 2 ** 26 + (b >>> 6)
}

function mix(bits: number): number {
  let mixed = Math.imul(bits ^ (bits >>> 15), 0x2c1b3c6d)
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39)
  return (mixed ^ (mixed >>> 15)) >>> 0
}
