import { fastNode } from '../lww/setting.ts'
import { duration, instant } from '../view/figures.ts'
import { endingText, fatesTable, fatesTold } from '../view/lww-ending.ts'
import { stepText } from '../view/lww-steps.ts'
import { justify, padStart, wrap } from '../view/text.ts'
import type { Layout } from './layout.ts'
import { isRaced, type LwwState } from './lww.ts'
import { shortStores, spokenStore, storesAndWhy, storesOf } from './lww-stores.ts'
import type { ScreenView, Tools } from './screen.ts'
import { position } from './screen-task.ts'

type Race = NonNullable<LwwState['race']>

/** One step of the race: what happened so far, what both stores hold now, and why. */
export function lwwScreen(lww: LwwState, layout: Layout, tools: Tools): ScreenView {
  const aside = asideOf(lww, layout, tools)
  const { race, scroll, problem } = lww
  if (race === undefined) return { title, aside, body: wrap(problem ?? running, layout.width), info: '' }
  const { top, lines, height } = lwwScrolling(lww, layout, tools)
  return {
    ...{ title, aside },
    body: [...top, ...lines.slice(scroll, scroll + height)],
    // However many lines a sentence takes for the ear, it can be scrolled to.
    spoken: lines.slice(scroll),
    info: infoOf(lww, race, position(scroll, height, lines.length, tools), layout, tools),
  }
}

/** What stays on top, what is scrolled below it, and how many lines of that are seen at once. */
export function lwwScrolling(
  { race, at }: LwwState,
  layout: Layout,
  tools: Tools,
): { top: string[]; lines: string[]; height: number } {
  if (race === undefined) return { top: [], lines: [], height: layout.body }
  if (tools.spoken) return { top: [], lines: spokenStep(race, at), height: 1 }
  const { look, tallest } = lookOf(race, layout, tools)
  const lines = linesOf(race, at, look, layout, tools)
  const isEnd = race.steps[at]?.kind === 'end'
  const room = layout.body - (isEnd ? lines.length : tallest) - 1
  const log = look === 'short' ? 1 : Math.max(1, Math.min(room, race.steps.length))
  const stores = look === 'short' ? shortStores(race, at) : []
  const gap = look !== 'short' && layout.ruled ? [''] : []
  const top = [...logLines(race, at, log, tools), ...stores, ...gap]
  return { top, lines, height: Math.max(0, layout.body - top.length) }
}

/** `beside`: the stores side by side; `stacked`: one above the other; `short`: as little as can be. */
type Look = 'beside' | 'stacked' | 'short'

/** The same for all steps of a race, so that nothing leaps about; the end alone may be longer. */
function lookOf(race: Race, layout: Layout, tools: Tools): { look: Look; tallest: number } {
  const { width, body } = layout
  return tools.remember(['look', race, width, body], () => {
    const tallest = (look: Look) =>
      Math.max(
        ...race.steps.flatMap(({ kind }, at) =>
          kind === 'end' ? [] : [linesOf(race, at, look, layout, tools).length],
        ),
      )
    if (width >= enoughForTwo) return { look: 'beside', tallest: tallest('beside') }
    const stacked = tallest('stacked')
    if (stacked < body) return { look: 'stacked', tallest: stacked }
    return { look: 'short', tallest: tallest('short') }
  })
}

function linesOf(race: Race, at: number, look: Look, { width, ruled }: Layout, tools: Tools): string[] {
  const step = race.steps[at]
  if (step === undefined) return []
  if (step.kind === 'end') {
    const pen = { width, paint: tools.paint }
    const stores = look === 'short' ? [] : [...storesOf(race.demo, step, look === 'beside', width, tools), '']
    const [told, table] = [endingText(race.demo, pen), fatesTable(race.demo, pen)]
    // Where it is narrow the table is no table any more, and long.
    return look === 'short' ? [...told, '', ...table] : [...stores, ...table, '', ...told]
  }
  return storesAndWhy(race.demo, step, look, { width, airy: ruled }, tools)
}

/** The last steps up to this one, with room for as many as there may be. */
function logLines({ demo, steps }: Race, at: number, height: number, { symbols, paint }: Tools): string[] {
  const shown = steps.slice(Math.max(0, at + 1 - height), at + 1)
  const lines = shown.map((step) => {
    const line = `${padStart(instant(step.at), 8)}  ${stepText(step, demo).what}`
    return step === steps[at] ? paint('strong', `${symbols.pointer}${line}`) : paint('quiet', ` ${line}`)
  })
  return Array.from({ length: height }, (_, index) => lines[index] ?? '')
}

function spokenStep({ demo, steps }: Race, at: number): string[] {
  const step = steps[at]
  if (step === undefined) return []
  const { what, lww, vv } = stepText(step, demo)
  const happened = `At ${instant(step.at)}: ${what}.`
  if (step.kind === 'end') {
    const ending = endingText(demo, { width: Number.POSITIVE_INFINITY, paint: (_, text) => text })
    return [happened, ...fatesTold(demo), ...ending.filter((line) => line !== '')]
  }
  return [happened, spokenStore(demo, step, 'lww'), lww, spokenStore(demo, step, 'vv'), vv]
}

function asideOf({ setting }: LwwState, { width }: Layout, { symbols }: Tools): string {
  const { skewMs, seed } = setting
  const ahead = `${duration(skewMs)} ahead`
  const clock = (owner: string) => (skewMs === 0 ? 'true clocks' : `${owner} ${ahead}`)
  const whole = `${clock(`${fastNode(setting)}'s clock`)}${symbols.separator}seed ${seed}`
  return title.length + 1 + whole.length <= width
    ? whole
    : `${clock(fastNode(setting))}${symbols.separator}seed ${seed}`
}

function infoOf(
  lww: LwwState,
  { steps }: Race,
  where: string,
  { width }: Layout,
  { symbols, spoken }: Tools,
): string {
  if (lww.problem !== undefined) return lww.problem
  const isPlaying = lww.shownSince !== undefined
  const say = (playing: string) =>
    [
      `step ${lww.at + 1} of ${steps.length}`,
      ...(isPlaying ? [playing] : []),
      ...(isRaced(lww) ? [] : [running]),
    ].join(symbols.separator)
  if (spoken) return say('')
  const whole = say(`${symbols.play} playing`)
  const fits = whole.length + 1 + where.length <= width
  return justify(fits ? whole : say(symbols.play), where, width, symbols.ellipsis)
}

/** Narrower, and a sentence in half of it would be a column of words. */
const enoughForTwo = 72

const title = 'The lost write'
const running = 'The race is being run…'
