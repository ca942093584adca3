import type { Comparison } from '../grade/landmarks.ts'
import type { Report } from '../grade/report.ts'
import type { Bench } from './bench.ts'
import type { Submission } from './submission.ts'

/**
 * The graded program beside the reference programs of its task, if there are any. A program that did not even run
 * through its grading has no place beside them.
 */
export async function landmarksFor(
  { root, sandbox }: Bench,
  { task, file }: Submission,
  { verdict }: Report,
  seed: number,
): Promise<Comparison | undefined> {
  if (verdict !== 'passed' && verdict !== 'violated') return undefined
  const [{ compareWithLandmarks }, { loadGrader }] = await Promise.all([
    import('../grade/landmarks.ts'),
    import('../grade/load-grader.ts'),
  ])
  const grader = await loadGrader(root, task)
  return compareWithLandmarks({ task, grader, file, seed, sandbox })
}
