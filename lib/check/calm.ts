import { type Cut, cutsOf } from './cuts.ts'
import { type Finding, holds } from './finding.ts'
import { type Run, untilOf } from './run.ts'
import { type SetWorkload, writesOf } from './set-full.ts'
import { busiestWindow } from './windows.ts'
import { count, time } from './words.ts'

const second = 1000

/**
 * While a partition stands and nothing new has come in for `settleMs`, no node sends more than `limit` messages in a
 * second, answers included, however many values wait to cross.
 */
export function calmWhileCut(
  run: Run,
  workload: SetWorkload,
  { limit, settleMs }: { limit: number; settleMs: number },
): Finding {
  const values = [...writesOf(run, workload).values()]
  const writes = values.flat().map(({ invokedAt }) => invokedAt)
  for (const cut of cutsOf(run)) {
    for (const { from, to } of quietStretches(cut, untilOf(run), writes, settleMs)) {
      for (const node of run.trace.plan.nodes) {
        const sent = run.facts.serverMessages.filter(
          ({ event }) => event.src === node && event.at >= from && event.at < to,
        )
        const busiest = busiestWindow(
          sent.map(({ event }) => ({ at: event.at, amount: 1 })),
          second,
        )
        if (busiest.items <= limit) continue
        const within = sent.filter(
          ({ event }) => event.at >= busiest.from && event.at < busiest.from + second,
        )
        const known = values.filter(([first]) => (first?.invokedAt ?? 0) < busiest.from).length
        return {
          kind: 'fails',
          at: busiest.from,
          message: `While the partition "${cut.name}" stood and nothing new had come in since ${time(from - settleMs)}, ${node} sent ${count(busiest.items, 'message')} in the second from ${time(busiest.from)} on. At most ${limit} are allowed, however many values wait.`,
          chain: [
            `${count(known, 'value')} had been broadcast by then.`,
            `Most of it: ${mostCommon(within.map(({ event }) => `"${event.body.type}" to ${event.dest}`))}.`,
          ],
        }
      }
    }
  }
  return holds
}

/** The parts of a cut in which the last write is at least `settleMs` past. */
function quietStretches(cut: Cut, endAt: number, writes: number[], settleMs: number) {
  const last = Math.min(cut.to, endAt)
  const inside = writes.filter((at) => at < last).sort((a, b) => a - b)
  const starts = [cut.from - settleMs, ...inside]
  return starts
    .map((at, index) => ({
      from: Math.max(cut.from, at + settleMs),
      to: Math.min(last, starts[index + 1] ?? last),
    }))
    .filter(({ from, to }) => to > from)
}

function mostCommon(texts: string[]): string {
  const counts = new Map<string, number>()
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1)
  const [most] = [...counts].sort(([, a], [, b]) => b - a)
  return most === undefined ? 'nothing' : `${most[0]}, ${count(most[1], 'time')}`
}
