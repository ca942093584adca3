import type { Run } from '../run.ts'
import { sizeOf, type Wave, wavesOf } from '../waves.ts'
import { count, names } from '../words.ts'

/** So unlikely must it be that dice show what was seen. */
export const byChance = 1e-6

/** A node sent all the values that it had from clients to the same peers, though there were others. */
export function keepsToSameTargets(run: Run): string | undefined {
  const { nodes } = run.trace.plan
  const byNode = new Map<string, Wave[]>()
  for (const wave of wavesOf(run).waves) {
    if (wave.from === undefined) byNode.set(wave.node, [...(byNode.get(wave.node) ?? []), wave])
  }
  for (const [node, waves] of byNode) {
    const [first, ...later] = waves
    if (first === undefined || later.length === 0) continue
    const size = sizeOf(run, first)
    const targets = new Set(first.sends.map(({ event }) => event.dest))
    const isSame = ({ sends }: Wave) =>
      sends.length === first.sends.length && sends.every(({ event }) => targets.has(event.dest))
    if (targets.size !== size || size >= nodes.length - 1 || !later.every(isSame)) continue
    // Any node may be the one, and each wave after the first agrees with it by chance once in so many times.
    if (nodes.length * ways(nodes.length - 1, size) ** -later.length > byChance) continue
    const others = nodes.filter((other) => other !== node && !targets.has(other))
    return `${node} had ${count(waves.length, 'value')} from clients and sent every one of them to ${names([...targets])}; to ${names(others)} it sent none of them.`
  }
  return undefined
}

/** How many sets of k there are in n. */
export function ways(n: number, k: number): number {
  let product = 1
  for (let i = 1; i <= k; i++) product *= (n - k + i) / i
  return product
}
