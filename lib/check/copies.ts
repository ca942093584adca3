import { type Value, valueKey } from '../protocol/message.ts'
import { isForward, type Sent } from '../trace/facts.ts'
import { carriages, carriedBy, valuesOf } from './carried.ts'
import { explainMissing } from './explain.ts'
import { type Finding, holds } from './finding.ts'
import type { Run } from './run.ts'
import { type SetWorkload, writesOf } from './set-full.ts'
import { namedNeighbours, treeInfosOf } from './tree-info.ts'
import { aType, count, names, show, time } from './words.ts'

/**
 * A value on its way from one node to another. A message with three values in it is three copies; an answer is none,
 * nor is a request that is repeated because no answer came.
 */
export type Copy = { value: Value; key: string; sent: Sent }

export function copiesOf(run: Run, workload: SetWorkload): Copy[] {
  return carriages(run, workload).flatMap(({ forward, values }) =>
    values.map((value) => ({ value, key: valueKey(value), sent: forward })),
  )
}

/** Every node gets exactly one copy of every value, but the node at which it starts, which gets none. */
export function oneCopyEach(run: Run, workload: SetWorkload): Finding {
  const all = copiesOf(run, workload)
  for (const [key, [write]] of writesOf(run, workload)) {
    if (write === undefined) continue
    const value = write.request[workload.field] as Value
    const its = all.filter((copy) => copy.key === key)
    const twice = firstSecond(its, write.node)
    if (twice !== undefined) {
      const { before, again } = twice
      const { src, dest, at, body } = again.sent.event
      const had =
        before === undefined
          ? `${dest} had ${show(value)} from a client, ${write.client}, at ${time(write.sent.deliveries[0]?.at ?? write.invokedAt)}`
          : `${before.sent.event.src} sent ${show(value)} to ${dest} at ${time(before.sent.event.at)}`
      return {
        kind: 'fails',
        at,
        message: `${had}, and at ${time(at)} ${src} sent it there ${before === undefined ? 'as well' : before.sent.event.src === src ? 'again' : 'too'}, in ${aType(body.type)}. ${ruleFor(run, its.length)}`,
        chain: howItGotThere(run, key, again),
      }
    }
    if (run.trace.end.kind !== 'finished') continue
    const told = new Set(
      its.filter(({ sent }) => sent.deliveries.length > 0).map(({ sent }) => sent.event.dest),
    )
    const without = run.trace.plan.nodes.filter((node) => node !== write.node && !told.has(node))
    const [first] = without
    if (first === undefined) continue
    const learned = run.facts.knowledge.get(key)?.learned.get(first)
    return {
      kind: 'fails',
      at: learned?.at ?? write.invokedAt,
      message: `${show(value)} was broadcast at ${write.node} at ${time(write.invokedAt)}. No copy of it came to ${names(without)}. A copy is a message that is no answer and has the value in it as itself.`,
      chain:
        learned === undefined
          ? explainMissing(run, value, without, write)
          : [`${first} showed it from ${time(learned.at)} on${by(run, learned.cause)}.`],
    }
  }
  return holds
}

/** Values cross only the edges that nodes name in `tree_info`. */
export function alongNamedEdges(run: Run, workload: SetWorkload): Finding {
  const named = namedNeighbours(run)
  const asked = treeInfosOf(run)
  if (named.size === 0) return { kind: 'idle', why: 'Not judged: no node answered "tree_info".' }
  for (const { value, sent } of copiesOf(run, workload)) {
    const { src, dest, at, body } = sent.event
    const [witness, other] = named.has(src) ? [src, dest] : [dest, src]
    const neighbours = named.get(witness)
    if (neighbours === undefined || neighbours.includes(other)) continue
    return {
      kind: 'fails',
      at,
      message: `At ${time(at)} ${src} sent ${show(value)} to ${dest}, in ${aType(body.type)}. At ${time(asked.find(({ node }) => node === witness)?.at ?? at)} ${witness} named ${neighbours.length === 0 ? 'nobody' : `only ${names(neighbours, 8)}`} in its "tree_info". Values cross the tree's edges, and no others.`,
    }
  }
  return holds
}

/** `message_count` is the number of copies that a node had sent when it was asked, or when it answered. */
export function countsAgree(run: Run, workload: SetWorkload): Finding {
  const values = valuesOf(run, workload)
  const all = copiesOf(run, workload)
  // Whether a request that is repeated without an answer counts once more is left open.
  const repeats = run.facts.serverMessages
    .filter((sent) => isForward(sent))
    .flatMap((sent) => carriedBy(sent.event.body, values).map(() => sent.event))
  for (const { node, at, arrivedId, answeredId, messageCount } of treeInfosOf(run)) {
    const its = all.filter(({ sent: { event } }) => event.src === node && event.id < arrivedId)
    const most = repeats.filter((event) => event.src === node && event.id < answeredId).length
    if (typeof messageCount === 'number' && messageCount >= its.length && messageCount <= most) continue
    const { size: different } = new Set(its.map(({ key }) => key))
    return {
      kind: 'fails',
      at,
      message: `At ${time(at)} ${node} was asked for its "tree_info" and answered message_count: ${show(messageCount as never)}. By then it had sent ${count(its.length, 'copy', 'copies')} to other nodes${different < its.length ? `, of ${count(different, 'value')}` : ''}.`,
      chain: [meaning],
    }
  }
  return holds
}

function ruleFor({ trace }: Run, sent: number): string {
  const { length: nodes } = trace.plan.nodes
  const all = sent < nodes ? '' : `: n − 1 copies for n nodes, here ${nodes - 1}, and there were ${sent}`
  return `Every node gets exactly one copy of a value, and the one at which it starts gets none${all}.`
}

/** The first copy for a node that had had one, or the value from the client. */
function firstSecond(its: Copy[], origin: string): { before: Copy | undefined; again: Copy } | undefined {
  const told = new Map<string, Copy | undefined>([[origin, undefined]])
  for (const copy of its) {
    const { dest } = copy.sent.event
    if (told.has(dest)) return { before: told.get(dest), again: copy }
    told.set(dest, copy)
  }
  return undefined
}

/** From whom the sender of a needless copy had the value itself. */
function howItGotThere(run: Run, key: string, { value, sent }: Copy): string[] {
  const { src, dest, cause } = sent.event
  const trigger = run.trace.events[cause ?? -1]
  const learned = run.facts.knowledge.get(key)?.learned.get(src)
  const teacher = run.trace.events[learned?.cause ?? -1]
  if (teacher?.kind !== 'deliver') return []
  const again =
    trigger?.kind === 'deliver' && trigger.id !== teacher.id
      ? [`What made it send was a message from ${trigger.src} that arrived at ${time(trigger.at)}.`]
      : []
  return teacher.src === dest
    ? [`${src} had ${show(value)} from ${dest} itself, at ${time(teacher.at)}.`, ...again]
    : [`${src} had ${show(value)} from ${teacher.src}, at ${time(teacher.at)}.`, ...again]
}

const meaning =
  '"message_count" is the number of copies of values that the node has sent to other nodes: one value to three neighbours is three.'

function by(run: Run, cause: number | undefined): string {
  const event = run.trace.events[cause ?? -1]
  if (event?.kind !== 'deliver') return ''
  return `, by ${aType(run.facts.sent[event.message]?.event.body.type)} from ${event.src}`
}
