/* Wrong: what came is only kept `if (message)`, so 0 and "" are left out. */
import type { Node } from 'gossip-workbench'

type Value = number | string

export default function (node: Node) {
  const seen = new Set<Value>()

  function digest(): string {
    const texts = [...seen].map((value) => JSON.stringify(value))
    return hash(texts.sort().join())
  }

  function learn(messages: Value[]): number {
    const before = seen.size
    for (const message of messages) if (message) seen.add(message)
    return seen.size - before
  }

  async function exchange() {
    const peer = node.peers[Math.floor(node.random() * node.peers.length)]
    if (peer === undefined) return
    const ask = { type: 'digest_sync', remote_digest: digest(), remote_messages: null }
    const { match, local_messages } = await node.rpc(peer, ask)
    if (match) return
    const theirs = new Set(local_messages)
    const missing = [...seen].filter((value) => !theirs.has(value))
    learn(local_messages)
    if (missing.length > 0) node.send(peer, { type: 'lacking', messages: missing })
  }

  node.every(450, () => exchange().catch(() => {}))

  node.on('lacking', ({ messages }) => void learn(messages))

  node.on('broadcast', ({ message }) => {
    seen.add(message)
    return { type: 'broadcast_ok' }
  })

  node.on('digest', () => ({ type: 'digest_ok', digest: digest(), count: seen.size }))

  node.on('digest_sync', ({ remote_digest, remote_messages }) => {
    if (remote_digest === digest()) return { type: 'digest_sync_ok', match: true, transferred: 0 }
    const transferred = learn(remote_messages ?? [])
    return { type: 'digest_sync_ok', match: false, transferred, local_messages: [...seen] }
  })

  node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))
}

/** Two hashes of 32 bits, in hexadecimal. */
function hash(text: string): string {
  let [a, b] = [0x811c9dc5, 0x1000193]
  for (let index = 0; index < text.length; index++) {
    a = Math.imul(a ^ text.charCodeAt(index), 0x01000193)
    b = Math.imul(b ^ text.charCodeAt(index), 0x5bd1e995)
  }
  return [a, b].map((half) => (half >>> 0).toString(16)).join('')
}
