import type { Finding } from '../../lib/check/finding.ts'

/** A finding's failure; an error where the check holds. */
export function failureOf(finding: Finding): Finding & { kind: 'fails' } {
  if (finding.kind === 'fails') return finding
  throw new Error('the check holds, and should not')
}
