import { describe, expect, it } from 'vitest'
import { neverForwards } from '../../lib/check/evidence/never-forwards.ts'
import { resendsEveryReceipt } from '../../lib/check/evidence/resends.ts'
import { readsChangeNothing } from '../../lib/check/observed.ts'
import type { Run } from '../../lib/check/run.ts'
import type { Check, Mistake } from '../../lib/grade/grader.ts'
import { diagnose, judge, summarise, type Tally } from '../../lib/grade/judge.ts'
import type { Node } from '../../lib/node/api.ts'
import noDedup from '../../solutions/1-naive-broadcast/1-basic-broadcast/mistakes/no-dedup.ts'
import solution from '../../solutions/1-naive-broadcast/1-basic-broadcast/solution.ts'
import { failureOf } from '../support/finding.ts'
import { graderOf, large, lost, small } from '../support/grader.ts'
import type { Main } from '../support/plain-program.ts'
import { keeper } from '../support/programs.ts'
import { workload } from '../support/run.ts'

const judgedIds = (ran: Run) => judge(graderOf(), ran).findings.map(({ check }) => check.id)

describe('a run is put to the checks', () => {
  it('that look at its scenario', () => {
    expect([judgedIds(small(solution)), judgedIds(large(solution))]).toEqual([
      ['nothing-lost'],
      ['nothing-lost', 'silence'],
    ])
  })

  it('that can bear it, when a cap cut it off', () => {
    expect(judgedIds(large(noDedup))).toEqual(['silence'])
  })

  it('not at all when the program ended it', () => {
    const throwing = () => {
      throw new Error('oops')
    }
    expect(judgedIds(large(throwing))).toEqual([])
  })
})

describe('where a node cannot be asked what it knows', () => {
  const reading: Check = {
    ...{ id: 'reads', name: 'Reading', required: true, reads: true, scenarios: ['small'] },
    judge: (ran) => readsChangeNothing(ran),
  }
  const grader = { ...graderOf(), checks: [reading, ...graderOf().checks] }
  const verdicts = (main: Main) =>
    judge(grader, small(main)).findings.map(({ check, finding }) => [check.id, finding.kind])

  it('only the check of reading is told, and not what it would make others say', () => {
    const slow: Main = (node) => {
      keeper(node)
      node.on('read', async () => {
        await new Promise((resolve) => node.after(5, () => resolve(undefined)))
        return { type: 'read_ok', messages: [] }
      })
    }
    expect(verdicts(slow)).toEqual([
      ['reads', 'fails'],
      ['nothing-lost', 'idle'],
    ])
  })

  it('others are judged where it can', () => {
    expect(verdicts(keeper)).toEqual([
      ['reads', 'holds'],
      ['nothing-lost', 'fails'],
    ])
  })
})

