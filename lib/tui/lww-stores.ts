import type { Demo } from '../lww/demo.ts'
import type { Step } from '../lww/steps.ts'
import { stepText } from '../view/lww-steps.ts'
import { heldText, listed, ruleNames, versionText } from '../view/lww-words.ts'
import { hang, padEnd, wrap } from '../view/text.ts'
import type { LwwState } from './lww.ts'
import type { Tools } from './screen.ts'

type Mode = keyof Demo['outcomes']

// What both stores hold after a step of the race, in as many ways as there are sizes of a screen.

/** Both stores, and below each what came of the step and why. `airy`: with empty lines between. */
export function storesAndWhy(
  demo: Demo,
  step: Step,
  look: 'beside' | 'stacked' | 'short',
  { width, airy }: { width: number; airy: boolean },
  tools: Tools,
): string[] {
  const { lww, vv } = stepText(step, demo)
  const store = (mode: Mode) => storeLines(demo, step, mode, width, tools)
  switch (look) {
    case 'beside': {
      const half = halfOf(width)
      const why = besides(wrap(lww, half), wrap(vv, half), half)
      return [...storesOf(demo, step, true, width, tools), ...(airy ? [''] : []), ...why]
    }
    case 'stacked':
      return [...store('lww'), ...wrap(lww, width), '', ...store('vv'), ...wrap(vv, width)]
    case 'short':
      return modes.flatMap((mode) => wrap(`${shortNames[mode]}: ${{ lww, vv }[mode]}`, width))
  }
}

/** Both stores alone. */
export function storesOf(demo: Demo, step: Step, beside: boolean, width: number, tools: Tools): string[] {
  const store = (mode: Mode, room: number) => storeLines(demo, step, mode, room, tools)
  if (!beside) return [...store('lww', width), '', ...store('vv', width)]
  const half = halfOf(width)
  return besides(store('lww', half), store('vv', half), half)
}

/** A line for each store, with the names of what its replicas hold and no more. */
export function shortStores({ demo, steps }: NonNullable<LwwState['race']>, at: number): string[] {
  const held = steps[at]?.held
  const names = Object.values(shortNames)
  const column = Math.max(...names.map((name) => name.length)) + 2
  return modes.map((mode) => {
    const replicas = Object.entries(held?.[mode] ?? {}).map(
      ([node, its]) => `${node} ${its.join('|') || heldText([], mode, demo.outcomes[mode])}`,
    )
    return padEnd(shortNames[mode], column) + replicas.join('  ')
  })
}

export function spokenStore({ outcomes }: Demo, step: Step, mode: Mode): string {
  const held = Object.entries(step.held[mode]).map(
    ([node, names]) =>
      `${node} holds ${listed(names.map((name) => versionText(name, mode, outcomes[mode]))) || 'nothing'}`,
  )
  return `${capital(ruleNames[mode])}: ${held.join('; ')}.`
}

function storeLines(
  { outcomes }: Demo,
  { held, before }: Step,
  mode: Mode,
  width: number,
  { paint, symbols }: Tools,
): string[] {
  const outcome = outcomes[mode]
  const replicas = Object.entries(held[mode]).flatMap(([node, names]) => {
    const had = before[mode][node] ?? []
    const isNew = names.join(' ') !== had.join(' ')
    const text = `${node}  ${heldText(names, mode, outcome)}`
    const gone = outcome.writes.filter(
      ({ name, fate }) => fate.kind === 'lost' && had.includes(name) && !names.includes(name),
    )
    const lost = gone.map(({ name }) => paint('bad', `  ${symbols.failed} ${name} dropped`)).join('')
    return hang(isNew ? `${symbols.pointer} ` : '  ', (isNew ? paint('fresh', text) : text) + lost, width)
  })
  return [paint('title', capital(ruleNames[mode])), ...replicas]
}

function besides(left: string[], right: string[], half: number): string[] {
  return Array.from(
    { length: Math.max(left.length, right.length) },
    (_, row) => `${padEnd(left[row] ?? '', half)}${gap}${right[row] ?? ''}`,
  )
}

/** Of two columns; wider ones than can be read with ease there are none. */
function halfOf(width: number): number {
  return Math.min(60, Math.floor((width - gap.length) / 2))
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

const modes: readonly Mode[] = ['lww', 'vv']
const shortNames: { [mode in Mode]: string } = { lww: 'last writer', vv: 'vectors' }
const gap = '    '
