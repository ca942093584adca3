import type { Calls, Epidemic } from '../epidemic/epidemic.ts'
import type { Rumor } from '../epidemic/rumor.ts'
import { UserError } from '../protocol/user-error.ts'
import type { Options } from './options.ts'

/** What `simulate` is to do. */
export type Simulation =
  | { kind: 'epidemic'; epidemic: Epidemic }
  | { kind: 'rumor'; rumor: Rumor }
  | { kind: 'demers'; runs: number }

const calls: readonly string[] = ['push', 'pull', 'push-pull', 'once'] satisfies Calls[]
const rumors = /^(feedback|blind)-(counter|coin)$/

/** More would take gigabytes. */
const mostNodes = 10_000_000
/** An epidemic that has not ended by then will not. */
const mostRounds = 10_000
/** For the tables of a paper, unless asked for others: their intervals are narrow by then, and nobody waits a minute. */
const usualRuns = 2000

/** Throws a UserError for what has no sense. */
export function simulationOf(options: Options): Simulation {
  if (options.reproduce !== undefined) return { kind: 'demers', runs: options.trials ?? usualRuns }
  if (options.trials !== undefined) throw new UserError('trials-without-tables', trialsWithoutTables)
  const { nodes, model = 'push' } = options
  if (nodes === undefined) throw new UserError('no-nodes', noNodes)
  if (nodes > mostNodes) throw new UserError('too-many-nodes', tooMany)
  const rumor = rumors.exec(model)
  if (rumor !== null) return rumorOf(rumor, nodes, options)
  if (!calls.includes(model)) throw new UserError('no-such-model', noSuchModel(model))
  return { kind: 'epidemic', epidemic: epidemicOf(model as Calls, nodes, options) }
}

function epidemicOf(calls: Calls, nodes: number, options: Options): Epidemic {
  const { fanout = Math.min(2, nodes - 1), loss = 0, crashed = 0, rounds = 'inf', k, pull } = options
  if (k !== undefined || pull) throw new UserError('rumors-only', rumorsOnly)
  if (fanout > nodes - 1) throw new UserError('fanout-too-large', tooLarge(fanout, nodes))
  if (crashed >= nodes) throw new UserError('nobody-alive', nobodyAlive(nodes))
  return { nodes, fanout, loss, crashed, calls, rounds: rounds === 'inf' ? mostRounds : rounds }
}

function rumorOf([, when, stop]: RegExpExecArray, nodes: number, options: Options): Simulation {
  const { fanout, loss, crashed, rounds, k = 2, pull } = options
  if ([fanout, loss, crashed, rounds].some((option) => option !== undefined)) {
    throw new UserError('not-for-rumors', notForRumors)
  }
  if (nodes === 1) throw new UserError('rumor-alone', rumorAlone)
  const rumor = { nodes, way: pull ? 'pull' : 'push', when, stop, k } as Rumor
  return { kind: 'rumor', rumor }
}

const noNodes =
  'Say how many nodes there are, such as --nodes 25; or reproduce a paper with --reproduce demers.'
const tooMany =
  'A simulation has room for up to 10,000,000 nodes; `workbench fanout` works out larger clusters.'
const trialsWithoutTables = '--trials goes with --reproduce; `workbench fanout` has trials for its models.'
const rumorsOnly = '--k and --pull are for rumors, such as --model feedback-counter.'
const notForRumors =
  'In a rumor each node calls one other a cycle, nothing is lost, and it ends by itself: leave --fanout, --loss, --crashed and --rounds out.'
const rumorAlone = 'A rumor takes two nodes at least.'
const noSuchModel = (name: string) =>
  `There is no model "${name}" here: it is push, pull, push-pull, once, feedback-counter, feedback-coin, blind-counter or blind-coin.`
const nobodyAlive = (nodes: number) =>
  `The source must be alive, so of ${nodes} nodes at most ${nodes - 1} can have crashed.`
const tooLarge = (fanout: number, nodes: number) =>
  `A node cannot call ${fanout} distinct others where there are ${nodes - 1}: --fanout must be at most ${nodes - 1}.`
