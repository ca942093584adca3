import type { Benchmark } from '../grade/benchmark.ts'
import type { Comparison } from '../grade/landmarks.ts'
import type { Report } from '../grade/report.ts'
import type { Bench } from './bench.ts'
import type { Context } from './context.ts'
import type { Submission } from './submission.ts'

/** What some tasks measure besides the grading: the program among others that do the same. */
export type Besides = { landmarks?: Comparison; benchmark?: Benchmark }

/** A program that did not even run through its grading has no place beside others. */
export async function measureBesides(
  { root, sandbox }: Bench,
  { task, file }: Submission,
  { verdict }: Report,
  seed: number,
): Promise<Besides> {
  if (verdict !== 'passed' && verdict !== 'violated') return {}
  const { loadGrader } = await import('../grade/load-grader.ts')
  const grader = await loadGrader(root, task)
  const job = { task, grader, file, seed, sandbox }
  const landmarks =
    grader.landmarks && (await (await import('../grade/landmarks.ts')).compareWithLandmarks(job))
  const benchmark = grader.benchmark && (await (await import('../grade/benchmark.ts')).benchmarkStore(job))
  return { ...(landmarks && { landmarks }), ...(benchmark && { benchmark }) }
}

/** The tables and charts of what was measured, each with an empty line before it. */
export async function besidesText({ landmarks, benchmark }: Besides, { pen }: Context): Promise<string[]> {
  const lines: string[] = []
  if (landmarks !== undefined) {
    const { costChart } = await import('../view/cost-chart.ts')
    lines.push('', ...costChart(landmarks, pen))
  }
  if (benchmark !== undefined) {
    const { benchmarkChart } = await import('../view/benchmark-chart.ts')
    lines.push('', ...benchmarkChart(benchmark, pen))
  }
  return lines
}
