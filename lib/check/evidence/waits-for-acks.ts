import { carries, type Operation } from '../../trace/facts.ts'
import { finalAnswer } from '../availability.ts'
import { cutsOf, standingAt } from '../cuts.ts'
import type { Run } from '../run.ts'
import type { SetWorkload } from '../set-full.ts'
import { names, show, time } from '../words.ts'

/** Slower than any node that answers before it has heard from others, with time to spare for timers of its own. */
const promptMs = 500

/**
 * While a partition stood a node sent a client's value into it and did not answer the client until later or at all,
 * though it does answer such requests where nothing is cut off.
 */
export function waitsForAcks(run: Run, workload: SetWorkload): string | undefined {
  const cuts = cutsOf(run)
  const writes = run.facts.operations.filter(({ request }) => request.type === workload.write)
  for (const write of writes) {
    const { node, client, request, invokedAt } = write
    if (standingAt(cuts, invokedAt) === undefined || isPrompt(write)) continue
    const value = request[workload.field] ?? null
    const cutOff = run.facts.serverMessages.filter(
      ({ event, drops }) =>
        event.src === node &&
        event.at >= invokedAt &&
        carries(event.body, value as number | string) &&
        drops.some(({ reason }) => reason === 'cut'),
    )
    if (cutOff.length === 0) continue
    const answer = finalAnswer(run, write)
    if (answer === undefined && !writes.some(isPrompt)) continue
    const when = answer === undefined ? 'never' : `only at ${time(answer.at)}`
    const unheard = names([...new Set(cutOff.map(({ event }) => event.dest))])
    return `${client} sent ${node} ${show(value)} at ${time(invokedAt)}; ${node} passed it on to ${unheard}, behind the partition, and answered ${client} ${when}.`
  }
  return undefined
}

function isPrompt({ answer, invokedAt }: Operation): boolean {
  return answer !== undefined && answer.body.type !== 'error' && answer.at - invokedAt <= promptMs
}
