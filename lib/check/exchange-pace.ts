import { beginningsOf } from './exchanges.ts'
import { type Finding, holds } from './finding.ts'
import { type Run, untilOf } from './run.ts'
import { time } from './words.ts'

/** Clocks here are exact; this forgives sums of fractions of a millisecond. */
const slackMs = 1

/** Every node that is up begins an exchange at least every `everyMs`, whoever answers. */
export function beginsOften(run: Run, everyMs: number): Finding {
  const end = untilOf(run)
  for (const [node, times] of beginningsOf(run)) {
    let from = 0
    for (const at of [...times, end]) {
      if (at - from > everyMs + slackMs) {
        const [last, due] =
          from === 0 ? ['started at 0 ms', 'Its first'] : [`began an exchange at ${time(from)}`, 'Another']
        const next =
          at === end
            ? 'none came'
            : from === 0
              ? `it came at ${time(at)}`
              : `the next one came at ${time(at)}`
        return {
          kind: 'fails',
          at: from + everyMs,
          message: `${node} ${last}. ${due} exchange was due by ${time(from + everyMs)}: each node begins one at least every ${everyMs} ms, of its own accord; ${next}.`,
        }
      }
      from = at
    }
  }
  return holds
}
