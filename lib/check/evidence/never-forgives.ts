import { isTimedOut, treeTalkOf } from '../ack-waits.ts'
import { failuresOf } from '../outages.ts'
import { type Run, untilOf } from '../run.ts'
import { type SetWorkload, writesOf } from '../set-full.ts'
import { show, time } from '../words.ts'

/** A neighbour that was silent once is never sent anything along the tree again, not even when it is back. */
export function neverForgives(run: Run, workload: SetWorkload): string | undefined {
  const { waits } = treeTalkOf(run, workload)
  const failures = failuresOf(run)
  const until = untilOf(run)
  for (const wait of waits) {
    const { node, neighbour, due } = wait
    if (wait.ack !== undefined || !isTimedOut(wait, until)) continue
    const back = failures.findLast((failure) => failure.node === neighbour && failure.to < until)?.to
    if (back === undefined || back < due || failures.some(({ from }) => from > back)) continue
    for (const [key, [write]] of writesOf(run, workload)) {
      if (write === undefined || write.invokedAt < back) continue
      const learned = run.facts.knowledge.get(key)?.learned.get(node)
      const teacher = run.trace.events[learned?.cause ?? -1]
      if (learned === undefined || (teacher?.kind === 'deliver' && teacher.src === neighbour)) continue
      const isSentOn = run.facts.serverMessages.some(
        ({ event }) =>
          event.src === node && event.id >= (teacher?.id ?? learned.id) && event.dest !== neighbour,
      )
      const isTold = waits.some(
        (other) => other.node === node && other.neighbour === neighbour && other.key === key,
      )
      if (isTold || !isSentOn) continue
      return `${neighbour} left ${show(wait.value)} from ${node} without an acknowledgement and went on at ${time(back)}. ${show(write.request[workload.field])}, broadcast at ${time(write.invokedAt)}, came to ${node} at ${time(learned.at)}, and ${node} did not send it along the tree to ${neighbour}.`
    }
  }
  return undefined
}
