import type { Body } from '../protocol/message.ts'
import type { Operation } from '../trace/facts.ts'
import type { Run } from './run.ts'

// The requests of the task that calculates fanouts, and which of them make no sense.

export type Calculation = { nodes: number; target: number; rounds: number }
export type Simulation = { nodes: number; fanout: number; rounds: number; trials: number }

/** A request that makes sense, and what came back; the answer is undefined when none came. */
export type Asked<Question> = { question: Question; operation: Operation; answer: Body | undefined }

/** The calculations of one model that a run asks for. Without a `model` the independent one is meant. */
export function calculationsIn(run: Run, model: 'independent' | 'epidemic'): Asked<Calculation>[] {
  return asked(run, 'calc_fanout', ({ nodes, target_prob, rounds, ...rest }) => {
    if ((rest.model ?? 'independent') !== model) return undefined
    return { nodes: nodes as number, target: target_prob as number, rounds: rounds as number }
  })
}

export function simulationsIn(run: Run): Asked<Simulation>[] {
  return asked(run, 'simulate_gossip', (request) => request as unknown as Simulation)
}

function asked<Question>(
  { facts }: Run,
  type: string,
  read: (request: Body) => Question | undefined,
): Asked<Question>[] {
  return facts.operations.flatMap((operation) => {
    const { request, answer } = operation
    const question = request.type === type && whySenseless(request) === undefined ? read(request) : undefined
    return question === undefined ? [] : [{ question, operation, answer: answer?.body }]
  })
}

/** What is wrong with a request whose fields are all there and well-typed, as a clause; undefined when nothing is. */
export function whySenseless(request: Body): string | undefined {
  const { type, nodes, rounds, trials, fanout, target_prob: target, model } = request
  const counts = type === 'simulate_gossip' ? { nodes, rounds, trials, fanout } : { nodes, rounds }
  for (const [name, count] of Object.entries(counts)) {
    if (!Number.isInteger(count)) return `${name} must be a whole number`
  }
  if (below(nodes, 1)) return 'there must be at least 1 node'
  if (below(rounds, 1)) return 'there must be at least 1 round'
  if (type === 'simulate_gossip') {
    const others = (nodes as number) - 1
    if (below(trials, 1)) return 'there must be at least 1 trial'
    if (below(fanout, Math.min(1, others))) return 'a node must tell at least 1 other where there are others'
    if ((fanout as number) > others) return `a node cannot tell more than the ${others} others`
    return undefined
  }
  if (!((target as number) >= 0 && (target as number) <= 1)) return 'target_prob must be from 0 to 1'
  if (model !== undefined && model !== 'independent' && model !== 'epidemic')
    return 'model must be "independent" or "epidemic"'
  return undefined
}

function below(count: unknown, least: number): boolean {
  return (count as number) < least
}

/** A request or an answer in words: calc_fanout with nodes 25, target_prob 0.99 and rounds 5. */
export function bodyText({ type, msg_id: _id, in_reply_to: _to, ...fields }: Body): string {
  const parts = Object.entries(fields).map(([name, value]) => `${name} ${JSON.stringify(value)}`)
  if (parts.length === 0) return type
  const last = parts.at(-1)
  return `${type} with ${parts.length === 1 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`}`
}
