import type { Run } from '../../lib/check/run.ts'
import type { SetWorkload } from '../../lib/check/set-full.ts'
import { createMemoryRecorder } from '../../lib/sim/recorder.ts'
import { simulate } from '../../lib/sim/simulate.ts'
import type { EventOf, TraceKind } from '../../lib/trace/event.ts'
import { gatherFacts } from '../../lib/trace/facts.ts'
import type { Operation, Plan } from '../../lib/trace/plan.ts'
import { type Main, plainProgram } from './plain-program.ts'

/** How values enter and are read in the runs that tests judge. */
export const workload: SetWorkload = { write: 'broadcast', field: 'message', read: 'read', list: 'messages' }

/** Runs a program on the simulator: two nodes, 10 ms apart, watched by their `read`, unless the plan says otherwise. */
export function run(main: Main, changes: Partial<Plan> = {}): Run {
  const plan = planned(changes)
  const recorder = createMemoryRecorder()
  const end = simulate(plan, plainProgram(main), recorder)
  const trace = { version: 1 as const, plan, events: recorder.events, end }
  return { trace, facts: gatherFacts(trace) }
}

export function planned(changes: Partial<Plan> = {}): Plan {
  return {
    scenario: 'test',
    seed: 1,
    nodes: changes.topology === undefined ? ['n1', 'n2'] : Object.keys(changes.topology),
    latency: { kind: 'constant', ms: 10 },
    faults: [],
    operations: [],
    until: 10_000,
    observe: { request: { type: 'read' }, reply: 'read_ok', field: 'messages' },
    contract: { topology: { topology: 'topology' }, broadcast: { message: 'value' }, read: {} },
    ...changes,
  }
}

export function broadcast(at: number, node: string, message: number | string, client = 'c1'): Operation {
  return { at, client, node, body: { type: 'broadcast', message } }
}

export function read(at: number, node: string, client = 'c2'): Operation {
  return { at, client, node, body: { type: 'read' } }
}

/** A request whose type is all there is to it. */
export function request(at: number, node: string, type: string, client = 'c1'): Operation {
  return { at, client, node, body: { type } }
}

export function eventsOf<K extends TraceKind>({ trace }: Run, kind: K): EventOf<K>[] {
  return trace.events.filter((event): event is EventOf<K> => event.kind === kind)
}

/** When each message of this type between two nodes was delivered, in milliseconds. */
export function arrivals(ran: Run, src: string, dest: string): number[] {
  return eventsOf(ran, 'deliver')
    .filter((event) => event.src === src && event.dest === dest)
    .map(({ at }) => at)
}

/** What a node logged: the way for a program under test to tell what it saw. */
export function logsOf(ran: Run, node = 'n1'): string[] {
  return eventsOf(ran, 'log')
    .filter((event) => event.node === node)
    .map(({ text }) => text)
}
