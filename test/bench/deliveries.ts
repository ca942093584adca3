import { bundleProgram } from '../../lib/sandbox/bundle.ts'
import { packEvent } from '../../lib/sandbox/packing.ts'
import { RealmPool, RealmProgram } from '../../lib/sandbox/runner/realm-program.ts'
import { grid } from '../../lib/scenario/topologies.ts'
import type { Program } from '../../lib/sim/program.ts'
import { createMemoryRecorder, numbered, type Recorder } from '../../lib/sim/recorder.ts'
import { simulate } from '../../lib/sim/simulate.ts'
import type { Plan } from '../../lib/trace/plan.ts'
import { plainProgram } from '../support/plain-program.ts'
import { fastestInTurn, print } from './measure.ts'

const values = 2500

/** A flood over a 5 × 5 grid: 56 deliveries between nodes for every value. */
function flood(observed: boolean): Plan {
  const topology = grid(5)
  return {
    scenario: 'bench',
    seed: 1,
    nodes: Object.keys(topology),
    topology,
    latency: { kind: 'constant', ms: 10 },
    faults: [],
    operations: Array.from({ length: values }, (_, index) => ({
      at: 1 + index,
      client: `c${index + 1}`,
      node: `n${(index % 25) + 1}`,
      body: { type: 'broadcast', message: observed ? index % 20 : index },
    })),
    until: 1e6,
    contract: {},
    caps: { messages: 1e9, events: 1e9, bytes: 1e12 },
    ...(observed ? { observe: { request: { type: 'read' }, reply: 'read_ok', field: 'messages' } } : {}),
  }
}

/** Deliveries a second: the bare loop first, everything else as a ratio to it. */
export async function benchDeliveries(file: string, main: Parameters<typeof plainProgram>[0]): Promise<void> {
  const bundled = await bundleProgram(file)
  if (bundled.kind === 'build-error') throw new Error(bundled.problem.message)
  const isolated = new RealmProgram(bundled.bundle.code, new RealmPool())
  const rows = [
    { name: 'bare loop: no sandbox, no trace', program: plainProgram(main), recorder: discarding },
    { name: 'isolated, no trace', program: isolated, recorder: discarding },
    { name: 'isolated, full trace in memory', program: isolated, recorder: createMemoryRecorder },
    { name: 'isolated, full trace as sent to the parent', program: isolated, recorder: encoding },
  ].map((row) => ({ ...row, deliveries: 0 }))
  const times = fastestInTurn(
    8,
    rows.map((row) => () => {
      row.deliveries = floodOnce(row.program, row.recorder())
      isolated.release()
    }),
  )
  const rates = rows.map((row, index) => row.deliveries / ((times[index] ?? Number.NaN) / 1000))
  rows.forEach((row, index) => {
    const rate = rates[index] ?? Number.NaN
    const ratio = rate / (rates[0] ?? Number.NaN)
    print(
      `deliveries, ${row.name}`,
      `${Math.round(rate / 1000)},000 /s`,
      `${ratio.toFixed(2)} of the bare loop`,
    )
  })
}

/** Messages delivered in one run. */
function floodOnce(program: Program, inner: Recorder): number {
  let deliveries = 0
  simulate(flood(false), program, {
    record(event) {
      if (event.kind === 'deliver') deliveries++
      return inner.record(event)
    },
    end: inner.end.bind(inner),
    beat: inner.beat.bind(inner),
  })
  return deliveries
}

function discarding(): Recorder {
  let events = 0
  return { record: () => events++, end() {}, beat() {} }
}

/** Everything that the runner does to a trace but writing it. */
function encoding(): Recorder {
  let events = 0
  let batch: unknown[] = []
  return {
    record(event) {
      batch.push(packEvent(numbered(event, events)))
      if (batch.length === 400) {
        JSON.stringify(batch)
        batch = []
      }
      return events++
    },
    end() {},
    beat() {},
  }
}
