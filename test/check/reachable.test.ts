import { describe, expect, it } from 'vitest'
import { groupsAgree, groupsOf } from '../../lib/check/reachable.ts'
import { type CutOffHabits, cutOff, oneBlocksOne, ordered, twoGroups } from '../support/cut-off.ts'
import { failureOf } from '../support/finding.ts'
import { workload } from '../support/run.ts'

const judged = (habits: CutOffHabits, which: 'parts' | 'whole') =>
  groupsAgree(ordered(cutOff(habits), twoGroups), workload, 3000, which)

describe('groups', () => {
  it('are those who reach each other directly, between one order and the next', () => {
    const groups = groupsOf(ordered(cutOff(), twoGroups)).map(({ nodes, from, to }) => [
      nodes.join(),
      from,
      to,
    ])
    expect(groups).toEqual([
      ['n1,n2,n3', 0, 1000.1],
      ['n2,n3', 1000.1, 6000.1],
      ['n1,n2,n3', 6000.1, 10_000],
    ])
  })

  it('are none where one of two nodes blocks the other and both reach a third', () => {
    const during = groupsOf(ordered(cutOff(), oneBlocksOne)).filter(({ from }) => from > 1000 && from < 3000)
    expect(during).toEqual([])
  })
})

describe('a group agrees', () => {
  it('when gossip goes on among its nodes, and after the heal among all', () => {
    expect(judged({}, 'parts')).toEqual({ kind: 'holds' })
    expect(judged({}, 'whole')).toEqual({ kind: 'holds' })
  })

  it('not when nobody says a word while anybody is blocked', () => {
    const isQuiet: CutOffHabits['isQuiet'] = ({ blocked }) => blocked.size > 0
    expect(failureOf(judged({ isQuiet }, 'parts'))).toMatchObject({
      at: 4500.1,
      message: expect.stringMatching(
        /^c\d+ brought 1002 to n2 at 1\.5 s\. From 1 s on n2 and n3 could reach each other\. By 4\.5 s both should know it, and n3 did not\.$/,
      ),
    })
    expect(judged({ isQuiet }, 'whole')).toEqual({ kind: 'holds' })
  })

  it('not when after the heal nothing is told again', () => {
    const isQuiet: CutOffHabits['isQuiet'] = ({ node }) => node.now() % 100_000 > 5900
    expect(failureOf(judged({ isQuiet }, 'whole')).message).toContain(
      'From 6 s on all 3 nodes could reach each other.',
    )
  })

  it('not when it comes too late, and then it is told when', () => {
    const isQuiet: CutOffHabits['isQuiet'] = ({ node }) => {
      const at = node.now() % 100_000
      return at > 5900 && at < 9500
    }
    expect(failureOf(judged({ isQuiet }, 'whole')).chain?.join(' ')).toMatch(/n\d learned it at 9\.61 s/)
  })
})
