import { setImmediate as nextTurn } from 'node:timers/promises'
import vm from 'node:vm'
import type { Recorder } from '../../sim/recorder.ts'
import { simulate } from '../../sim/simulate.ts'
import { limitBytes } from '../limits.ts'
import { say } from './outlet.ts'
import { RealmPool, RealmProgram } from './realm-program.ts'
import type { Watched } from './supervise.ts'

/** The watched thread's whole work: one run, each step announced before it begins. */
export async function runWatched({ code, plan, progress }: Watched): Promise<void> {
  let events = 0
  const recorder: Recorder = {
    record: () => events++,
    end() {},
    beat(node, during, at) {
      say({ kind: 'step', step: { node, during, at } })
      Atomics.add(progress, 0, 1)
    },
  }
  simulate(plan, new RealmProgram(code, new RealmPool(watchBuffers)), recorder)
  await nextTurn()
  say({ kind: 'done', trial: 0 })
}

/** Typed arrays lie outside the capped heap, so here each allocation is counted, and the one too many named. */
function watchBuffers(context: vm.Context): void {
  let bytes = 0
  const counted = (more: number, stack: string) => {
    bytes += more
    if (bytes < limitBytes || process.memoryUsage().arrayBuffers < limitBytes) return
    bytes = Number.NEGATIVE_INFINITY
    say({ kind: 'paused', stack, swollen: true })
  }
  const wrap = wrapping.runInContext(context) as (report: typeof counted) => void
  wrap(counted)
}

const wrapping = new vm.Script(`(report) => {
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    if (!/Array$|^ArrayBuffer$/.test(name) || name === 'Array') continue
    globalThis[name] = new Proxy(globalThis[name], {
      construct(target, args, newTarget) {
        const made = Reflect.construct(target, args, newTarget)
        report(made.byteLength, String(new Error().stack))
        return made
      },
    })
  }
}`)
