import { describe, expect, it } from 'vitest'
import { type FanoutAction, type FanoutState, openFanout, reduceFanout } from '../../lib/tui/fanout.ts'
import { layoutOf } from '../../lib/tui/layout.ts'
import { createMemory } from '../../lib/tui/memory.ts'
import { fanoutScreen } from '../../lib/tui/screen-fanout.ts'
import { plain } from '../../lib/view/paint.ts'
import { unicodeSymbols } from '../../lib/view/symbols.ts'

const [up, down]: FanoutAction[] = [
  { kind: 'fanout-field', by: -1 },
  { kind: 'fanout-field', by: 1 },
]
const [less, more]: FanoutAction[] = [
  { kind: 'fanout-turn', by: -1 },
  { kind: 'fanout-turn', by: 1 },
]

function turned(...actions: (FanoutAction | undefined)[]): FanoutState {
  return actions.reduce<FanoutState>(
    (state, action) => (action === undefined ? state : reduceFanout(state, action)),
    openFanout(),
  )
}

const times = <T>(count: number, action: T) => Array.from({ length: count }, () => action)

describe('the settings of the fanout screen', () => {
  it('begin at the cluster of most tasks, whose exact chance is known', () => {
    const { settings, picture } = openFanout()
    expect(settings).toMatchObject({ nodes: 25, fanout: 3, rounds: 5, loss: 0 })
    expect(picture.delivery.reach.pAll).toBeCloseTo(0.994726, 6)
    expect(picture.minFanout).toBe(3)
  })

  it('are turned one at a time, and all else follows', () => {
    const { settings, picture } = turned(less, down, less)
    expect(settings).toMatchObject({ nodes: 25, fanout: 2, rounds: 4 })
    expect(picture.rows.map(({ fanout }) => fanout)).toEqual([1, 2, 3])
    expect(picture.sample.informed.length).toBeLessThanOrEqual(5)
  })

  it('never leave what can be: K stays below N, N and R above 0', () => {
    expect(turned(up, ...times(20, less)).settings).toMatchObject({ nodes: 2, fanout: 1 })
    expect(turned(...times(40, more)).settings.fanout).toBe(20)
    expect(turned(down, ...times(40, less)).settings.rounds).toBe(1)
  })

  it('go over to forwarding once and back', () => {
    expect(turned(down, down, down, more).settings.model).toBe('once')
    expect(turned(down, down, down, more, more).settings.model).toBe('forever')
  })

  it('say when the number is not exact any more', () => {
    expect(turned(up, ...times(5, more)).picture.method).toBe('hybrid')
  })

  it('stay when another run is shown', () => {
    const { settings, picture, sampleSeed } = turned({ kind: 'fanout-sample' })
    expect(settings).toEqual(openFanout().settings)
    expect(sampleSeed).toBe(2)
    expect([...picture.sample.learnedIn]).not.toEqual([...openFanout().picture.sample.learnedIn])
  })
})

describe.each([
  [40, 12],
  [80, 24],
  [120, 40],
])('the fanout screen at %d × %d', (columns, rows) => {
  const layout = layoutOf({ columns, rows })
  const tools = {
    ...{ paint: plain, symbols: unicodeSymbols, taskText: undefined, base: '/', spoken: false },
    remember: createMemory(),
  }
  const { body } = fanoutScreen(openFanout(), layout, tools)

  it('fits, and shows the settings and the chance', () => {
    expect(body.length).toBeLessThanOrEqual(layout.body)
    expect(Math.max(...body.map((line) => line.length))).toBeLessThanOrEqual(columns)
    expect(body.join('\n')).toContain('0.994726')
  })

  it('shows the curve and the table where there is room', () => {
    const text = body.join('\n')
    expect(text.includes('nodes informed, expected') && text.includes('P(missed)  messages')).toBe(rows >= 24)
  })
})
