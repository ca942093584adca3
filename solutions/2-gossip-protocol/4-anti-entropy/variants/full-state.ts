/*
 * Built on nothing but the requests of the task: nodes ask each other with digest_sync, first with the digest alone,
 * and where it differs both end up with everything. All values travel for one that is missing: no star.
 */
import type { Node } from 'gossip-workbench'

type Value = number | string
type Answer = { match: boolean; local_messages?: Value[] }

class Replica {
  readonly values: Value[] = []

  /** Sorted JSON is the same in whatever order the values came; a long text is cut down to its hash. */
  get digest(): string {
    const text = this.values
      .map((value) => JSON.stringify(value))
      .sort()
      .join('\n')
    let [high, low] = [7, 11]
    for (let index = 0; index < text.length; index++) {
      high = (high * 31 + text.charCodeAt(index)) % 4294967291
      low = (low * 257 + text.charCodeAt(index)) % 4294967279
    }
    return `${high}/${low}/${text.length}`
  }

  merge(others: Value[]): number {
    const mine = new Set(this.values)
    const fresh = [...new Set(others)].filter((value) => !mine.has(value))
    this.values.push(...fresh)
    return fresh.length
  }
}

export default function (node: Node) {
  const replica = new Replica()

  setInterval(async () => {
    const peer = node.peers[Math.floor(Math.random() * node.peers.length)]
    if (peer === undefined) return
    try {
      const sync = { type: 'digest_sync', remote_digest: replica.digest }
      const { match, local_messages = [] }: Answer = await node.rpc(peer, { ...sync, remote_messages: null })
      if (match) return
      replica.merge(local_messages)
      const theirs = new Set(local_messages)
      const missing = replica.values.filter((value) => !theirs.has(value))
      if (missing.length > 0)
        await node.rpc(peer, { ...sync, remote_digest: replica.digest, remote_messages: missing })
    } catch {
      // Nobody there, or a partition.
    }
  }, 500)

  node.on('broadcast', ({ message }) => {
    replica.merge([message])
    return { type: 'broadcast_ok' }
  })
  node.on('digest', () => {
    return { type: 'digest_ok', digest: replica.digest, count: replica.values.length }
  })
  node.on('digest_sync', ({ remote_digest, remote_messages }) => {
    if (remote_digest === replica.digest) return { type: 'digest_sync_ok', match: true, transferred: 0 }
    const transferred = replica.merge(remote_messages ?? [])
    return { type: 'digest_sync_ok', match: false, transferred, local_messages: [...replica.values] }
  })
  node.on('read', () => ({ type: 'read_ok', messages: [...replica.values] }))
}
