import type { Mode } from '../../lib/check/versions.ts'
import type { Demo } from '../../lib/lww/demo.ts'
import { type Outcome, outcomeOf } from '../../lib/lww/outcome.ts'
import { raceOf } from '../../lib/lww/race.ts'
import { type Setting, usual } from '../../lib/lww/setting.ts'
import store from '../../solutions/4-epidemic-crdts/4-lww-data-loss/solution.ts'
import type { Main } from './plain-program.ts'
import { run } from './run.ts'

/** The race of both rules on our own store, without a sandbox. */
export function raceInPlain(changes: Partial<Setting> = {}): Demo {
  const setting = { ...usual, ...changes }
  const outcome = (mode: Mode): Outcome => {
    const planned = raceOf(setting, mode)
    return outcomeOf(planned, run(store as Main, planned.plan))
  }
  const ours = { file: 'solution.ts', speaks: 'versions' as const, isLearners: false }
  return { setting, stores: { lww: ours, vv: ours }, outcomes: { lww: outcome('lww'), vv: outcome('vv') } }
}
