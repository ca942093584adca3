import type { Mode } from '../check/versions.ts'
import type { Demo } from '../lww/demo.ts'
import { type Step, stepsOf } from '../lww/steps.ts'
import { stepText } from './lww-steps.ts'
import { heldByAll, heldText } from './lww-words.ts'

/** A moment of the race, and what one replica, or all, came to hold in it under either rule. */
export type LwwRow = { at: number; what: string } & { [mode in Mode]: string }

/**
 * The race as a table: what happens is the same under both rules, what comes of it is not. All that replicas hear of
 * each other stands in the row of the last hearing before clients read.
 */
export function lwwRows(demo: Demo): LwwRow[] {
  return stepsOf(demo).flatMap((step, index, steps) => rowOf(step, steps[index - 1]?.at ?? 0, demo))
}

function rowOf(step: Step, lastAt: number, demo: Demo): LwwRow[] {
  const { at, held } = step
  const { what } = stepText(step, demo)
  switch (step.kind) {
    case 'begin':
    case 'hear':
    case 'end':
      return []
    case 'cut':
    case 'heal':
      return [{ at, what, lww: '', vv: '' }]
    case 'write':
      return [{ at, what, ...inBoth((mode) => heldAt(step, step.write[mode].node, mode, demo)) }]
    case 'read':
      return [{ at: lastAt, what: heardAll, ...inBoth((mode) => heldByAll(held[mode], short(mode, demo))) }]
    case 'settle':
      return [{ at, what, lww: noSettling, vv: heldAt(step, step.write.node, 'vv', demo) }]
  }
}

function inBoth(say: (mode: Mode) => string): { [mode in Mode]: string } {
  return { lww: say('lww'), vv: say('vv') }
}

function heldAt({ held }: Step, node: string, mode: Mode, demo: Demo): string {
  return `${node}: ${short(mode, demo)(held[mode][node] ?? [])}`
}

/** With dates, which decide all where the last writer wins; for vectors there is no room. */
function short(mode: Mode, { outcomes }: Demo): (names: string[]) => string {
  return (names) => (mode === 'vv' ? names.join(' | ') || 'nothing' : heldText(names, mode, outcomes.lww))
}

const heardAll = 'each replica has heard all'
const noSettling = 'nothing to settle'
