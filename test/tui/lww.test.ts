import { describe, expect, it } from 'vitest'
import { type LwwAction, type LwwState, openLww, reduceLww, stepTime } from '../../lib/tui/lww.ts'
import { raceInPlain } from '../support/race.ts'

const usualRace = raceInPlain()
const next: LwwAction = { kind: 'lww-step', to: 'next' }
const before: LwwAction = { kind: 'lww-step', to: 'before' }
const last: LwwAction = { kind: 'lww-step', to: 'last' }
const ahead: LwwAction = { kind: 'lww-skew', by: 1 }
const less: LwwAction = { kind: 'lww-skew', by: -1 }

function stepped(...actions: Parameters<typeof reduceLww>[1][]): LwwState {
  return actions.reduce<LwwState>(
    reduceLww,
    reduceLww(openLww(undefined), { kind: 'lww-raced', demo: usualRace }),
  )
}

const times = <T>(count: number, action: T) => Array.from({ length: count }, () => action)

describe('the race on the screen', () => {
  it('begins at its first step and stays within its steps', () => {
    expect(stepped().at).toBe(0)
    expect(stepped(before).at).toBe(0)
    expect(stepped(next, next, before).at).toBe(1)
    expect(stepped(last, next).at).toBe(12)
    expect(stepped(last, { kind: 'lww-step', to: 'first' }).at).toBe(0)
  })

  it('begins each step at the top of its text', () => {
    expect(reduceLww({ ...stepped(), scroll: 4 }, next).scroll).toBe(0)
  })

  it('is played step by step, stops at the end, and begins again from there', () => {
    const played = (state: LwwState, from: number, steps: number) =>
      Array.from({ length: steps }, (_, index) => from + (index + 1) * stepTime).reduce<LwwState>(
        (shown, now) => reduceLww(shown, { kind: 'tick', now }),
        state,
      )
    const begun = stepped({ kind: 'lww-play', now: 100 })
    expect(reduceLww(begun, { kind: 'tick', now: 99 + stepTime }).at).toBe(0)
    expect(played(begun, 100, 2)).toMatchObject({ at: 2, shownSince: 100 + 2 * stepTime })
    const ended = played(begun, 100, 20)
    expect(ended).toMatchObject({ at: 12, shownSince: undefined })
    expect(reduceLww(ended, { kind: 'lww-play', now: 5 })).toMatchObject({ at: 0, shownSince: 5 })
  })

  it('is no longer played once it is stepped through, or stopped', () => {
    const play: LwwAction = { kind: 'lww-play', now: 0 }
    expect(stepped(play, next)).toMatchObject({ at: 1, shownSince: undefined })
    expect(stepped(play, play).shownSince).toBeUndefined()
  })

  it('is asked for anew by another clock and by another seed, within what can be', () => {
    expect(stepped(ahead, ahead).setting.skewMs).toBe(1000)
    expect(stepped(...times(30, less)).setting.skewMs).toBe(0)
    expect(stepped(...times(30, ahead)).setting.skewMs).toBe(2000)
    expect(stepped({ kind: 'lww-seed', by: 1 }).setting.seed).toBe(2)
    expect(stepped({ kind: 'lww-seed', by: -1 }).setting.seed).toBe(1)
  })

  it('takes keys before it is run: it is shown at the step that was asked for, and played from the beginning', () => {
    const raced: LwwAction = { kind: 'lww-raced', demo: usualRace }
    const shown = (...actions: Parameters<typeof reduceLww>[1][]) =>
      actions.reduce<LwwState>(reduceLww, openLww(undefined))
    expect(shown(last, raced).at).toBe(12)
    expect(shown(next, next, raced).at).toBe(2)
    expect(shown(...times(30, next), before, raced).at).toBe(12)
    expect(shown(last, { kind: 'lww-step', to: 'first' }, raced).at).toBe(0)
    const waiting: Parameters<typeof reduceLww>[1][] = [
      { kind: 'lww-play', now: 0 },
      { kind: 'tick', now: 3 * stepTime },
    ]
    expect(shown(...waiting, raced)).toMatchObject({ at: 0, shownSince: 3 * stepTime })
  })

  it('that is run anew is shown at the same step, and at its end for who was at the end', () => {
    const shorter: LwwAction = { kind: 'lww-raced', demo: raceInPlain({ seed: 4, replicas: 3, clients: 1 }) }
    expect(stepped(next, next, shorter).at).toBe(2)
    const ended = stepped(last, shorter)
    expect(ended.race?.steps[ended.at]?.kind).toBe('end')
  })
})
