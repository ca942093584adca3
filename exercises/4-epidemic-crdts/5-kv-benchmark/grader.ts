import { reportsAgree } from '../../../lib/check/cost-reports.ts'
import { lagsAgree } from '../../../lib/check/lag-reports.ts'
import { newestKept } from '../../../lib/check/newest-kept.ts'
import { replicasAgree } from '../../../lib/check/replicas.ts'
import { storeReadTruly } from '../../../lib/check/store-reads.ts'
import { writesTaken } from '../../../lib/check/taken-writes.ts'
import type { Check, Grader } from '../../../lib/grade/grader.ts'
import { everyRequestIsAnswered, oneNodeTalksAsScripted } from '../../usual-checks.ts'
import { answers, contract, equalWithinMs, lagToleranceMs, report, requests } from './bounds.ts'
import { mistakes } from './mistakes.ts'
import { measuredRuns, scenarios } from './scenarios.ts'
import { script } from './talk.ts'

const everywhere = scenarios.map(({ name }) => name)
const clusters = everywhere.filter((name) => name !== 'talk')

const checks: Check[] = [
  everyRequestIsAnswered(everywhere, answers),
  oneNodeTalksAsScripted(script),
  {
    id: 'reads',
    name: 'Reading is answered at once, truly, and changes nothing',
    required: true,
    reads: true,
    scenarios: clusters,
    judge: (run) => storeReadTruly(run, requests),
  },
  {
    id: 'writes',
    name: 'A write shows at once where it was made, and its write_id numbers it',
    required: true,
    scenarios: clusters,
    judge: (run) => writesTaken(run, requests),
  },
  {
    id: 'converges',
    name: 'All replicas hold the same five seconds after the last write or heal',
    required: true,
    scenarios: clusters,
    judge: (run) => replicasAgree(run, requests, equalWithinMs),
  },
  {
    id: 'newest',
    name: 'What a later write replaced does not come back',
    required: true,
    scenarios: clusters,
    judge: (run) => newestKept(run, requests, equalWithinMs),
  },
  {
    id: 'reports',
    name: 'Every bench_report agrees with what was counted',
    required: true,
    scenarios: clusters,
    judge: (run) => reportsAgree(run, report, requests),
  },
  {
    id: 'gold',
    name: 'Every bench_report tells how long writes took to get there',
    required: false,
    scenarios: clusters,
    judge: (run) => lagsAgree(run, report, requests, lagToleranceMs),
  },
]

const grader: Grader = {
  contract,
  exhibit: 'replicas-5-loss',
  writes: requests.write,
  scenarios,
  checks,
  mistakes,
  benchmark: { requests, runs: measuredRuns },
}

export default grader
