import { type StoreRequests, type Write, writesOf } from '../../trace/writes.ts'
import { Holdings, showHeld } from '../holdings.ts'
import type { Run } from '../run.ts'
import { show, time } from '../words.ts'
import { arrivalOf } from './never-agree.ts'

/**
 * Two writes of a key in the same millisecond: to the end each node holds its own, though it was sent the other. Where
 * nodes differ in other keys too, ties are not what is wrong.
 */
export function keepsOwnInTies(run: Run, requests: StoreRequests): string | undefined {
  const holdings = new Holdings(run)
  const writes = writesOf(run.facts, requests)
  if (holdings.keys.some((key) => differs(run, holdings, key) && !hasTie(writes, key))) return undefined
  for (const one of writes) {
    for (const other of writes) {
      if (one.key !== other.key || one.node >= other.node) continue
      if (!isTie(one, other)) continue
      if (holdings.last(one.node, one.key) !== one.text) continue
      if (holdings.last(other.node, other.key) !== other.text) continue
      const [here, there] = [arrivalOf(run, other, one.node), arrivalOf(run, one, other.node)]
      if (here === undefined || there === undefined) continue
      return `At ${time(one.taken.at)} clients wrote ${showHeld(one.text)} at ${one.node} and ${showHeld(other.text)} at ${other.node}. ${one.node} was sent ${show(other.value)} by ${time(here)} and ${other.node} ${show(one.value)} by ${time(there)}. To the end each of the two holds its own.`
    }
  }
  return undefined
}

function isTie(one: Write, other: Write): boolean {
  return Math.floor(one.taken.at) === Math.floor(other.taken.at)
}

function hasTie(writes: readonly Write[], key: string): boolean {
  const ofKey = writes.filter((write) => write.key === key)
  return ofKey.some((one, index) => ofKey.slice(index + 1).some((other) => isTie(one, other)))
}

function differs({ facts }: Run, holdings: Holdings, key: string): boolean {
  return new Set([...facts.live].map((node) => holdings.last(node, key))).size > 1
}
