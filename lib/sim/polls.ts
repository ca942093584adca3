import type { Body } from '../protocol/message.ts'
import type { Plan } from '../trace/plan.ts'

/** Puts the plan's regular questions on the schedule. */
export function schedulePolls(
  { polls, nodes, until }: Plan,
  at: (ms: number, act: () => void) => void,
  ask: (node: string, body: Body) => void,
): void {
  for (const { from, everyMs, rounds } of polls ?? []) {
    for (let round = 0; from + everyMs * round < until; round++) {
      at(from + everyMs * round, () => {
        for (const node of nodes) for (const body of rounds[round % rounds.length] ?? []) ask(node, body)
      })
    }
  }
}
