import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import stringWidth from 'string-width'
import { describe, expect, it } from 'vitest'
import type { Demo } from '../../lib/lww/demo.ts'
import type { Setting } from '../../lib/lww/setting.ts'
import { frameOf, spokenFrameOf } from '../../lib/tui/frame.ts'
import { stepTime } from '../../lib/tui/lww.ts'
import { createMemory } from '../../lib/tui/memory.ts'
import type { Tools } from '../../lib/tui/screen.ts'
import type { Services } from '../../lib/tui/services.ts'
import { createSession } from '../../lib/tui/session.ts'
import type { Size } from '../../lib/tui/state.ts'
import { plain } from '../../lib/view/paint.ts'
import { asciiSymbols, spokenSymbols, unicodeSymbols } from '../../lib/view/symbols.ts'
import { raceInPlain } from '../support/race.ts'
import { fakeServices, manualClock } from './fakes.ts'

const repository = fileURLToPath(new URL('../..', import.meta.url))
const usualRace = raceInPlain()
const times = <T>(count: number, action: T) => Array.from({ length: count }, () => action)

const tools = (given: Partial<Tools> = {}): Tools => ({
  ...{ paint: plain, symbols: unicodeSymbols, taskText: undefined, base: '/', spoken: false },
  remember: createMemory(),
  ...given,
})

const settled = () => new Promise((resolve) => setImmediate(resolve))

function begin(size: Size, services: Partial<Services> = {}, given: Partial<Tools> = {}) {
  const fake = fakeServices({ race: async (setting) => ({ ...usualRace, setting }), ...services })
  const session = createSession(fake, { size, tools: tools(given), onChange: () => {}, onLeave: () => {} })
  const press = (...keys: string[]) => {
    for (const key of keys) session.press(key)
  }
  const frame = () => frameOf(session.state, session.tools)
  return { session, press, frame, text: () => frame().join('\n') }
}

async function opened(size: Size, ...rest: [Partial<Services>?, Partial<Tools>?]) {
  const sitting = begin(size, ...rest)
  sitting.press('l')
  await settled()
  return sitting
}

const medium = { columns: 80, rows: 24 }
const small = { columns: 40, rows: 12 }
const large = { columns: 120, rows: 40 }
/** The step at which the later write is dropped. */
const toTheLoss = times(7, 'right')

describe('the screen of the lost write', () => {
  it.each([
    small,
    medium,
    large,
    { columns: 60, rows: 24 },
    { columns: 120, rows: 12 },
    { columns: 30, rows: 8 },
  ])(
    'fits $columns × $rows in every step, and none of its text is out of reach',
    async ({ columns, rows }) => {
      const { press, frame, session } = await opened({ columns, rows })
      for (let at = 0; at < 13; at++) {
        expect(session.state.lww?.at).toBe(at)
        const seen: string[] = []
        for (let lines: string[] = []; lines.join() !== frame().join(); press('page-down')) {
          lines = frame()
          expect(lines).toHaveLength(rows - 1)
          expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(columns)
          seen.push(...lines)
        }
        const text = seen.join(' ').replace(/\s+/g, ' ')
        if (at === 12) expect(text).toContain('no loss')
        press('space')
      }
    },
  )

  it('shows what happened so far and nothing of what is to come', async () => {
    const { press, text } = await opened(medium)
    press('right', 'right')
    expect(text()).toMatch(/^ +0\.500 s {2}the network is cut$/m)
    expect(text()).toMatch(/^▸ +1\.095 s {2}c2 writes b1 at n2: ok$/m)
    expect(text()).not.toContain('a1')
    expect(text()).toContain('step 3 of 13')
  })

  it('shows both stores side by side, what changed, and why', async () => {
    const { press, text } = await opened(medium)
    press(...toTheLoss)
    expect(text()).toMatch(/^Last writer wins +Version vectors$/m)
    expect(text()).toMatch(/^▸ n1 {2}b2 \(2\.700 s\) {2}✗ a2 dropped +▸ n1 {2}a2 \{c1:2\} \| b2 \{c2:2\}$/m)
    expect(text()).toMatch(/^n1 drops a2: b2 is dated 2\.700 s, +n1 keeps a2 \{c1:2\} and b2 \{c2:2\} as$/m)
  })

  it('is what the README shows', async () => {
    const { press, frame } = await opened({ columns: 80, rows: 20 })
    press(...toTheLoss)
    const screen = frame()
      .slice(0, -2)
      .map((line) => line.trimEnd())
    expect(readFileSync(path.join(repository, 'README.md'), 'utf8')).toContain(
      `\n${screen.join('\n')}\n\`\`\``,
    )
  })

  it('shows one below the other where it is narrow', async () => {
    const { press, text } = await opened({ columns: 60, rows: 24 })
    press(...toTheLoss)
    expect(text()).toMatch(/^Last writer wins$[\s\S]*^n1 drops a2[\s\S]*^Version vectors$[\s\S]*^n1 keeps/m)
  })

  it('shows a line for each where it is low as well, and the reasons below', async () => {
    const { press, text } = await opened(small)
    press(...toTheLoss)
    expect(text()).toMatch(/^last writer +n1 b2 +n2 b2\nvectors +n1 a2\|b2 +n2 b2\nlast writer: n1 drops a2/m)
    press('page-down')
    expect(text()).toMatch(/^vectors: n1 keeps a2/m)
  })

  it('ends with what was lost, what was kept, and what settled it', async () => {
    const { press, text } = await opened(large)
    press('end')
    expect(text()).toContain('of 4 acknowledged writes one was lost: a2.')
    expect(text()).toContain('of the same 4 writes none was lost.')
    expect(text()).toMatch(/^ +a2 +c1 at n1 .*LOST +kept, beside b2$/m)
    expect(text()).toContain('wrote a2+b2 {c1:2, c2:3}')
  })

  it('can be drawn with the letters of a typewriter', async () => {
    const { press, text } = await opened(medium, {}, { symbols: asciiSymbols })
    press(...toTheLoss)
    expect(text()).toMatch(/^[ -~\n]*$/)
  })

  it('is read out as sentences and moves only when told to', async () => {
    const clock = manualClock()
    const { session, press } = await opened(medium, { clock }, { spoken: true, symbols: spokenSymbols })
    press(...toTheLoss)
    const spoken = () => spokenFrameOf(session.state, session.tools).join(' ')
    expect(spoken()).toContain('Last writer wins: n1 holds b2 (2.700 s); n2 holds b2 (2.700 s). n1 drops a2')
    expect(spoken()).toContain('Version vectors: n1 holds a2 {c1:2} and b2 {c2:2}; n2 holds b2 {c2:2}.')
    press('p')
    expect(session.state.notice).toContain('screen reader')
    expect(clock.running).toBe(0)
    press('end')
    expect(spoken()).toContain('a2, by c1 at n1: last writer wins: LOST; version vectors: kept, beside b2.')
  })
})

