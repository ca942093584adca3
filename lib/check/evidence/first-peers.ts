import type { Run } from '../run.ts'
import { candidatesOf, sizeOf, type Wave, wavesOf } from '../waves.ts'
import { count, names } from '../words.ts'
import { byChance, ways } from './same-targets.ts'

/** Every wave went to those that come first in the list of nodes, and dice would not have done that. */
export function takesFirstPeers(run: Run): string | undefined {
  let chance = 1
  let choices = 0
  let sample: Wave | undefined
  for (const wave of wavesOf(run).waves) {
    const candidates = candidatesOf(run, wave)
    const size = sizeOf(run, wave)
    if (wave.sends.length !== size || size >= candidates.length) continue
    const first = new Set(candidates.slice(0, size))
    if (!wave.sends.every(({ event }) => first.has(event.dest))) return undefined
    chance /= ways(candidates.length, size)
    choices++
    sample ??= wave
  }
  if (chance > byChance || sample === undefined) return undefined
  const dests = sample.sends.map(({ event }) => event.dest)
  return `In all ${count(choices, 'wave')} of this run the value went to the peers that stand first in the list: ${sample.node} told ${names(dests)}, every time that none of these had told it.`
}
