import { describe, expect, it } from 'vitest'
import { acknowledgedSurvive } from '../../lib/check/acknowledged.ts'
import type { Plan } from '../../lib/trace/plan.ts'
import { failureOf } from '../support/finding.ts'
import type { Main } from '../support/plain-program.ts'
import { keeper, teller } from '../support/programs.ts'
import { broadcast, run, workload } from '../support/run.ts'

const crashing: Partial<Plan> = {
  topology: { n1: ['n2'], n2: ['n1'] },
  operations: [broadcast(100, 'n1', 42)],
  faults: [{ kind: 'crash', node: 'n1', at: 101 }],
  until: 1000,
}

describe('what a node acknowledged before it crashed', () => {
  it('survives where it was sent on', () => {
    expect(acknowledgedSurvive(run(teller, crashing), workload)).toEqual({ kind: 'holds' })
  })

  it('is lost where it was only kept', () => {
    expect(failureOf(acknowledgedSurvive(run(keeper, crashing), workload))).toEqual({
      kind: 'fails',
      at: 101,
      message:
        'n1 acknowledged 42 at 100 ms and crashed 1 ms later. An acknowledged value must outlive that; at the end, 1 s, n2 does not know it.',
      chain: [
        'c1 sent 42 to n1 at 100 ms.',
        'n1 never sent it to n2, its neighbour.',
        'n1 sent no message to any node in the whole run.',
      ],
    })
  })

  it('may be gone where it was not acknowledged', () => {
    const silent: Main = (node) => {
      keeper(node)
      node.on('broadcast', () => {})
    }
    expect(acknowledgedSurvive(run(silent, crashing), workload)).toEqual({ kind: 'holds' })
  })
})
