import { Holdings, showHeld } from '../holdings.ts'
import type { Run } from '../run.ts'
import { time } from '../words.ts'

/** Of two values of a key one node replaced the first by the second, and a node, perhaps the same, the second by the first. */
export function letsArrivalDecide(run: Run): string | undefined {
  const holdings = new Holdings(run)
  const replaced = new Map<string, { node: string; at: number }>()
  for (const node of run.trace.plan.nodes) {
    for (const key of holdings.keys) {
      for (const [index, { text, from }] of holdings.of(node, key).entries()) {
        const before = holdings.of(node, key)[index - 1]
        if (before === undefined || before.text === text) continue
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