describe('in a session', () => {
  /** Races that a test lets end as it likes. */
  function heldRaces() {
    const asked: { setting: Setting; finish: () => void; fail: (error: unknown) => void }[] = []
    const race = (setting: Setting) =>
      new Promise<Demo>((resolve, fail) =>
        asked.push({ setting, finish: () => resolve({ ...usualRace, setting }), fail }),
      )
    return { asked, race }
  }

  it('l opens it from the list of tasks, esc leads back, and l again to the same step', async () => {
    const { session, press } = await opened(medium)
    press('right', 'right', 'esc')
    expect(session.state.screen).toBe('track')
    press('l')
    expect(session.state).toMatchObject({ screen: 'lww', lww: { at: 2 } })
  })

  it('says that the race is being run, and then shows the step that was asked for meanwhile', async () => {
    const { asked, race } = heldRaces()
    const { press, text } = begin(medium, { race })
    press('l')
    expect(text()).toContain('The race is being run…')
    press('right', 'end')
    asked[0]?.finish()
    await settled()
    expect(text()).toContain('step 13 of 13')
  })

  it('runs one race at a time, and of those asked for meanwhile only the last', async () => {
    const { asked, race } = heldRaces()
    const { press, text } = begin(medium, { race })
    press('l', '+', '+', '-', 'r')
    expect(asked).toHaveLength(1)
    asked[0]?.finish()
    await settled()
    expect(asked.map(({ setting: { skewMs, seed } }) => [skewMs, seed])).toEqual([
      [500, 1],
      [750, 2],
    ])
    expect(text()).toContain("n2's clock 750 ms ahead · seed 2")
    expect(text()).toContain('The race is being run…')
    asked[1]?.finish()
    await settled()
    expect(text()).not.toContain('The race is being run…')
    expect(asked).toHaveLength(2)
  })

  it('computes another race by another clock: the other write is lost', async () => {
    const { press, text } = await opened(large, { race: async (setting) => raceInPlain(setting) })
    press('end')
    expect(text()).toContain('one was lost: a2.')
    press('-', '-', '-')
    await settled()
    expect(text()).toContain("n2's clock 250 ms ahead")
    expect(text()).toContain('one was lost: b2.')
    press('-', '-', '-', '-', '-')
    await settled()
    expect(text()).toContain('true clocks')
    expect(text()).toContain('one was lost: b2.')
  })

  it('says why a race could not be run, and tries again when it is asked to', async () => {
    const { asked, race } = heldRaces()
    const { press, text } = begin(medium, { race })
    press('l')
    asked[0]?.fail(new Error('no more processes'))
    await settled()
    expect(text()).toContain('The workbench made a mistake of its own: no more processes')
    press('esc', 'l')
    asked[1]?.finish()
    await settled()
    expect(text()).toContain('step 1 of 13')
  })

  it('plays while it is on the screen, and keeps no time otherwise', async () => {
    const clock = manualClock()
    const { session, press, text } = await opened(medium, { clock })
    expect(clock.running).toBe(0)
    press('p')
    expect(text()).toContain('▶ playing')
    clock.pass(stepTime + 100)
    expect(session.state.lww?.at).toBe(1)
    press('esc')
    expect(clock.running).toBe(0)
    expect(session.state.lww).toMatchObject({ at: 1, shownSince: undefined })
  })
})
