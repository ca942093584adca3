import type { SetWorkload } from '../check/set-full.ts'
import type { Figure } from './comparison.ts'
import {
  bytesPerValue,
  bytesUntilEqual,
  lostValues,
  messagesPerValue,
  missingCopies,
  timeToEqual,
  timeToShare,
} from './measures.ts'

// The figures that most comparisons show, for values that come in and are read as the workload says.

export function messages(workload: SetWorkload): Figure {
  const measure: Figure['measure'] = (run) => messagesPerValue(run, workload)
  return { id: 'messagesPerValue', head: 'messages/value', unit: 'count', best: 'fewest messages', measure }
}

export function bytes(workload: SetWorkload): Figure {
  const measure: Figure['measure'] = (run) => bytesPerValue(run, workload)
  return { id: 'bytesPerValue', head: 'bytes/value', unit: 'bytes', best: 'fewest bytes', measure }
}

/** In the middle of all values: until half of the nodes know one. */
export function half(workload: SetWorkload): Figure {
  const measure: Figure['measure'] = (run) => timeToShare(run, workload, 0.5, 'median')
  return { id: 'halfMs', head: 'half know', unit: 'ms', best: 'soonest at half of the nodes', measure }
}

/** In the middle of all values: until all nodes know one. */
export function median(workload: SetWorkload): Figure {
  const measure: Figure['measure'] = (run) => timeToShare(run, workload, 1, 'median')
  return { id: 'medianMs', head: 'all know', unit: 'ms', best: 'soonest everywhere', measure }
}

/** Of all values the slowest: until all nodes know it. */
export function maximum(workload: SetWorkload): Figure {
  const measure: Figure['measure'] = (run) => timeToShare(run, workload, 1, 'worst')
  return { id: 'maxMs', head: 'maximum', unit: 'ms', best: 'soonest everywhere at the worst', measure }
}

export function lost(workload: SetWorkload): Figure {
  const measure: Figure['measure'] = (run) => lostValues(run, workload)
  return { id: 'valuesLost', head: 'values lost', unit: 'count', best: 'fewest values lost', measure }
}

export function missing(workload: SetWorkload): Figure {
  const measure: Figure['measure'] = (run) => missingCopies(run, workload)
  return {
    id: 'copiesMissing',
    head: 'copies missing',
    unit: 'count',
    best: 'fewest copies missing',
    measure,
  }
}

export function equal(workload: SetWorkload): Figure {
  const measure: Figure['measure'] = (run) => timeToEqual(run, workload)
  return { id: 'equalAgainMs', head: 'equal again', unit: 'ms', best: 'soonest equal again', measure }
}

/** Bytes from this moment on until all nodes hold the same. */
export function bytesToEqual(workload: SetWorkload, from: number): Figure {
  const measure: Figure['measure'] = (run) => bytesUntilEqual(run, workload, from)
  const best = 'fewest bytes until equal'
  return { id: 'bytesUntilEqual', head: 'bytes until equal', unit: 'bytes', best, measure }
}
