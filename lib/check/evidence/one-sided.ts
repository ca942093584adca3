import { type Cut, cutsOf, lastHeal } from '../cuts.ts'
import type { Run } from '../run.ts'
import type { SetWorkload } from '../set-full.ts'
import { show, time } from '../words.ts'
import { type Carriers, carriersOf } from './carriers.ts'

/**
 * After the heal one node told another again what it had missed; the other, which had something for the first, now
 * sends no value at all, and never in the run sent it one for a second time. So it is over every link that was cut both
 * ways: values are repeated one way at most. Where some link repairs both ends, the roles are the same and the fault
 * is another: tries that end, or a digest that misleads.
 */
export function pushesOneWay(run: Run, workload: SetWorkload): string | undefined {
  const cuts = cutsOf(run)
  const healedAt = lastHeal(cuts)
  if (healedAt === undefined || run.trace.end.kind !== 'finished') return undefined
  const links = linksOf(carriersOf(run, workload), cuts)
  const repeats = (link: string) => links.get(link)?.some(({ messages }) => messages.length > 1) === true
  if ([...links.keys()].some((link) => repeats(link) && repeats(reversed(link)))) return undefined
  const sentAfter = ({ messages }: Carriers) => messages.some(({ event }) => event.at >= healedAt)
  for (const [link, told] of links) {
    const back = links.get(reversed(link)) ?? []
    if (back.some(sentAfter)) continue
    const push = told.find(({ messages }) => messages.length > 1 && crossed(messages, healedAt) !== undefined)
    const at = crossed(push?.messages ?? [], healedAt)
    if (push === undefined || at === undefined) continue
    const { src, dest, value } = push
    for (const [key, { value: other, holders, learned }] of run.facts.knowledge) {
      if (!holders.has(dest) || holders.has(src) || (learned.get(dest)?.at ?? at) >= healedAt) continue
      if (!isAcknowledged(run, workload, key)) continue
      return `The last partition healed at ${time(healedAt)}. At ${time(at)} ${src} sent ${dest} again what it had missed, such as ${show(value)}. ${dest} had ${show(other)} by then, which ${src} lacks, and sent no value back; in the whole run it sent ${src} no value twice.`
    }
  }
  return undefined
}

/** What was told over each directed link that was cut in both directions. */
function linksOf(carriers: Carriers[], cuts: Cut[]): Map<string, Carriers[]> {
  const links = new Map<string, Carriers[]>()
  for (const told of carriers) {
    const link = `${told.src}>${told.dest}`
    if (!cuts.some((cut) => cut.links.has(link) && cut.links.has(reversed(link)))) continue
    links.set(link, [...(links.get(link) ?? []), told])
  }
  return links
}

function reversed(link: string): string {
  return link.split('>').reverse().join('>')
}

/** When the first of these messages that was sent after the heal and arrived was sent. */
function crossed(messages: Carriers['messages'], healedAt: number): number | undefined {
  return messages.find(({ event, deliveries }) => event.at >= healedAt && deliveries.length > 0)?.event.at
}

function isAcknowledged({ facts }: Run, { write, field }: SetWorkload, key: string): boolean {
  return facts.operations.some(
    ({ request, answer }) =>
      request.type === write && JSON.stringify(request[field]) === key && answer?.body.type === `${write}_ok`,
  )
}
