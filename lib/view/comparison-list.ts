import type { Comparison } from '../compare/comparison.ts'
import type { Paint } from './paint.ts'
import { simpleHang } from './simple-line.ts'

/** What can be compared, by the names that are typed: the designs, the question, and how much is run for an answer. */
export function comparisonList(
  comparisons: readonly Comparison[],
  { width, paint }: { width: number; paint: Paint },
): string[] {
  return comparisons.flatMap(({ slug, title, question, contenders, trials }, index) => [
    ...(index === 0 ? [] : ['']),
    ...simpleHang('', `${slug}: ${title}`, width).map((line) => paint('title', line)),
    ...simpleHang('  ', question, width),
    ...simpleHang('  ', size(contenders.length, trials.length), width).map((line) => paint('quiet', line)),
  ])
}

const size = (programs: number, runs: number) =>
  `${programs} programs, ${runs === 1 ? 'one run' : `${runs} runs`} each.`
