import { valueKey } from '../../protocol/message.ts'
import { isForward } from '../../trace/facts.ts'
import { Knowing } from '../knowing.ts'
import type { Run } from '../run.ts'
import { count, show, time } from '../words.ts'

/** With fewer forwards than this from nodes that knew several values, nothing is concluded. */
const leastForwards = 10
/** A value told at fewer moments than this was not repeated, but only told. */
const leastRepeats = 3

/** Nodes that knew several values sent only the one they had learned last, over and over, in the whole run. */
export function sendsNewestOnly(run: Run): string | undefined {
  const { facts, trace } = run
  const knowing = new Knowing(run)
  const newest = new Map<string, string>()
  const sends = new Map(facts.serverMessages.filter(isForward).map((sent) => [sent.event.id, sent]))
  const missed = new Set([...knowing.values.keys()].filter((key) => isMissed(run, key)))
  const repeated = new Map<string, Repeated>()
  let judged = 0
  for (const event of trace.events) {
    if (event.kind === 'learn') newest.set(event.node, valueKey(event.value))
    const sent = sends.get(event.id)
    if (sent === undefined) continue
    const { src, body } = sent.event
    const known = knowing.knownBy(src, event)
    const carried = [...knowing.carriedBy(body)]
    const [only] = carried
    if (only === undefined || known.length < 2) continue
    // What a node learns in a step it may send in the same step, before the observer looks.
    if (carried.length > 1 || (only !== newest.get(src) && known.includes(only))) return undefined
    judged++
    const older = known.find((key) => key !== only && missed.has(key))
    if (older === undefined) continue
    const entry = repeated.get(`${src} ${only}`) ?? {
      node: src,
      newest: only,
      older,
      from: event.at,
      times: 0,
      instants: new Set<number>(),
    }
    repeated.set(`${src} ${only}`, entry)
    entry.times++
    entry.instants.add(event.at)
  }
  const [clearest] = [...repeated.values()]
    .filter(({ instants }) => instants.size >= leastRepeats)
    .sort((a, b) => b.times - a.times)
  if (clearest === undefined || judged < leastForwards) return undefined
  const { node, from, times } = clearest
  const value = (key: string) => show(knowing.values.get(key))
  return `From ${time(from)} on ${node} knew ${value(clearest.older)} and ${value(clearest.newest)}. It sent ${value(clearest.newest)} ${count(times, 'time')} and ${value(clearest.older)} not once more, though a node still lacks that one.`
}

/** What a node sent while it knew an older value too, one that does not reach everybody. */
type Repeated = {
  node: string
  newest: string
  older: string
  from: number
  times: number
  instants: Set<number>
}

function isMissed({ facts }: Run, key: string): boolean {
  const holders = facts.knowledge.get(key)?.holders
  return holders !== undefined && [...facts.live].some((node) => !holders.has(node))
}