describe('the result of a check', () => {
  const tally = (runs: Run[], planned = runs.length): Tally => ({
    judged: runs.length,
    idle: runs.flatMap((ran) => {
      const finding = lost.judge(ran)
      return finding.kind === 'idle' ? [finding.why] : []
    }),
    planned,
    failing: runs.flatMap((ran) => {
      const finding = lost.judge(ran)
      return finding.kind === 'fails' ? [{ run: ran, finding }] : []
    }),
  })

  it('is passed when it held in all its runs', () => {
    expect(summarise(lost, '1.1', tally([small(solution), large(solution)]))).toMatchObject({
      status: 'passed',
      message: 'Held in all 2 runs.',
      chain: [],
    })
  })

  it('is skipped when no run came to what it looks at', () => {
    const refusing = (node: Node) =>
      node.on('broadcast', () => {
        throw node.error(11)
      })
    expect(summarise(lost, '1.1', tally([small(refusing)]))).toMatchObject({
      status: 'skipped',
      message: 'Not judged: no "broadcast" was acknowledged, and no "read" showed a value.',
    })
  })

  it('is the failure of its smallest run, whatever the order', () => {
    const runs = [large(keeper), small(keeper, 5)]
    const finding = failureOf(lost.judge(runs[1] as Run))
    for (const order of [runs, runs.toReversed()]) {
      expect(summarise(lost, '1.1', tally(order))).toMatchObject({
        status: 'failed',
        message: finding.message,
        chain: finding.chain,
        at: finding.at,
        scenario: 'small',
        seed: 5,
        replay: '1.1-small-s5',
      })
    }
  })

  it('says how much there is to read in that run', () => {
    expect(summarise(lost, '1.1', tally([small(keeper)])).size).toEqual({
      nodes: 2,
      requests: 1,
      faults: 0,
      messages: 0,
    })
  })

  it('points at the smaller run that shows the same, and says what it was made from', () => {
    const { failing, ...rest } = tally([large(keeper)])
    const shrunk = {
      run: small(keeper),
      finding: failureOf(lost.judge(small(keeper))),
      shrunkFrom: large(keeper),
    }
    expect(failing).toHaveLength(1)
    expect(summarise(lost, '1.1', { ...rest, failing: [shrunk] })).toMatchObject({
      replay: '1.1-small-s1-min',
      size: { nodes: 2 },
      shrunkFrom: { nodes: 6 },
    })
  })

  it('is that of the first among runs of one size', () => {
    expect(summarise(lost, '1.1', tally([small(keeper, 7), small(keeper, 3)])).seed).toBe(7)
  })

  it('is failed by one run among many', () => {
    expect(summarise(lost, '1.1', tally([small(solution), large(keeper), large(solution)])).scenario).toBe(
      'large',
    )
  })

  it.each([
    [0, 3],
    [2, 3],
  ])('is skipped, not passed, when it held in %i of %i runs and the rest was never seen', (seen, planned) => {
    const runs = Array.from({ length: seen }, (_, seed) => small(solution, seed))
    expect(summarise(lost, '1.1', tally(runs, planned)).status).toBe('skipped')
  })
})

describe('a diagnosis', () => {
  const named = (slug: string, evidence: Mistake['evidence'], instead: string[] = []): Mistake => ({
    ...{ slug, title: `Title of ${slug}`, evidence, cause: 'the cause', fix: 'the fix' },
    instead,
  })
  const mistakes = [
    named('never-forwards', (ran) => neverForwards(ran, workload)),
    named('no-dedup', (ran) => resendsEveryReceipt(ran, workload)),
  ]
  const diagnosed = (runs: Run[], known = mistakes) => {
    const grader = graderOf(known)
    return diagnose(
      grader,
      runs.map((ran) => judge(grader, ran)),
    )
  }

  it('names the mistake that a failing run proves, with its evidence', () => {
    expect(diagnosed([small(keeper)])).toEqual([
      {
        slug: 'never-forwards',
        title: 'Title of never-forwards',
        evidence: 'n1 acknowledged 42, and in the whole run not one of the 2 nodes sent another a message.',
        cause: 'the cause',
        fix: 'the fix',
        scenario: 'small',
        seed: 1,
        size: { nodes: 2, requests: 1, faults: 0, messages: 0 },
      },
    ])
  })

  it('names a mistake proved by a run that a cap cut off', () => {
    expect(diagnosed([large(noDedup)]).map(({ slug }) => slug)).toEqual(['no-dedup'])
  })

  it('asks of a run that the program ended itself only who claims to explain such ends', () => {
    const throwing = () => {
      throw new Error('oops')
    }
    const evidence = ({ trace }: Run) =>
      trace.end.kind === 'threw' ? trace.end.error : 'something is missing'
    const known = [named('silent', evidence), { ...named('ends', evidence), explainsEnds: true }]
    expect(diagnosed([small(throwing)], known).map(({ slug, evidence: said }) => [slug, said])).toEqual([
      ['ends', 'Error: oops'],
    ])
  })

  it('takes its evidence from the smallest run', () => {
    const [found] = diagnosed([large(keeper), small(keeper)])
    expect(found?.evidence).toContain('the 2 nodes')
  })

  it('looks at no run in which all is well', () => {
    const suspicious = [named('always', () => 'it looks like it')]
    expect(diagnosed([small(solution), large(solution)], suspicious)).toEqual([])
  })

  it('leaves out a mistake that another one explains', () => {
    const both = [named('vague', () => 'something'), named('exact', () => 'this very thing', ['vague'])]
    expect(diagnosed([small(keeper)], both).map(({ slug }) => slug)).toEqual(['exact'])
  })
})
