import type { Run } from '../check/run.ts'
import type { Mode } from '../check/versions.ts'
import { bundleProgram } from '../sandbox/bundle.ts'
import type { Bundle } from '../sandbox/place.ts'
import type { Runner } from '../sandbox/sandbox.ts'
import type { RunEnd } from '../trace/event.ts'
import { gatherFacts } from '../trace/facts.ts'
import type { Plan } from '../trace/plan.ts'
import { cells, type Loss, lossesIn, lossPlan } from './losses.ts'
import { asLwwKv } from './lww-kv.ts'
import { type Outcome, outcomeOf } from './outcome.ts'
import { raceOf } from './race.ts'
import type { Setting } from './setting.ts'

/** A store to run: its file, and whether it speaks of versions (`vv_write`) or of one value alone (`write`). */
export type Store = { file: string; speaks: 'versions' | 'values'; isLearners: boolean }

/** The same race under both rules. */
export type Demo = {
  setting: Setting
  stores: { [mode in Mode]: Store }
  outcomes: { [mode in Mode]: Outcome }
}

/** A store that did not come to the end of the race, and why. */
export class StoreFailed extends Error {
  readonly store: Store
  constructor(store: Store, why: string) {
    super(why)
    this.store = store
  }
}

/** Runs the race once for each rule. Throws StoreFailed. */
export async function race(setting: Setting, stores: Demo['stores'], sandbox: Runner): Promise<Demo> {
  const outcomes = {
    lww: await raceIn('lww', setting, stores.lww, sandbox),
    vv: await raceIn('vv', setting, stores.vv, sandbox),
  }
  return { setting, stores, outcomes }
}

async function raceIn(mode: Mode, setting: Setting, store: Store, sandbox: Runner): Promise<Outcome> {
  const planned = raceOf(setting, mode)
  const plan = store.speaks === 'values' ? asLwwKv(planned.plan) : planned.plan
  const [run] = await runsOf(store, [plan], sandbox)
  if (run === undefined) throw new Error('A run was ordered and none came')
  return outcomeOf(planned, run)
}

/** How many writes are lost under both rules, over `seeds` runs for each number of clients and each skew. */
export async function losses(
  setting: Pick<Setting, 'replicas' | 'writes' | 'seed'>,
  seeds: number,
  store: Store,
  sandbox: Runner,
): Promise<Loss[]> {
  const { replicas, writes, seed } = setting
  const modes: Mode[] = ['lww', 'vv']
  const wanted = cells.flatMap((cell) =>
    modes.flatMap((mode) =>
      Array.from({ length: seeds }, (_, index) => ({ cell, mode, seed: seed + index })),
    ),
  )
  const plans = wanted.map(({ cell, mode, seed: its }) => lossPlan(cell, replicas, writes, its, mode))
  const runs = await runsOf(store, plans, sandbox, lossesIn)
  return cells.map((cell) => {
    const loss: Loss = { ...cell, acknowledged: 0, lost: { lww: 0, vv: 0 } }
    for (const [index, { cell: its, mode }] of wanted.entries()) {
      const { acknowledged = 0, lost = 0 } = its === cell ? (runs[index] ?? {}) : {}
      loss.lost[mode] += lost
      // Both rules get the same requests, and all are acknowledged.
      if (mode === 'lww') loss.acknowledged += acknowledged
    }
    return loss
  })
}

async function runsOf(store: Store, plans: Plan[], sandbox: Runner): Promise<Run[]>
async function runsOf<Shown>(
  store: Store,
  plans: Plan[],
  sandbox: Runner,
  show: (run: Run) => Shown,
): Promise<Shown[]>
async function runsOf(store: Store, plans: Plan[], sandbox: Runner, show = (run: Run): unknown => run) {
  const bundle = await bundleOf(store)
  const shown: unknown[] = []
  let broke: RunEnd | undefined
  await sandbox.run(bundle, plans, (trace, index) => {
    if (trace.end.kind === 'finished') shown[index] = show({ trace, facts: gatherFacts(trace) })
    else broke ??= trace.end
  })
  if (broke !== undefined)
    throw new StoreFailed(store, `it did not come to the end of a race (${broke.kind} at ${broke.at} ms)`)
  return shown
}

async function bundleOf(store: Store): Promise<Bundle> {
  const bundled = await bundleProgram(store.file)
  if (bundled.kind === 'build-error')
    throw new StoreFailed(store, `it does not build: ${bundled.problem.message}`)
  return bundled.bundle
}
