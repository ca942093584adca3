import type { Json } from '../../protocol/message.ts'
import { type Moment, type StoreRequests, type Write, writesOf } from '../../trace/writes.ts'
import { Holdings, showHeld } from '../holdings.ts'
import { holdsValue } from '../replicas.ts'
import type { Run } from '../run.ts'
import { time } from '../words.ts'

/**
 * Of two values of a key one node replaced the first by the second, and a node, perhaps the same, the second by the
 * first, each time because a node told it. (A client's write replaces whatever its node holds.)
 */
export function letsArrivalDecide(run: Run, requests: StoreRequests): string | undefined {
  const writes = writesOf(run.facts, requests)
  const holdings = new Holdings(run)
  const replaced = new Map<string, { node: string; at: number }>()
  for (const node of run.trace.plan.nodes) {
    for (const key of holdings.keys) {
      for (const [index, { text, from }] of holdings.of(node, key).entries()) {
        const before = holdings.of(node, key)[index - 1]
        if (before === undefined || before.text === text) continue
        if (!wasTold(run, writes, node, text, from)) continue
        const back = replaced.get(`${text} > ${before.text}`)
        if (back !== undefined) {
          return `${back.node} replaced ${showHeld(text)} by ${showHeld(before.text)} at ${time(back.at)}, and ${node} replaced ${showHeld(before.text)} by ${showHeld(text)} at ${time(from.at)}: of two writes now the one wins, now the other.`
        }
        replaced.set(`${before.text} > ${text}`, { node, at: from.at })
      }
    }
  }
  return undefined
}

/** Whether another node's message that came at this very moment says what the node came to hold. */
function wasTold(
  { facts }: Run,
  writes: readonly Write[],
  node: string,
  text: string,
  { at }: Moment,
): boolean {
  const write = writes.find((one) => one.text === text)
  return facts.serverMessages.some(
    ({ event, deliveries }) =>
      event.dest === node &&
      deliveries.some((delivery) => delivery.at === at) &&
      write !== undefined &&
      holdsValue(event.body as Json, write.value),
  )
}
