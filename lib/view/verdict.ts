import type { Verdict } from '../grade/report.ts'

const names: { readonly [V in Verdict]: string } = {
  passed: 'passed',
  violated: 'not yet',
  'build-error': 'does not build',
  threw: 'threw an error',
  stuck: 'got stuck',
  'out-of-memory': 'ran out of memory',
  'budget-exceeded': 'did more than a run allows',
  crashed: 'its process ended',
}

/** A verdict in as few words as a person needs. One that a newer version recorded stands for itself. */
export function verdictName(verdict: string): string {
  return Object.hasOwn(names, verdict) ? names[verdict as Verdict] : verdict
}
