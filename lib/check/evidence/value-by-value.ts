import { isForward } from '../../trace/facts.ts'
import { valuesOf } from '../carried.ts'
import { costOf } from '../load.ts'
import { valuesIn } from '../named.ts'
import type { Run } from '../run.ts'
import type { SetWorkload } from '../set-full.ts'
import { count, number } from '../words.ts'

/** Of the forwards so many must carry one value and no more, to speak of flooding. */
const mostOfThem = 0.9

/** Values travelled one by one, each in far more messages than a tree has edges. */
export function floodsOneByOne(run: Run, workload: SetWorkload): string | undefined {
  const cost = costOf(run, workload)
  if (cost === undefined) return undefined
  const values = valuesOf(run, workload)
  const tree = run.trace.plan.nodes.length - 1
  const forwards = run.facts.serverMessages.filter(isForward)
  const single = forwards.filter(({ event }) => valuesIn(event.body, values).size === 1).length
  const known = run.facts.knowledge.size
  if (single < mostOfThem * forwards.length || single < 1.5 * tree * known) return undefined
  const answers = run.facts.serverMessages.length - forwards.length
  const answered = answers > single / 2 ? `, and ${count(answers, 'answer')} came back` : ''
  return `${count(known, 'value')} went out in ${count(single, 'message')} of one value each${answered}. That is ${number(single / known)} for a value, where a tree of ${tree + 1} nodes has ${tree}: most came to nodes that knew it.`
}
