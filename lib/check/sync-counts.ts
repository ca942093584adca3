import { type Value, valueKey } from '../protocol/message.ts'
import { type Finding, holds } from './finding.ts'
import { Knowing } from './knowing.ts'
import type { Run } from './run.ts'
import { count, show, time } from './words.ts'

/** A `gossip_sync` that was answered: how many of its values were new to the node, and how many it said were. */
export type Counted = {
  src: string
  node: string
  at: number
  list: Value[]
  fresh: number
  said: unknown
}

/** Every answered `gossip_sync` of the run, clients' and nodes' alike. What a node learned is what its `read` shows. */
export function countedSyncs(run: Run): Counted[] {
  const { trace, facts } = run
  const knowing = new Knowing(run)
  const answers = new Map<string, unknown>()
  for (const { event } of facts.sent) {
    const { src, dest, body } = event
    if (body.type === 'gossip_sync_ok') answers.set(`${dest} ${src} ${body.in_reply_to}`, body.new_count)
  }
  return facts.sent.flatMap(({ event, deliveries }): Counted[] => {
    const { src, dest: node, body } = event
    const [arrival] = deliveries
    const key = `${src} ${node} ${body.msg_id}`
    if (body.type !== 'gossip_sync' || arrival === undefined || !answers.has(key)) return []
    if (!Array.isArray(body.messages) || trace.plan.nodes.includes(node) === false) return []
    const list = body.messages as Value[]
    const distinct = new Set(list.map((value) => valueKey(value)))
    const fresh = [...distinct].filter((value) => !knowing.knew(node, value, arrival)).length
    return [{ src, node, at: arrival.at, list, fresh, said: answers.get(key) }]
  })
}

/** `new_count` is the number of values that the node did not know. */
export function newCountsAreRight(run: Run): Finding {
  const wrong = countedSyncs(run).find(({ fresh, said }) => said !== fresh)
  if (wrong === undefined) return holds
  const { src, node, at, list, fresh, said } = wrong
  return {
    kind: 'fails',
    at,
    message: `At ${time(at)} ${node} got a "gossip_sync" with ${count(list.length, 'value')} from ${src}, of which ${fresh === 0 ? 'none was' : `${fresh} ${fresh === 1 ? 'was' : 'were'}`} new to it. Its answer should say new_count ${fresh}, and said ${show(said as never)}.`,
  }
}
