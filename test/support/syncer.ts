import type { Node } from '../../lib/node/api.ts'
import type { Value } from '../../lib/protocol/message.ts'
import type { Main } from './plain-program.ts'

/** What a syncer does otherwise than it should. */
export type Ways = {
  digest?: (values: Value[]) => unknown
  /** Sends everything with the digest. */
  bulky?: boolean
  /** Sends everything in so many messages besides. */
  parts?: number
  /** The one who begins takes nothing of what comes back. */
  selfless?: boolean
  /** The one who is asked is told nothing. */
  selfish?: boolean
  /** Milliseconds from one exchange to the next. */
  everyMs?: number
  transferred?: (fresh: number, all: number) => number
  /** Does not keep what a client's digest_sync brings. */
  forgetful?: boolean
  /** Keeps of it only these. */
  keeps?: (value: Value) => boolean
}

export const exactDigest = (values: Value[]) =>
  values
    .map((value) => JSON.stringify(value))
    .sort()
    .join()

/** Compares digests with each peer in turn, by one-way messages, and sends everything where they differ. */
export function syncer(ways: Ways = {}): Main {
  const { digest = exactDigest, everyMs = 400, transferred = (fresh) => fresh } = ways
  return (node: Node) => {
    const seen = new Set<Value>()
    const own = () => digest([...seen])
    const learn = (values: Value[]) => {
      const before = seen.size
      for (const value of values) seen.add(value)
      return seen.size - before
    }
    let turn = 0
    node.every(everyMs, () => {
      const peer = node.peers[turn++ % node.peers.length]
      if (peer === undefined) return
      const { parts = 0 } = ways
      for (let part = 0; part < parts; part++)
        node.send(peer, { type: 'part', values: [...seen].filter((_, index) => index % parts === part) })
      node.send(peer, { type: 'ask', digest: own(), ...(ways.bulky ? { values: [...seen] } : {}) })
    })
    node.on('ask', (body, { src }) => {
      if (JSON.stringify(body.digest) !== JSON.stringify(own()))
        node.send(src, { type: 'mine', values: [...seen] })
    })
    node.on('mine', ({ values }, { src }) => {
      if (!ways.selfish) node.send(src, { type: 'rest', values: [...seen] })
      if (!ways.selfless) learn(values)
    })
    node.on('part', ({ values }) => void learn(values))
    node.on('rest', ({ values }) => void learn(values))
    node.on('broadcast', ({ message }) => {
      seen.add(message)
      return { type: 'broadcast_ok' }
    })
    node.on('digest', () => ({ type: 'digest_ok', digest: own(), count: seen.size }))
    node.on('digest_sync', ({ remote_messages }) => {
      const list: Value[] = remote_messages ?? []
      const fresh = ways.forgetful ? 0 : learn(list.filter(ways.keeps ?? (() => true)))
      const counted = transferred(fresh, list.length)
      return { type: 'digest_sync_ok', match: false, transferred: counted, local_messages: [...seen] }
    })
    node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))
  }
}
