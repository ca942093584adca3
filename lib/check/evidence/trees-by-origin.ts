import { valueKey } from '../../protocol/message.ts'
import { carriages, valuesOf } from '../carried.ts'
import { Forest } from '../graph.ts'
import type { Run } from '../run.ts'
import { type SetWorkload, writesOf } from '../set-full.ts'
import { number, show } from '../words.ts'

/** Every value by itself crossed a spanning tree, and values from different nodes different ones. */
export function treeForEachOrigin(run: Run, workload: SetWorkload): string | undefined {
  const { nodes } = run.trace.plan
  const all = carriages(run, workload)
  const trees = new Map<string, string>()
  const used = new Set<string>()
  let isRelayed = false
  for (const value of valuesOf(run, workload)) {
    const key = valueKey(value)
    const [write] = writesOf(run, workload).get(key) ?? []
    const its = all.filter(({ values }) => values.includes(value)).map(({ forward }) => forward.event)
    const forest = new Forest()
    const isTree = its.every(({ src, dest }) => forest.add(src, dest) === undefined)
    const isEverywhere = run.facts.knowledge.get(key)?.learned.size === nodes.length
    if (write === undefined || !isTree || !isEverywhere || its.length !== nodes.length - 1) return undefined
    isRelayed ||= its.some(({ src }) => src !== write.node)
    const edges = its.map(({ src, dest }) => [src, dest].sort().join('–')).sort()
    for (const edge of edges) used.add(edge)
    trees.set(`${show(value)} from ${write.node}`, edges.join(' '))
  }
  // Where everybody has the value from its origin, nothing was passed along a tree.
  if (!isRelayed) return undefined
  const [[one, edges] = ['', '']] = trees
  const other = [...trees].find(([, tree]) => tree !== edges)
  if (other === undefined) return undefined
  return `${one} crossed a spanning tree, and so did ${other[0]}, but another one: together the values crossed ${number(used.size)} edges, and one tree has ${number(nodes.length - 1)}.`
}
