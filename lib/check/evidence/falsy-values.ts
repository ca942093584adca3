import { broughtTo } from '../brought.ts'
import type { Run } from '../run.ts'
import { aType, time } from '../words.ts'

/** Of all that clients brought in one kind of request the nodes lost 0 and "", and nothing else. */
export function losesFalsyValues(run: Run): string | undefined {
  const brought = broughtTo(run)
  const lost = brought.filter(({ kept }) => !kept)
  const zero = lost.find(({ value }) => value === 0)
  const empty = lost.find(({ value }) => value === '')
  if (zero === undefined || empty === undefined || zero.request !== empty.request) return undefined
  if (lost.some(({ value }) => value !== 0 && value !== '')) return undefined
  if (!brought.some(({ kept, request }) => kept && request === zero.request)) return undefined
  const second =
    zero.node === empty.node && zero.at === empty.at
      ? 'and ""'
      : `(and ${empty.node} "" at ${time(empty.at)})`
  return `At ${time(zero.at)} ${zero.node} got 0 ${second} with ${aType(zero.request)}. Neither was ever known there afterwards; all else that came so was kept.`
}
