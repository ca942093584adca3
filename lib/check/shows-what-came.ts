import type { Json, Value } from '../protocol/message.ts'
import { type Finding, holds } from './finding.ts'
import type { Run } from './run.ts'
import { wavesOf } from './waves.ts'
import { show, time } from './words.ts'

/**
 * A client's `read` shows the values that had reached the node, from clients or in gossip, each of them once, and no
 * others. For reads that come when no message is on its way.
 */
export function showsWhatCame(run: Run): Finding {
  const came = new Map<string, { at: number; id: number; from: string; value: Value }[]>()
  for (const { node, value, heard } of wavesOf(run).waves) {
    const list = came.get(node) ?? []
    came.set(node, list)
    list.push({ at: heard.at, id: heard.id, from: heard.src, value })
  }
  for (const { request, node, client, answer, sent } of run.facts.operations) {
    const [asked] = sent.deliveries
    const messages = answer?.body.messages
    if (request.type !== 'read' || asked === undefined || !Array.isArray(messages)) continue
    const shown = new Set<Json>(messages)
    const due = (came.get(node) ?? []).filter(({ id }) => id < asked.id)
    const reached = new Set<Json>(due.map(({ value }) => value))
    const question = `At ${time(asked.at)} ${node} answered ${client}'s "read"`
    const missing = due.find(({ value }) => !shown.has(value))
    if (missing !== undefined) {
      const { value, from, at } = missing
      return {
        kind: 'fails',
        at: asked.at,
        message: `${question} without ${show(value)}, which had reached it at ${time(at)} from ${from}. What a node has heard, it knows and shows.`,
      }
    }
    const extra = messages.find((value) => !reached.has(value))
    if (extra !== undefined) {
      return {
        kind: 'fails',
        at: asked.at,
        message: `${question} with ${show(extra)}, which had not reached it: no client had broadcast it there, and no "gossip" brought it as its "message".`,
      }
    }
    if (shown.size === messages.length) continue
    const twice = messages.find((value, index) => messages.indexOf(value) !== index)
    return {
      kind: 'fails',
      at: asked.at,
      message: `${question} with ${show(twice)} in the list more than once. Each value belongs in it once.`,
    }
  }
  return holds
}
