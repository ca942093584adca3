import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus'

/** Dice: each call gives a number from 0 up to, not including, 1. */
export type Random = () => number

/**
 * An independent stream for each (seed, name). The name keeps streams apart, so that what one node or link draws
 * never changes another's luck: a scenario made smaller keeps the dice of what is left.
 */
export function createRandom(seed: number, name: string): Random {
  const generator = xoroshiro128plusFromState(stateFrom(`${seed}/${name}`))
  return () => uniformFloat64(generator)
}

/** Four well-mixed 32-bit words from a text: two multiplicative hashes (64 bits, so that streams never meet), finalised. */
function stateFrom(text: string): number[] {
  let low = 0x811c9dc5
  let high = 0x1b873593
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    low = Math.imul(low ^ code, 0x01000193)
    high = Math.imul(high ^ code, 0x85ebca77)
  }
  return [mix(low), mix(high), mix(low + 0x9e3779b9), mix(high + 0x9e3779b9)]
}

/** The finaliser of MurmurHash3 (Appleby), which spreads every input bit over the whole word. */
function mix(word: number): number {
  let mixed = word
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return mixed ^ (mixed >>> 16)
}
