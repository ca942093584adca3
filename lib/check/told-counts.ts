import { isForward, isToOther, type Sent } from '../trace/facts.ts'
import type { CostReport } from './cost-reports.ts'
import type { Run } from './run.ts'

/** Counters of a report that the trace counts as well. */
export type Counter = 'total_writes' | 'total_gossip_msgs' | 'keys_stored'

/** Another thing that a node may have counted: how many of it there had been at the node when an event came. */
export type OtherCount = (node: string, id: number) => number

/**
 * The clearest report in which a counter is wrong, when in the whole run it told this other count instead, every time.
 * One that was right by chance, because both counts were the same, proves nothing for or against.
 */
export function toldInstead(
  reports: readonly CostReport[],
  field: Counter,
  other: OtherCount,
): (CostReport & { told: number; truth: number }) | undefined {
  let clearest: (CostReport & { told: number; truth: number }) | undefined
  for (const report of reports) {
    const { node, asked, answered, said, counted } = report
    const told = said[field]
    if (typeof told !== 'number') return undefined
    const [least, most] = [other(node, asked.id), other(node, answered.id)]
    if (told < least || told > most) return undefined
    const truth = told < counted.least[field] ? counted.least[field] : counted.most[field]
    const isWrong = told < counted.least[field] || told > counted.most[field]
    const distance = Math.abs(told - truth)
    if (isWrong && (clearest === undefined || distance > Math.abs(clearest.told - clearest.truth)))
      clearest = { ...report, told, truth }
  }
  return clearest
}

/** What programs count in the place of the messages they sent. */
export const otherMessageCounts = {
  /** Answers too. */
  all: (run: Run) => counting(run, () => true),

  /** What has the same content and goes to the same node counts once. */
  withoutRepeats(run: Run) {
    return counting(
      run,
      firstOf(({ event: { src, dest, body } }) => {
        const { msg_id: _id, ...content } = body
        return `${src} ${dest} ${JSON.stringify(content)}`
      }),
    )
  },

  /** All that leaves in one step counts once. */
  steps: (run: Run) =>
    counting(
      run,
      firstOf(({ event }) => `${event.src} ${event.cause}`),
    ),

  /** What came, instead of what left. */
  received(run: Run): OtherCount {
    const forwards = run.facts.serverMessages.filter((one) => isForward(one) && isToOther(one))
    const arrivals = forwards.flatMap(({ deliveries }) => deliveries)
    return (node, id) => arrivals.filter((arrival) => arrival.dest === node && arrival.id < id).length
  },
}

/** True for the first forward of its kind. */
function firstOf(kindOf: (sent: Sent) => string): (sent: Sent) => boolean {
  const seen = new Set<string>()
  return (sent) => {
    const kind = kindOf(sent)
    if (!isForward(sent) || seen.has(kind)) return false
    seen.add(kind)
    return true
  }
}

/** Counts by its sender what passes; `passes` is asked once about each message, in order. */
function counting({ facts }: Run, passes: (sent: Sent) => boolean): OtherCount {
  const ids = new Map<string, number[]>()
  for (const one of facts.serverMessages) {
    if (!isToOther(one) || !passes(one)) continue
    const { src, id } = one.event
    const ofNode = ids.get(src)
    if (ofNode === undefined) ids.set(src, [id])
    else ofNode.push(id)
  }
  return (node, id) => (ids.get(node) ?? []).findLastIndex((sent) => sent < id) + 1
}
