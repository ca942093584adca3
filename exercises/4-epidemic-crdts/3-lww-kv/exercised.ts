import { cutsOf, lastHeal } from '../../../lib/check/cuts.ts'
import { Showing } from '../../../lib/check/lww-shown.ts'
import type { Run } from '../../../lib/check/run.ts'
import type { Sometimes } from '../../../lib/grade/grader.ts'
import { clockIn } from '../../../lib/trace/clock.ts'
import { keys } from './story.ts'

export const diverged: Sometimes = {
  name: 'when the partition heals, two nodes hold different entries under one key',
  happened(run: Run) {
    const showing = new Showing(run)
    const healedAt = lastHeal(cutsOf(run)) ?? 0
    const heal = run.trace.events.find(({ kind, at }) => kind === 'heal' && at === healedAt)
    return keys.some((key) => {
      const held = run.trace.plan.nodes.map((node) => heal && showing.at(node, key, heal))
      return new Set(held).size > 1
    })
  },
}

export const seenAhead: Sometimes = {
  name: 'a node whose clock is behind an entry that it shows is asked to write that key',
  happened(run: Run) {
    const showing = new Showing(run)
    const clock = clockIn(run.trace)
    return run.facts.operations.some(({ node, request, sent }) => {
      const [arrival] = sent.deliveries
      if (request.type !== 'write' || arrival === undefined) return false
      const held = showing.at(node, request.key as string, arrival)
      return held !== undefined && held.at !== node && held.entry.ts > clock(node, arrival) / 1000
    })
  },
}
