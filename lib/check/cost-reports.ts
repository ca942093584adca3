import type { Json } from '../protocol/message.ts'
import { isForward, isToOther, type Operation } from '../trace/facts.ts'
import { answersByRequest, type Moment, requestKey, type StoreRequests, writesOf } from '../trace/writes.ts'
import { type Finding, holds } from './finding.ts'
import { Holdings } from './holdings.ts'
import type { Run } from './run.ts'
import { count, number, show, time } from './words.ts'

/** A node's report of what its store cost, as it was answered, and what the trace counted on that node by then. */
export type CostReport = {
  operation: Operation
  node: string
  /** When it was asked, and when it was answered. */
  asked: Moment
  answered: Moment
  said: { [field: string]: Json | undefined }
  /** What was counted when it was asked, and when it was answered: the same, where it was answered at once. */
  counted: { least: Counts; most: Counts }
}

export type Counts = { total_writes: number; total_gossip_msgs: number; keys_stored: number }

const counters = ['total_writes', 'total_gossip_msgs', 'keys_stored'] as const

/** How far the ratio may be off: this share of it, or so much where that is more. */
const roundingShare = 0.01
const roundingError = 0.01

/** Every answered report of a run, in the order they were asked for. */
export function costReports(run: Run, request: string, requests: StoreRequests): CostReport[] {
  const answers = answersByRequest(run.facts)
  const holdings = new Holdings(run)
  const counting = new Counting(run, requests)
  return run.facts.operations.flatMap((operation): CostReport[] => {
    const { request: body, sent, answer, node } = operation
    const [asked] = sent.deliveries
    const answered = answers.get(requestKey(operation))
    if (body.type !== request || answer?.body.type !== `${request}_ok`) return []
    if (asked === undefined || answered === undefined) return []
    const counted = {
      least: {
        total_writes: counting.acknowledged(node, asked.id),
        total_gossip_msgs: counting.sent(node, asked.id),
        keys_stored: holdings.countAt(node, asked.id),
      },
      most: {
        total_writes: counting.taken(node, answered.id),
        total_gossip_msgs: counting.sent(node, answered.id),
        keys_stored: holdings.countAt(node, answered.id),
      },
    }
    return [{ operation, node, asked, answered, said: answer.body, counted }]
  })
}

/** Every report tells what the trace counted: the counters exactly, the ratio but for rounding. */
export function reportsAgree(run: Run, request: string, requests: StoreRequests): Finding {
  for (const { node, asked, said, counted } of costReports(run, request, requests)) {
    for (const field of counters) {
      const { [field]: least } = counted.least
      const { [field]: most } = counted.most
      const told = said[field]
      if (Number.isInteger(told) && Number(told) >= least && Number(told) <= most) continue
      return differs(node, asked.at, request, field, `${count(least, nouns[field])} ${meaning[field]}`, told)
    }
    const [writes, messages] = [Number(said.total_writes), Number(said.total_gossip_msgs)]
    const ratio = writes === 0 ? 0 : messages / writes
    const told = said.msgs_per_write
    const tolerance = writes === 0 ? 0 : Math.max(roundingShare * ratio, roundingError)
    if (typeof told === 'number' && Math.abs(told - ratio) <= tolerance) continue
    const expected =
      writes === 0
        ? 'no writes, and so 0 messages for each'
        : `${count(messages, 'message')} for ${count(writes, 'write')}, which is ${number(ratio)} for each`
    return differs(node, asked.at, request, 'msgs_per_write', expected, told)
  }
  return holds
}

function differs(
  node: string,
  at: number,
  request: string,
  field: string,
  expected: string,
  told?: Json,
): Finding {
  return {
    kind: 'fails',
    at,
    message: `At ${time(at)} ${node} was asked for its "${request}". By then the trace has ${expected}; its ${field} was ${show(told)}.`,
  }
}

const meaning: { [counter in (typeof counters)[number]]: string } = {
  total_writes: 'that clients brought to it',
  total_gossip_msgs: 'that it sent to other nodes, answers left out',
  keys_stored: 'that it holds',
}

const nouns = { total_writes: 'write', total_gossip_msgs: 'message', keys_stored: 'key' }

/** How much had happened at a node when an event came. */
class Counting {
  /** By node, the ids of its sends, in order. */
  readonly #sent = new Map<string, number[]>()
  readonly #writes: ReturnType<typeof writesOf>

  constructor({ facts }: Run, requests: StoreRequests) {
    this.#writes = writesOf(facts, requests)
    for (const one of facts.serverMessages) {
      if (!isForward(one) || !isToOther(one)) continue
      const { src, id } = one.event
      const ofNode = this.#sent.get(src)
      if (ofNode === undefined) this.#sent.set(src, [id])
      else ofNode.push(id)
    }
  }

  sent(node: string, id: number): number {
    return (this.#sent.get(node) ?? []).findLastIndex((sent) => sent < id) + 1
  }

  taken(node: string, id: number): number {
    return this.#writes.filter((write) => write.node === node && write.taken.id < id).length
  }

  acknowledged(node: string, id: number): number {
    return this.#writes.filter((write) => write.node === node && (write.acknowledged?.id ?? id) < id).length
  }
}
