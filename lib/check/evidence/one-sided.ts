import { cutsOf, lastHeal } from '../cuts.ts'
import type { Run } from '../run.ts'
import type { SetWorkload } from '../set-full.ts'
import { show, time } from '../words.ts'
import { type Carriers, carriersOf } from './carriers.ts'

/**
 * After the heal one node told another what that had missed, again where it had been dropped before; the other, which
 * had something for the first, had sent it once at most and now sends no value at all.
 */
export function pushesOneWay(run: Run, workload: SetWorkload): string | undefined {
  const cuts = cutsOf(run)
  const healedAt = lastHeal(cuts)
  if (healedAt === undefined || run.trace.end.kind !== 'finished') return undefined
  const carriers = carriersOf(run, workload)
  const wasCut = ({ src, dest }: Carriers) =>
    cuts.some(({ links }) => links.has(`${src}>${dest}`) && links.has(`${dest}>${src}`))
  for (const push of carriers.filter(wasCut)) {
    const { src, dest, value, messages } = push
    const crossed = messages.find(({ event, deliveries }) => event.at >= healedAt && deliveries.length > 0)
    if (crossed === undefined || messages.length < 2) continue
    const answered = carriers.some(
      (back) =>
        back.src === push.dest &&
        back.dest === push.src &&
        back.messages.some(({ event }) => event.at >= healedAt),
    )
    if (answered) continue
    for (const [key, { value: other, holders }] of run.facts.knowledge) {
      if (!holders.has(dest) || holders.has(src)) continue
      const back = carriers.find((c) => c.src === dest && c.dest === src && c.value === other)
      if ((back?.messages.length ?? 0) > 1) continue
      if (!isAcknowledged(run, workload, key)) continue
      return `The last partition healed at ${time(healedAt)}. At ${time(crossed.event.at)} ${src} sent ${dest} what it had missed, such as ${show(value)}; ${dest} has had ${show(other)} all along, which ${src} lacks, and sent nothing of it back.`
    }
  }
  return undefined
}

function isAcknowledged({ facts }: Run, { write, field }: SetWorkload, key: string): boolean {
  return facts.operations.some(
    ({ request, answer }) =>
      request.type === write && JSON.stringify(request[field]) === key && answer?.body.type === `${write}_ok`,
  )
}
