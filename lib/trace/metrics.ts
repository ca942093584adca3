import type { Body } from '../protocol/message.ts'
import type { Facts } from './facts.ts'

/** What a run cost and how fast it was. Times are simulated milliseconds; bytes are those of the JSON envelopes. */
export type Metrics = {
  operations: number
  broadcasts: number
  serverMessages: number
  serverBytes: number
  /** Server messages for each client operation, reads included (Maelstrom's definition). */
  msgsPerOp: number
  msgsPerBroadcast: number
  /** From a value's first broadcast until its last live node knew it. */
  medianPropagationMs: number
  maxPropagationMs: number
}

/** `writes` is the type of the request that brings a new value in, such as "broadcast". */
export function measure(facts: Facts, writes: string): Metrics {
  const operations = facts.operations.filter(({ client }) => client !== 'c0')
  const broadcasts = operations.filter(({ request }) => request.type === writes)
  const spreads = propagationTimes(facts)
  const { length: serverMessages } = facts.serverMessages
  let serverBytes = 0
  for (const { event } of facts.serverMessages)
    serverBytes += envelopeBytes(event.src, event.dest, event.body)
  return {
    operations: operations.length,
    broadcasts: broadcasts.length,
    serverMessages,
    serverBytes,
    msgsPerOp: ratio(serverMessages, operations.length),
    msgsPerBroadcast: ratio(serverMessages, broadcasts.length),
    medianPropagationMs: spreads[Math.floor(spreads.length / 2)] ?? 0,
    maxPropagationMs: spreads.at(-1) ?? 0,
  }
}

/** UTF-8 length of the message as JSON. */
export function envelopeBytes(src: string, dest: string, body: Body): number {
  return Buffer.byteLength(JSON.stringify({ src, dest, body }))
}

/** For each value that every live node learned: milliseconds from the first node of all to the last live one, in order. */
function propagationTimes({ knowledge, live }: Facts): number[] {
  const times: number[] = []
  for (const { learned } of knowledge.values()) {
    const [first] = learned.values()
    const last = Math.max(...[...live].map((node) => learned.get(node)?.at ?? Number.POSITIVE_INFINITY))
    if (first !== undefined && Number.isFinite(last)) times.push(last - first.at)
  }
  return times.sort((a, b) => a - b)
}

function ratio(count: number, of: number): number {
  return of === 0 ? 0 : count / of
}
