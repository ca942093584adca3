import type { Run } from '../../lib/check/run.ts'
import type { Node } from '../../lib/node/api.ts'
import type { Body } from '../../lib/protocol/message.ts'
import { conversationPlan } from '../../lib/scenario/conversation.ts'
import { run } from './run.ts'

type Answer = { [field: string]: unknown } | number | undefined

/** One node that is asked all this in turn, and answers what `answers` says: a number is an error of that code. */
export function talk(requests: Body[], answers: (request: Body, index: number) => Answer): Run {
  let asked = 0
  const main = (node: Node) => {
    for (const type of ['calc_fanout', 'simulate_gossip']) {
      node.on(type, (body) => {
        const answer = answers(body, asked++)
        if (typeof answer === 'number') throw node.error(answer, 'no')
        return answer === undefined ? undefined : { type: `${type}_ok`, ...answer }
      })
    }
    node.on('read', () => ({ type: 'read_ok', messages: [] }))
  }
  return run(main, conversationPlan('test', 1, requests, { contract: {} }))
}

export function calc(nodes: number, target: number, rounds: number, model?: string): Body {
  const request = { type: 'calc_fanout', nodes, target_prob: target, rounds }
  return model === undefined ? request : { ...request, model }
}

export function simulate(nodes: number, fanout: number, rounds: number, trials: number): Body {
  return { type: 'simulate_gossip', nodes, fanout, rounds, trials }
}
