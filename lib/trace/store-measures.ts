import { convergenceOf } from './convergence.ts'
import { type Facts, isToOther } from './facts.ts'
import { envelopeBytes } from './metrics.ts'
import { staleReads, storeReads } from './stale-reads.ts'
import { type StoreRequests, writesOf } from './writes.ts'

/** The middle of some times, what 95 of 100 are within, and the longest, in milliseconds; 0 where there are none. */
export type Percentiles = { p50: number; p95: number; max: number }

/** What a key-value store cost in a run, and how far behind its replicas were. */
export type StoreMeasures = {
  /** Acknowledged ones. */
  writes: number
  /** Of the writes that converged; null where none did. */
  convergenceMs: Percentiles | null
  /** Acknowledged writes that some live node never had, nor a later one. */
  unconverged: number
  /** What nodes sent each other in the whole run, answers among it, for each write. */
  msgsPerWrite: number
  bytesPerWrite: number
  reads: number
  staleReads: number
}

export function measureStore(facts: Facts, requests: StoreRequests): StoreMeasures {
  const writes = writesOf(facts, requests)
  const converged = convergenceOf(facts, writes)
  const times = converged.flatMap(({ ms }) => ms ?? [])
  const reads = storeReads(facts, requests)
  const messages = facts.serverMessages.filter(isToOther)
  const bytes = messages.reduce((sum, { event }) => sum + envelopeBytes(event.src, event.dest, event.body), 0)
  const perWrite = (amount: number) => (converged.length === 0 ? 0 : amount / converged.length)
  return {
    writes: converged.length,
    convergenceMs: times.length === 0 ? null : percentilesOf(times),
    unconverged: converged.length - times.length,
    msgsPerWrite: perWrite(messages.length),
    bytesPerWrite: perWrite(bytes),
    reads: reads.length,
    staleReads: staleReads(reads, writes).length,
  }
}

/** By nearest rank: of n in order the ⌈n ÷ 2⌉th, the ⌈0.95 n⌉th and the last. */
export function percentilesOf(times: readonly number[]): Percentiles {
  const sorted = times.toSorted((a, b) => a - b)
  const ranked = (hundredths: number) => sorted[Math.ceil((hundredths * sorted.length) / 100) - 1] ?? 0
  return { p50: ranked(50), p95: ranked(95), max: ranked(100) }
}
