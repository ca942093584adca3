import type { Run } from '../run.ts'
import { sizeOf, type Wave, wavesOf } from '../waves.ts'
import { count, names } from '../words.ts'

/** So unlikely must it be that dice show what was seen. */
export const byChance = 1e-6

type Kept = { node: string; targets: Set<string>; times: number; chance: number }

/**
 * Every node that had values from clients, and a choice, sent all of these to the same peers, from the first to the
 * last. What it had from others it sent to the same, but for the one it had it from.
 */
export function keepsToSameTargets(run: Run): string | undefined {
  const { nodes } = run.trace.plan
  const byNode = new Map<string, Wave[]>(nodes.map((node) => [node, []]))
  for (const wave of wavesOf(run).waves) byNode.get(wave.node)?.push(wave)
  const kept: Kept[] = []
  for (const [node, waves] of byNode) {
    const [first, ...later] = waves.filter(({ from }) => from === undefined)
    if (first === undefined || later.length === 0) continue
    const size = sizeOf(run, first)
    if (size >= nodes.length - 1) continue
    const targets = new Set(first.sends.map(({ event }) => event.dest))
    if (targets.size !== size || !waves.every((wave) => keepsTo(targets, wave))) return undefined
    const chance = ways(nodes.length - 1, size) ** -later.length
    kept.push({ node, targets, times: later.length + 1, chance })
  }
  const [most] = kept.toSorted((a, b) => a.chance - b.chance)
  // Any node may be the one.
  if (most === undefined || nodes.length * most.chance > byChance) return undefined
  const { node, targets, times } = most
  const others = nodes.filter((other) => other !== node && !targets.has(other))
  return `${node} had ${count(times, 'value')} from clients and sent every one of them to ${names([...targets])}; to ${names(others)} it sent none of them.`
}

function keepsTo(targets: Set<string>, { from, sends }: Wave): boolean {
  const dests = new Set(sends.map(({ event }) => event.dest))
  if (from !== undefined) return [...targets].every((target) => target === from || dests.has(target))
  return sends.length === targets.size && sends.every(({ event }) => targets.has(event.dest))
}

/** How many sets of k there are in n. */
export function ways(n: number, k: number): number {
  let product = 1
  for (let i = 1; i <= k; i++) product *= (n - k + i) / i
  return product
}
