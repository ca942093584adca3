import { describe, expect, it } from 'vitest'
import { type Step, stepsOf } from '../../lib/lww/steps.ts'
import { raceInPlain } from '../support/race.ts'

const kinds = (steps: Step[]) => steps.map(({ kind }) => kind)
const hearings = (steps: Step[]) => steps.filter((step) => step.kind === 'hear')

describe('the steps of the race', () => {
  it('go from before the first write to after the one that settles it', () => {
    expect(kinds(stepsOf(raceInPlain()))).toEqual([
      ...['begin', 'cut', 'write', 'write', 'write', 'write', 'heal', 'hear', 'hear'],
      ...['read', 'settle', 'hear', 'end'],
    ])
  })

  it('have nothing to settle where one client writes alone', () => {
    expect(kinds(stepsOf(raceInPlain({ clients: 1 })))).not.toContain('settle')
  })

  it('say what a replica hears of', () => {
    expect(hearings(stepsOf(raceInPlain())).map(({ node, news }) => `${node} ${news}`)).toEqual([
      'n1 b2',
      'n2 a2',
      'n1 a2+b2',
    ])
  })

  it('tell the write as either store took it, with the date and the vector that decide', () => {
    const writes = stepsOf(raceInPlain()).filter((step) => step.kind === 'write')
    expect(writes.map(({ write: { lww, vv } }) => [vv.name, lww.clock - lww.takenAt, vv.vc])).toEqual([
      ['b1', 500, { c2: 1 }],
      ['a1', 0, { c1: 1 }],
      ['b2', 500, { c2: 2 }],
      ['a2', 0, { c1: 2 }],
    ])
  })

  describe.each([1, 2, 3, 4].flatMap((seed) => [0, 300, 1000].map((skewMs) => [seed, skewMs] as const)))(
    'of seed %i with a clock %i ms ahead',
    (seed, skewMs) => {
      const demo = raceInPlain({ seed, skewMs, clients: 3, replicas: 3 })
      const steps = stepsOf(demo)

      it('follow each other in time, each from where the last one left', () => {
        const times = steps.map(({ at }) => at)
        expect(times).toEqual([...times].sort((one, other) => one - other))
        for (const [index, step] of steps.entries()) {
          if (index > 0) expect(step.before).toEqual(steps[index - 1]?.held)
        }
      })

      it('come to what the race comes to', () => {
        const read = steps.find(({ kind }) => kind === 'read')
        expect(read?.held.lww).toEqual(demo.outcomes.lww.settled)
        expect(read?.held.vv).toEqual(demo.outcomes.vv.settled)
        expect(Object.values(steps.at(-1)?.held.vv ?? {})).toEqual(
          Array(3).fill([demo.outcomes.vv.resolution?.write.name]),
        )
      })

      it('show every write vanish that was lost', () => {
        for (const { name, fate } of demo.outcomes.lww.writes) {
          const gone = hearings(steps).some(
            ({ node, before, held }) => before.lww[node]?.includes(name) && !held.lww[node]?.includes(name),
          )
          expect(gone, name).toBe(fate.kind === 'lost')
        }
      })
    },
  )
})
