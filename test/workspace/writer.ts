import { writeSync } from 'node:fs'
import { recordAttempt, recordHint } from '../../lib/workspace/record.ts'
import { saveRun } from '../../lib/workspace/runs.ts'

/*
 * A process that records as fast as it can until it is killed: `writer.mjs <workspace> <first seed> [<count>]`. After
 * each attempt that `recordAttempt` has taken, it prints the attempt's seed on a line.
 */
const [folder = '', first = '0', count = 'Infinity'] = process.argv.slice(2)
const workspace = { folder }
const at = '2026-01-01T10:00:00.000Z'
// Large enough that writing it takes several pages, so that a kill can fall in the middle.
const trace = { events: Array.from({ length: 5_000 }, (_, id) => ({ id, at, kind: 'learn' })) }

for (let seed = Number(first); seed < Number(first) + Number(count); seed++) {
  recordAttempt(workspace, {
    task: '1.1',
    at,
    verdict: seed % 3 === 0 ? 'passed' : 'violated',
    stars: 0,
    seed,
  })
  writeSync(1, `${seed}\n`)
  saveRun(workspace, `run-${seed % 5}`, trace)
  recordHint(workspace, { task: '1.1', at, level: 1 })
}
