import { describe, expect, it } from 'vitest'
import { drawsTwice } from '../../lib/check/evidence/draws-twice.ts'
import { sendsNewestOnly } from '../../lib/check/evidence/newest-only.ts'
import { keepsToSamePeers } from '../../lib/check/evidence/same-peers.ts'
import { tellsOnce } from '../../lib/check/evidence/tells-once.ts'
import { sendsToItself } from '../../lib/check/evidence/to-itself.ts'
import type { Run } from '../../lib/check/run.ts'
import { complete } from '../../lib/scenario/topologies.ts'
import type { Plan } from '../../lib/trace/plan.ts'
import fixedNeighbours from '../../solutions/1-naive-broadcast/3-random-gossip/mistakes/fixed-neighbours.ts'
import gossipsToSelf from '../../solutions/1-naive-broadcast/3-random-gossip/mistakes/gossips-to-self.ts'
import newestOnly from '../../solutions/1-naive-broadcast/3-random-gossip/mistakes/newest-only.ts'
import oneShot from '../../solutions/1-naive-broadcast/3-random-gossip/mistakes/one-shot.ts'
import withReplacement from '../../solutions/1-naive-broadcast/3-random-gossip/mistakes/with-replacement.ts'
import pushForever from '../../solutions/1-naive-broadcast/3-random-gossip/variants/push-forever.ts'
import type { Main } from '../support/plain-program.ts'
import { keeper } from '../support/programs.ts'
import { broadcast, run } from '../support/run.ts'

const plan: Partial<Plan> = {
  topology: complete(5),
  loss: 0.2,
  operations: [broadcast(300, 'n1', 1001, 'c1'), broadcast(320, 'n1', 1002, 'c2')],
  until: 8000,
}

const evidence: { [slug: string]: (ran: Run) => string | undefined } = {
  'gossips-to-self': sendsToItself,
  'with-replacement': drawsTwice,
  'fixed-neighbours': keepsToSamePeers,
  'one-shot': tellsOnce,
  'newest-only': sendsNewestOnly,
}
const proved = (main: Main, more: Partial<Plan> = {}) => {
  const ran = run(main, { ...plan, ...more })
  return Object.keys(evidence).filter((slug) => evidence[slug]?.(ran) !== undefined)
}
const told = (slug: string, main: Main, more: Partial<Plan> = {}) =>
  evidence[slug]?.(run(main, { ...plan, ...more }))

describe('the evidence', () => {
  it.each([1, 2, 3, 4, 5])('proves nothing against a right program (seed %i)', (seed) => {
    expect(proved(pushForever, { seed })).toEqual([])
  })

  it.each([1, 2, 3, 4, 5])('proves nothing where nobody gossips (seed %i)', (seed) => {
    expect(proved(keeper, { seed })).toEqual([])
  })

  it.each<[string, Main, Partial<Plan>]>([
    ['gossips-to-self', gossipsToSelf, {}],
    ['with-replacement', withReplacement, {}],
    ['fixed-neighbours', fixedNeighbours, {}],
    ['one-shot', oneShot, { loss: 0.5 }],
    ['newest-only', newestOnly, {}],
  ])('proves %s, and nothing else', (slug, main, more) => {
    expect(proved(main, more)).toEqual([slug])
  })
})

describe('its sentence', () => {
  it('counts what a node told itself', () => {
    expect(told('gossips-to-self', gossipsToSelf)).toMatch(
      /^n\d sent \d+ of its \d+ messages to itself, the first at \d00 ms\.$/,
    )
  })

  it('shows a double draw', () => {
    expect(told('with-replacement', withReplacement)).toMatch(
      /^In \d+ of \d+ rounds a node was drawn more than once; at \d00 ms n\d drew (n\d, ){2}n\d\.$/,
    )
  })

  it('names the neighbour that is left out', () => {
    expect(told('fixed-neighbours', fixedNeighbours)).toMatch(
      /^n1 made \d+ rounds, every one to n2, n3 and n4; to n5, also a neighbour, it never sent anything\.$/,
    )
  })

  it('says when a value was told for the only time', () => {
    expect(told('one-shot', oneShot, { topology: complete(2), loss: 1 })).toBe(
      'n1 sent 1001 to n2 at 300 ms and never again; nor did any node repeat any value. At the end n2 is without it.',
    )
  })

  it('sets the value that is repeated against the one that is not', () => {
    expect(told('newest-only', newestOnly)).toMatch(
      /^From 400 ms on n1 knew 1001 and 1002\. It sent 1002 \d+ times and 1001 not once more, though a node still lacks that one\.$/,
    )
  })
})

describe('it is too little', () => {
  it('for fixed neighbours after a few rounds, which may be chance', () => {
    expect(told('fixed-neighbours', fixedNeighbours, { until: 1000 })).toBeUndefined()
  })

  it('for fixed neighbours where there are no others', () => {
    expect(told('fixed-neighbours', fixedNeighbours, { topology: complete(4) })).toBeUndefined()
  })

  it('for one shot when everything arrived', () => {
    expect(told('one-shot', oneShot, { topology: complete(2), loss: 0 })).toBeUndefined()
  })

  it('for one shot when the run ended at once', () => {
    expect(told('one-shot', oneShot, { topology: complete(2), loss: 1, until: 900 })).toBeUndefined()
  })

  it('for the newest only when there was only one', () => {
    expect(
      told('newest-only', newestOnly, { operations: [broadcast(300, 'n1', 1001)], loss: 1 }),
    ).toBeUndefined()
  })
})
