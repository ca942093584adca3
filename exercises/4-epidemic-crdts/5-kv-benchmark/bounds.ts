import type { AnswerShapes } from '../../../lib/check/answers.ts'
import type { Contract } from '../../../lib/protocol/contract.ts'
import type { StoreRequests } from '../../../lib/trace/writes.ts'

// The numbers that the task text promises.

export const contract: Contract = {
  bench_write: { key: 'string', value: 'any' },
  bench_read: { key: 'string' },
  bench_report: {},
}

/** A `bench_read` may be answered with an error; the check of reads looks at both. */
export const answers: AnswerShapes = {
  bench_write: { type: 'bench_write_ok', fields: ['write_id'] },
  bench_report: {
    type: 'bench_report_ok',
    fields: ['total_writes', 'total_gossip_msgs', 'msgs_per_write', 'keys_stored', 'convergence_ms?'],
  },
}

export const requests: StoreRequests = { write: 'bench_write', read: 'bench_read' }
export const report = 'bench_report'

/** After the last write, or the heal where that is later, all replicas are equal within this time. */
export const equalWithinMs = 5000

/** How far a node's own time of convergence may be off: clocks may be read in whole milliseconds, at both ends. */
export const lagToleranceMs = 2

/** Replicas and faults of the benchmark, every size with every fault. */
export const sizes = [5, 10, 25] as const
export const faults = ['normal', 'loss', 'partition'] as const

/** What a program may send in one run before it is stopped; the text says so. */
export const mostMessages = 100_000
