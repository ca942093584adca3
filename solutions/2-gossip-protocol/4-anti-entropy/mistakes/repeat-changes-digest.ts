/* Wrong: the exclusive or takes a value that comes a second time out of the digest again. */
import type { Node } from 'gossip-workbench'

type Value = number | string

export default function (node: Node) {
  const seen = new Set<Value>()
  let [high, low] = [0, 0]

  function digest(): string {
    return [high, low].map((half) => (half >>> 0).toString(16)).join('-')
  }

  function learn(messages: Value[]): number {
    const before = seen.size
    for (const message of messages) {
      seen.add(message)
      const [a, b] = hashes(JSON.stringify(message))
      high ^= a
      low ^= b
    }
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
    learn([message])
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

/** Two hashes of 32 bits, whose bits are well mixed. */
function hashes(text: string): [number, number] {
  let [a, b] = [0x811c9dc5, 0x1000193]
  for (let index = 0; index < text.length; index++) {
    a = Math.imul(a ^ text.charCodeAt(index), 0x01000193)
    b = Math.imul(b ^ text.charCodeAt(index), 0x5bd1e995)
  }
  return [mixed(a), mixed(b)]
}

function mixed(bits: number): number {
  const half = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  return half ^ (half >>> 13)
}
