import { describe, expect, it } from 'vitest'
import type { Setting } from '../../lib/lww/setting.ts'
import { stepsOf } from '../../lib/lww/steps.ts'
import { endingText, fatesTable, fatesTold } from '../../lib/view/lww-ending.ts'
import { stepText } from '../../lib/view/lww-steps.ts'
import { plain } from '../../lib/view/paint.ts'
import { raceInPlain } from '../support/race.ts'

function told(changes: Partial<Setting> = {}) {
  const demo = raceInPlain(changes)
  return stepsOf(demo).map((step) => stepText(step, demo))
}

describe('a step of the race, told', () => {
  it('says in a few words what happens', () => {
    expect(told().map(({ what }) => what)).toEqual([
      'c1 and c2 will write "cart"',
      'the network is cut',
      'c2 writes b1 at n2: ok',
      'c1 writes a1 at n1: ok',
      'c2 writes b2 at n2: ok',
      'c1 writes a2 at n1: ok',
      'the cut heals',
      'n1 hears of b2',
      'n2 hears of a2',
      'clients read at both replicas',
      'c2 writes a2+b2 at n2: ok',
      'n1 hears of a2+b2',
      'what became of the writes',
    ])
  })

  it('says why the later write is dropped: the clock of the other is ahead', () => {
    expect(told()[7]?.lww).toBe(
      "n1 drops a2: b2 is dated 2.700 s, later than a2's 2.464 s. Yet a2 was written 264 ms after b2: n2's clock is 500 ms ahead. c1, who was told ok, hears nothing of it.",
    )
  })

  it('blames no clock where all are right: somebody loses all the same', () => {
    const [first, second] = told({ skewMs: 0 }).slice(7, 9)
    expect(first?.lww).toBe("n1 keeps a2, and not b2: a2 is dated 2.464 s, later than b2's 2.200 s.")
    expect(second?.lww).toBe(
      "n2 drops b2: a2 is dated 2.464 s, later than b2's 2.200 s. c2, who was told ok, hears nothing of it.",
    )
  })

  it('says who wins a tie', () => {
    expect(told({ skewMs: 264 })[7]?.lww).toBe(
      "n1 drops a2: both are dated 2.464 s, and the larger name of a node wins the tie. Yet a2 was written 264 ms after b2: n2's clock is 264 ms ahead. c1, who was told ok, hears nothing of it.",
    )
  })

  it('does not claim that a replica hears of what is gone', () => {
    expect(told()[8]?.lww).toBe('Nothing changes at n2: no replica holds a2 any more.')
  })

  it('says why vectors keep both, and what may go at last', () => {
    const steps = told()
    expect(steps[2]?.vv).toBe(
      'No clock is asked. b1 gets the vector {c2:1}: one write of c2, this one, and no other.',
    )
    expect(steps[5]?.vv).toBe('c1 had read a1, so a2 gets {c1:2}, which covers {c1:1}: a1 may go.')
    expect(steps[7]?.vv).toBe(
      "n1 keeps a2 {c1:2} and b2 {c2:2} as siblings: neither vector covers the other, for neither client had read the other's write.",
    )
    expect(steps[10]?.vv).toBe(
      'c2 had read a2 and b2, so a2+b2 gets {c1:2, c2:3}, which covers {c1:2} and {c2:2}: a2 and b2 may go.',
    )
  })

  it('says something of either store in every step, whatever the setting', () => {
    for (const setting of [
      { clients: 1 },
      { clients: 4, replicas: 3 },
      { clients: 2, replicas: 3, writes: 1 },
    ]) {
      for (const { what, lww, vv } of told(setting).slice(0, -1))
        expect([what, lww, vv].filter((text) => text === '' || /undefined|NaN/.test(text))).toEqual([])
    }
  })
})

describe('the end of the race', () => {
  const demo = raceInPlain()
  const pen = { width: 80, paint: plain }

  it('names the lost write, whose it was, what beat it, and that nobody was told', () => {
    const text = endingText(demo, pen).join(' ')
    expect(text).toContain('of 4 acknowledged writes one was lost: a2.')
    expect(text).toContain('although it was written 264 ms after b2')
    expect(text).toContain('nobody was told that it is gone')
  })

  it('names the siblings, the write that settles them and its vector', () => {
    const text = endingText(demo, pen).join(' ')
    expect(text).toContain('of the same 4 writes none was lost.')
    expect(text).toMatch(/a2 \{c1:2\} and b2 \{c2:2\} were written by clients that had not read each other/)
    expect(text).toMatch(/c2, who had read them, wrote a2\+b2 \{c1:2, c2:3\}/)
  })

  it('tells the fate of every write, as a table and in sentences', () => {
    expect(fatesTable(demo, pen).join('\n')).toMatch(
      /^ +a2 +c1 at n1 +2\.464 s +2\.464 s +LOST +kept, beside b2$/m,
    )
    expect(fatesTold(demo)).toContain(
      'a2, by c1 at n1: last writer wins: LOST; version vectors: kept, beside b2.',
    )
  })
})
