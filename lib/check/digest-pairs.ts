import type { Operation } from '../trace/facts.ts'
import { type Digested, digestsOf } from './digests.ts'
import type { Run } from './run.ts'

/** Two digests that a node answered one after the other, and what clients asked of it in between. */
export type DigestPair = { before: Digested; after: Digested; asked: Operation[] }

/** Such pairs of every node, where no other node's message arrived in between. */
export function digestPairs(run: Run): DigestPair[] {
  const { facts } = run
  const digested = digestsOf(run)
  return run.trace.plan.nodes.flatMap((node) => {
    const own = digested.filter((one) => one.node === node)
    return own.slice(1).flatMap((after, place): DigestPair[] => {
      const before = own[place] as Digested
      const isBetween = ({ id }: { id: number }) => id > before.id && id < after.id
      const disturbed = facts.serverMessages.some(
        ({ event, deliveries }) => event.dest === node && deliveries.some(isBetween),
      )
      const asked = facts.operations.filter((one) => one.node === node && one.sent.deliveries.some(isBetween))
      return disturbed ? [] : [{ before, after, asked }]
    })
  })
}

export function sameDigest({ before, after }: DigestPair): boolean {
  return JSON.stringify(before.digest) === JSON.stringify(after.digest)
}

export function sameSet({ before, after }: DigestPair): boolean {
  return before.set === after.set
}

/** Of what clients asked in between, what brings values. */
export function bringing({ asked }: DigestPair): Operation[] {
  return asked.filter(({ request: { type, remote_messages: list } }) => {
    return type === 'broadcast' || (type === 'digest_sync' && Array.isArray(list) && list.length > 0)
  })
}
