import { describe, expect, it } from 'vitest'
import { statusTellsBlocks } from '../../lib/check/block-status.ts'
import { type CutOffHabits, cutOff, ordered, partition, status } from '../support/cut-off.ts'
import { failureOf } from '../support/finding.ts'

const asked = [status(500, 'n1'), partition(1000, 'n1', 'n3', 'n2', 'n3'), status(1500, 'n1')]
const judged = (habits: CutOffHabits) => statusTellsBlocks(ordered(cutOff(habits), asked))

describe('the status', () => {
  it('tells the list, sorted and each name once', () => {
    expect(judged({})).toEqual({ kind: 'holds' })
  })

  it('is wrong where the names stand as they came, and says how they should', () => {
    expect(failureOf(judged({ told: ({ blocked }) => [...blocked] })).message).toMatch(
      /should be \["n2","n3"\], and it was \["n3","n2"\]\. Each name stands in it once, sorted as \.sort\(\) does\.$/,
    )
  })

  it('is wrong where a name stands twice', () => {
    const twice = { told: ({ blocked }: { blocked: Set<string> }) => [...blocked, ...blocked].sort() }
    expect(failureOf(judged(twice)).message).toContain(
      'it was ["n2","n2","n3","n3"]. Each name stands in it once',
    )
  })

  it('is wrong where it tells an order that nobody gave', () => {
    expect(failureOf(judged({ told: () => ['n2'] }))).toMatchObject({
      at: 500,
      chain: ['Nobody had told n1 to block anyone.'],
    })
  })

  it('is wrong where there is a name and "is_partitioned" denies it', () => {
    const empty = { onPartition: () => {}, told: () => ['n2', 'n3'] }
    const ran = ordered(cutOff(empty), asked.slice(1))
    expect(failureOf(statusTellsBlocks(ran)).message).toContain(
      '"is_partitioned" should be true; it was false.',
    )
  })
})
