import { UserError } from '../protocol/user-error.ts'
import type { Model, Rounds } from '../theory/deliver.ts'
import type { Options } from './options.ts'

/** What `fanout` is asked: the least K for the rounds given, or the fewest rounds for the K given. */
export type FanoutQuestion = {
  nodes: number
  crashed: number
  loss: number
  target: number
  model: Model
} & (
  | { solve: 'fanout'; rounds: Rounds }
  | { solve: 'rounds'; fanout: number; mostRounds: number | undefined }
)

/** Throws a UserError for a question that has no sense. */
export function fanoutQuestion(options: Options): FanoutQuestion {
  const { nodes, target, rounds, fanout, crashed = 0, loss = 0, solve = 'fanout' } = options
  const model = modelOf(options.model ?? 'forever')
  if (nodes === undefined || target === undefined) throw new UserError('no-question', noQuestion)
  if (crashed >= nodes) throw new UserError('nobody-alive', nobodyAlive(nodes))
  if (target === 1 && loss > 0 && nodes - crashed > 1) throw new UserError('never-certain', neverCertain)
  const common = { nodes, crashed, loss, target, model }
  if (solve === 'rounds') {
    if (fanout === undefined) throw new UserError('no-fanout', noFanout)
    if (rounds !== undefined) throw new UserError('rounds-given', roundsGiven)
    if (fanout > nodes - 1) throw new UserError('fanout-too-large', tooLarge(fanout, nodes))
    return { ...common, solve: 'rounds', fanout, mostRounds: patience(common) }
  }
  if (fanout !== undefined) throw new UserError('fanout-given', fanoutGiven)
  if (rounds === undefined) throw new UserError('no-rounds', noRounds)
  if (rounds === 'inf' && model === 'forever') throw new UserError('never-ends', neverEnds)
  if (rounds !== 'inf' && rounds > (patience(common) ?? rounds))
    throw new UserError('too-long', tooLong(common))
  return { ...common, solve: 'fanout', rounds }
}

/** The more is lost, the longer few stay few, and each of so many states is carried on for itself. */
function patience({
  nodes,
  crashed,
  loss,
}: {
  nodes: number
  crashed: number
  loss: number
}): number | undefined {
  return loss > 0.4 && nodes - crashed > 20_000 ? 200 : undefined
}

function modelOf(name: string): Model {
  if (name !== 'forever' && name !== 'once') throw new UserError('no-such-model', noSuchModel(name))
  return name
}

const noQuestion =
  'Say how many nodes there are and how surely all are to be reached, such as --nodes 25 --target 0.99 --rounds 5.'
const noRounds =
  'Say how many rounds there are, such as --rounds 5; or, to look for them, --solve rounds --fanout 3.'
const noFanout = 'To look for the rounds it takes a fanout, such as --solve rounds --fanout 3.'
const fanoutGiven =
  'The fanout is what is looked for; to give it and look for the rounds, add --solve rounds and leave --rounds out.'
const roundsGiven = 'The rounds are what is looked for, so leave --rounds out.'
const neverEnds =
  'With --model forever nobody stops sending, so --rounds must be a number; inf goes with --model once.'
const neverCertain =
  'With --loss above 0 nothing is certain: all messages to a node can be lost, so --target must be below 1.'
const noSuchModel = (name: string) =>
  `There is no model "${name}" here: it is forever (who is informed sends in every round) or once (in one round alone).`
const tooLong = ({ loss }: { loss: number }) =>
  `For so many nodes and a loss of ${loss} no more than 200 rounds are worked out: it would take minutes.`
const nobodyAlive = (nodes: number) =>
  `The source must be alive, so of ${nodes} nodes at most ${nodes - 1} can have crashed.`
const tooLarge = (fanout: number, nodes: number) =>
  `A node cannot send to ${fanout} distinct others where there are ${nodes - 1}: --fanout must be at most ${nodes - 1}.`
