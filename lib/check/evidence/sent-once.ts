import { isForward } from '../../trace/facts.ts'
import type { Run } from '../run.ts'
import type { SetWorkload } from '../set-full.ts'
import { show, time } from '../words.ts'
import { carriersOf } from './carriers.ts'

/**
 * A message with a value was dropped, its recipient never learned the value, and all that nodes ever told each other,
 * answers aside, were values, each of them once. Nodes that also compare notes have a repair, and some other fault.
 */
export function sendsOnce(run: Run, workload: SetWorkload): string | undefined {
  const carriers = carriersOf(run, workload)
  if (carriers.some(({ messages }) => messages.length > 1)) return undefined
  const carrying = new Set(carriers.flatMap(({ messages }) => messages))
  if (run.facts.serverMessages.some((sent) => isForward(sent) && !carrying.has(sent))) return undefined
  for (const { src, dest, value, messages } of carriers) {
    const [only] = messages
    const drop = only?.drops.find(({ reason }) => reason === 'cut' || reason === 'loss')
    if (only === undefined || drop === undefined || !isForward(only)) continue
    if (run.facts.knowledge.get(JSON.stringify(value))?.learned.has(dest) === true) continue
    const by = drop.reason === 'cut' ? `the partition "${drop.by}" dropped it` : 'the network lost it'
    return `${src} sent ${show(value)} to ${dest} at ${time(only.event.at)}; ${by}, and it was not sent again. In the whole run no node sent a value to the same node twice.`
  }
  return undefined
}
