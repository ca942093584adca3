import type { Value } from '../protocol/message.ts'
import { isForward } from '../trace/facts.ts'
import { byType } from './by-type.ts'
import { valuesOf } from './carried.ts'
import { type Finding, holds } from './finding.ts'
import { firstArrivals, treeType } from './first-arrivals.ts'
import { valuesWithin } from './named.ts'
import { longestAllowed } from './overlay.ts'
import { type Run, untilOf } from './run.ts'
import { type SetWorkload, writesOf } from './set-full.ts'
import { aType, count, names, number, show, time } from './words.ts'

/** At least this share of all arrivals from node to node, from 0 to 1, is by the tree. */
export function arrivesByTree(run: Run, workload: SetWorkload, share: number): Finding {
  const all = [...firstArrivals(run).values()].filter(({ from }) => from !== undefined)
  if (all.length === 0) return { kind: 'idle', why: 'Not judged: no value came from one node to another.' }
  const gossip = all.filter(({ via }) => via === 'gossip')
  const byTree = all.length - gossip.length
  const [first] = gossip
  if (byTree >= share * all.length || first === undefined) return holds
  const { node, from, value, type, brought, key } = first
  const [write] = writesOf(run, workload).get(key) ?? []
  const age = brought.at - (write?.sent.deliveries[0]?.at ?? brought.at)
  return {
    kind: 'fails',
    at: brought.at,
    message: `Of ${count(all.length, 'arrival')}, values coming to a node for the first time, ${byTree} were by the tree, in ${aType(treeType)}: ${number((100 * byTree) / all.length)} %. Nothing failed in this run, so at least ${number(100 * share)} % should be.`,
    chain: [
      `${show(value)} came to ${node} by gossip first: from ${from} at ${time(brought.at)}, in ${aType(type)}, ${time(age)} after it was broadcast.`,
    ],
  }
}

/** With nothing failing a value is everywhere as soon as the longest way allowed takes, with no wait on it. */
export function fastAsTree(run: Run, workload: SetWorkload, hopMs: number): Finding {
  const { nodes } = run.trace.plan
  const hops = longestAllowed(nodes.length)
  for (const [key, [write]] of writesOf(run, workload)) {
    const given = write?.sent.deliveries[0]?.at
    const known = run.facts.knowledge.get(key)
    if (given === undefined || write === undefined || known === undefined) continue
    const due = given + hops * hopMs
    const late = nodes.filter((node) => (known.learned.get(node)?.at ?? Number.POSITIVE_INFINITY) > due)
    const [first] = late
    if (first === undefined) continue
    const at = known.learned.get(first)?.at
    return {
      kind: 'fails',
      at: due,
      message: `${show(known.value)} was broadcast at ${write.node} at ${time(given)}. In a tree of ${nodes.length} nodes it can be everywhere ${time(hops * hopMs)} later, at ${time(due)}: ${hops} hops of ${hopMs} ms are the most. ${names(late)} did not know it then.`,
      chain: [at === undefined ? `${first} never learned it.` : `${first} learned it at ${time(at)}.`],
    }
  }
  return holds
}

/** How much the whole may cost: so many times the tree, and so many forwards a node in so many milliseconds. */
export type Allowance = { trees: number; perNode: number; everyMs: number }

/** All forwards of a run, tree and gossip together, keep to the allowance. */
export function costsLittle(
  run: Run,
  workload: SetWorkload,
  { trees, perNode, everyMs }: Allowance,
): Finding {
  const { plan, end } = run.trace
  const forwards = run.facts.serverMessages.filter((sent) => isForward(sent))
  const values = writesOf(run, workload).size
  const tree = values * (plan.nodes.length - 1)
  const lasted = untilOf(run)
  const most = trees * tree + (perNode * plan.nodes.length * lasted) / everyMs
  if (forwards.length <= most) return holds
  return {
    kind: 'fails',
    at: forwards[Math.floor(most)]?.event.at ?? end.at,
    message: `In ${time(lasted)} ${count(plan.nodes.length, 'node')} sent ${count(forwards.length, 'forward')} for ${count(values, 'value')}. At most ${number(Math.floor(most))} are allowed: ${trees} × (n − 1) a value, and ${perNode} a node every ${everyMs} ms.`,
    chain: byType(forwards),
  }
}

/** With nothing failing, the messages that say they are the tree's are no more than so many times n − 1 a value. */
export function treeIsTree(run: Run, workload: SetWorkload, trees: number): Finding {
  const values = writesOf(run, workload).size
  const { length: nodes } = run.trace.plan.nodes
  const sent = run.facts.serverMessages.filter(({ event }) => event.body.type === treeType)
  const most = trees * values * (nodes - 1)
  if (sent.length <= most) return holds
  return {
    kind: 'fails',
    at: sent[Math.floor(most)]?.event.at ?? 0,
    message: `${count(values, 'value')} took ${count(sent.length, 'message')} of type "${treeType}". A tree of ${nodes} nodes takes n − 1 a value, ${number(values * (nodes - 1))}; at most ${number(Math.floor(most))} are allowed, ${trees} times as many. Nothing failed in this run.`,
  }
}

/**
 * With nothing failing, values themselves are sent hardly more often than by the tree alone: in bytes of their JSON. A
 * value that stands inside a text, as its JSON does, is sent as well.
 */
export function payloadWithin(run: Run, workload: SetWorkload, trees: number): Finding {
  const values = valuesOf(run, workload)
  const sumOf = (some: Value[]) =>
    some.reduce<number>((sum, value) => sum + Buffer.byteLength(JSON.stringify(value)), 0)
  const { length: nodes } = run.trace.plan.nodes
  const tree = sumOf([...values]) * (nodes - 1)
  let payload = 0
  let largest = { bytes: 0, text: '' }
  for (const { event } of run.facts.serverMessages) {
    const named = [...valuesWithin(event.body, values)]
    const bytes = sumOf(named)
    payload += bytes
    if (bytes > largest.bytes)
      largest = {
        bytes,
        text: `The largest message was ${aType(event.body.type)} from ${event.src} to ${event.dest} at ${time(event.at)}, with ${count(named.length, 'value')} in it.`,
      }
  }
  if (payload <= trees * tree) return holds
  return {
    kind: 'fails',
    at: run.trace.end.at,
    message: `Nodes sent each other ${number(payload)} bytes of values. The tree alone takes ${number(tree)}: ${count(values.size, 'value')}, each to ${nodes - 1} nodes. At most ${trees} times as much is lazy.`,
    chain: [largest.text],
  }
}
