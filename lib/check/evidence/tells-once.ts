import { isForward } from '../../trace/facts.ts'
import { Knowing } from '../knowing.ts'
import { type Run, untilOf } from '../run.ts'
import { names, show, time } from '../words.ts'

/** After its last forward a run must have gone on for so long, or there may have been no time for another. */
const patienceMs = 1000

/** No node ever sent a value a second time, at whatever later moment, and a value did not reach everybody. */
export function tellsOnce(run: Run): string | undefined {
  const { facts } = run
  const knowing = new Knowing(run)
  const told = new Map<string, { node: string; key: string; at: number; to: string[] }>()
  let lastAt = 0
  for (const sent of facts.serverMessages) {
    if (!isForward(sent)) continue
    const { src, dest, at, body } = sent.event
    lastAt = at
    for (const key of knowing.carriedBy(body)) {
      const before = told.get(`${src} ${key}`)
      if (before !== undefined && before.at !== at) return undefined
      if (before === undefined) told.set(`${src} ${key}`, { node: src, key, at, to: [dest] })
      else before.to.push(dest)
    }
  }
  const horizon = untilOf(run)
  if (horizon < lastAt + patienceMs) return undefined
  for (const { node, key, at, to } of told.values()) {
    const known = facts.knowledge.get(key)
    const without = [...facts.live].filter((other) => known?.holders.has(other) === false)
    if (known === undefined || without.length === 0) continue
    return `${node} sent ${show(known.value)} to ${names(to)} at ${time(at)} and never again; nor did any node repeat any value. At the end ${names(without)} ${without.length === 1 ? 'is' : 'are'} without it.`
  }
  return undefined
}
