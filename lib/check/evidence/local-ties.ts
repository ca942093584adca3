import { type StoreRequests, writesOf } from '../../trace/writes.ts'
import { Holdings } from '../holdings.ts'
import type { Run } from '../run.ts'
import { show, time } from '../words.ts'
import { arrivalOf } from './never-agree.ts'

/** Two writes of a key in the same millisecond: to the end each node holds its own, though it was sent the other. */
export function keepsOwnInTies(run: Run, requests: StoreRequests): string | undefined {
  const holdings = new Holdings(run)
  const writes = writesOf(run.facts, requests)
  for (const one of writes) {
    for (const other of writes) {
      if (one.key !== other.key || one.node >= other.node) continue
      if (Math.floor(one.taken.at) !== Math.floor(other.taken.at)) continue
      if (holdings.last(one.node, one.key) !== one.text) continue
      if (holdings.last(other.node, other.key) !== other.text) continue
      const [here, there] = [arrivalOf(run, other, one.node), arrivalOf(run, one, other.node)]
      if (here === undefined || there === undefined) continue
      return `At ${time(one.taken.at)} clients wrote ${show(one.text)} at ${one.node} and ${show(other.text)} at ${other.node}. ${one.node} was sent ${show(other.value)} by ${time(here)} and ${other.node} ${show(one.value)} by ${time(there)}. To the end each of the two holds its own.`
    }
  }
  return undefined
}
