import { type Finding, holds } from './finding.ts'
import type { Run } from './run.ts'
import { names, show, time } from './words.ts'

/** What a node answered to a client's `tree_info`. */
export type TreeInfo = {
  node: string
  /** When the request reached the node, and the id of that event. */
  at: number
  arrivedId: number
  /** As it was answered; `listsNeighbours` judges it. */
  neighbors: unknown
  messageCount: unknown
  /** The id of the event by which the answer left. */
  answeredId: number
}

/** Every answered `tree_info` of a run, in the order in which they were asked. */
export function treeInfosOf({ facts }: Run): TreeInfo[] {
  const answerIds = new Map<string, number>()
  for (const { event } of facts.sent) {
    const key = `${event.src} ${event.dest} ${event.body.in_reply_to}`
    if (event.body.in_reply_to !== undefined && !answerIds.has(key)) answerIds.set(key, event.id)
  }
  return facts.operations.flatMap(({ request, node, client, sent, answer }): TreeInfo[] => {
    const [arrival] = sent.deliveries
    if (request.type !== 'tree_info' || answer?.body.type !== 'tree_info_ok' || arrival === undefined)
      return []
    const { neighbors, message_count: messageCount } = answer.body
    const answeredId = answerIds.get(`${node} ${client} ${request.msg_id}`) ?? arrival.id
    return [{ node, at: arrival.at, arrivedId: arrival.id, neighbors, messageCount, answeredId }]
  })
}

/** By node, the neighbours in the tree that it named when it was first asked. A node that was not asked is missing. */
export function namedNeighbours(run: Run): Map<string, string[]> {
  const named = new Map<string, string[]>()
  for (const { node, neighbors } of treeInfosOf(run)) {
    if (!named.has(node) && Array.isArray(neighbors)) named.set(node, neighbors.map(String))
  }
  return named
}

/** `neighbors` is a list of other nodes, each of them once, and the same whenever a node is asked. */
export function listsNeighbours(run: Run): Finding {
  const before = new Map<string, { at: number; list: string[] }>()
  for (const { node, at, neighbors } of treeInfosOf(run)) {
    const fails = (what: string): Finding => ({
      kind: 'fails',
      at,
      message: `At ${time(at)} ${node} was asked for its "tree_info". Its "neighbors" should be a list of other nodes, each of them once; ${what}`,
    })
    if (!Array.isArray(neighbors)) return fails(`it was ${show(neighbors as never)}.`)
    const stranger = neighbors.find((id) => !run.trace.plan.nodes.includes(id))
    if (stranger !== undefined) return fails(`${show(stranger)} in it is not the name of a node.`)
    if (neighbors.includes(node)) return fails(`${node} itself stood in it.`)
    const list = neighbors as string[]
    const twice = list.find((id, index) => list.indexOf(id) !== index)
    if (twice !== undefined) return fails(`${twice} stood in it more than once.`)
    const first = before.get(node)
    if (first === undefined) before.set(node, { at, list })
    else if (first.list.length !== list.length || first.list.some((id) => !list.includes(id))) {
      return {
        kind: 'fails',
        at,
        message: `${node} named ${names(first.list)} as its neighbours in the tree at ${time(first.at)}, and ${names(list)} at ${time(at)}. The tree should stay as it is.`,
      }
    }
  }
  return holds
}
