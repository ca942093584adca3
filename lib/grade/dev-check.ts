import { readdir } from 'node:fs/promises'
import path from 'node:path'
import type { Runner } from '../sandbox/sandbox.ts'
import { solutionFile, solutionsFolder } from '../track/solutions.ts'
import type { Task } from '../track/task.ts'
import { type Confusion, confusionOf } from './confusion.ts'
import { grade, gradeRuns } from './grade.ts'
import { loadGrader } from './load-grader.ts'
import { plannedRuns } from './planned-runs.ts'
import type { Diagnosis, Report } from './report.ts'

export type DevCheckJob = {
  root: string
  tasks: Task[]
  /** How many gradings, each with fresh seeds, every right program must pass. */
  seeds: number
  sandbox: Runner
  now(): number
  /** Told of each program as it is done. */
  onProgram?: (text: string) => void
}

/** The author's proof: stubs fail as meant, right programs pass, wrong ones fail and are named. */
export type DevReport = {
  stubs: { task: string; failed: boolean; asMeant: boolean; message: string }[]
  solutions: RightProgram[]
  variants: RightProgram[]
  mistakes: WrongProgram[]
  /** One a task. */
  confusion: Confusion[]
  ok: boolean
}

export type RightProgram = {
  task: string
  file: string
  passed: boolean
  seeds: number
  stars: number
  /** Mistakes that a seed made it look like: none, if the evidence is any good. */
  named_as: string[]
  message: string
}

export type WrongProgram = {
  task: string
  slug: string
  failed: boolean
  named: boolean
  /** All the names it got, the first one being the one that counts. */
  named_as: string[]
  message: string
}

/** What every stub says on purpose, in the error it answers with. */
const stubSays = 'Not written yet'

export async function devCheck(job: DevCheckJob): Promise<DevReport> {
  const report: DevReport = { stubs: [], solutions: [], variants: [], mistakes: [], confusion: [], ok: true }
  for (const task of job.tasks) await checkTask(task, job, report)
  report.ok =
    report.stubs.every(({ failed, asMeant }) => failed && asMeant) &&
    [...report.solutions, ...report.variants].every(({ passed }) => passed) &&
    report.mistakes.every(({ failed, named }) => failed && named) &&
    report.confusion.every(({ clear }) => clear)
  return report
}

async function checkTask(task: Task, job: DevCheckJob, report: DevReport): Promise<void> {
  const { root, seeds, sandbox, now, onProgram = () => {} } = job
  const grader = await loadGrader(root, task)
  const solutions = solutionsFolder(task)
  const jobOf = (file: string, seed: number) => ({ task, grader, file, seed, sandbox, now })

  const { report: stub } = await grade(jobOf(path.join(task.folder, 'stub.ts'), 1))
  const message = firstFailure(stub)
  report.stubs.push({
    task: task.number,
    failed: stub.verdict !== 'passed',
    asMeant: message.includes(stubSays),
    message,
  })
  onProgram(`${task.number} stub`)

  const right = async (file: string): Promise<RightProgram> => {
    let stars = Number.POSITIVE_INFINITY
    for (let seed = 1; seed <= seeds; seed++) {
      const { report: graded } = await grade(jobOf(file, seed))
      stars = Math.min(stars, graded.stars)
      if (graded.verdict === 'passed' && graded.mistakes.length === 0) continue
      const message = firstFailure(graded)
      return {
        task: task.number,
        file,
        passed: false,
        seeds: seed,
        stars,
        named_as: slugsOf(graded),
        message,
      }
    }
    onProgram(`${task.number} ${path.basename(file)}`)
    return { task: task.number, file, passed: true, seeds, stars, named_as: [], message: '' }
  }
  const solution = await right(solutionFile(task))
  report.solutions.push(solution)
  const variants: RightProgram[] = []
  for (const file of await programsIn(path.join(solutions, 'variants'))) variants.push(await right(file))
  report.variants.push(...variants)

  const files = await programsIn(path.join(solutions, 'mistakes'))
  const bySlug = new Map(files.map((file) => [path.parse(file).name, file]))
  /**
   * Smaller runs come after the verdict and the names, and would take longer than both; the stub's are tried above.
   * Whoever asks for one seed is in a hurry: the first runs that prove a mistake will do.
   */
  const gradeOn = async (file: string, slug: string) => {
    const runs = plannedRuns(grader, 1)
    const isEnough = (named: Diagnosis[]) => seeds === 1 && named[0]?.slug === slug
    return (await gradeRuns(jobOf(file, 1), runs, { shrinks: false, isEnough })).report
  }

  const wrong = async (slug: string): Promise<WrongProgram> => {
    const file = bySlug.get(slug)
    if (file === undefined) {
      return {
        task: task.number,
        slug,
        failed: false,
        named: false,
        named_as: [],
        message: 'no program shows it',
      }
    }
    const graded = await gradeOn(file, slug)
    const named_as = slugsOf(graded)
    onProgram(`${task.number} ${slug}`)
    return {
      task: task.number,
      slug,
      failed: graded.verdict !== 'passed',
      named: named_as[0] === slug,
      named_as,
      message: firstFailure(graded),
    }
  }
  // A listed mistake without a program, and a program without a listing, are both holes in the proof.
  const slugs = [...new Set([...grader.mistakes.map(({ slug }) => slug), ...bySlug.keys()])]
  const mistakes: WrongProgram[] = []
  for (const slug of slugs) mistakes.push(await wrong(slug))
  report.mistakes.push(...mistakes)
  report.confusion.push(
    confusionOf(task.number, slugs, [
      ...mistakes.map(({ slug, named_as }) => ({ program: slug, expected: slug, named: named_as })),
      ...[solution, ...variants].map(({ file, named_as }) => ({
        program: path.basename(file),
        expected: null,
        named: named_as,
      })),
    ]),
  )
}

function slugsOf({ mistakes }: Report): string[] {
  return mistakes.map(({ slug }) => slug)
}

async function programsIn(folder: string): Promise<string[]> {
  const files = await readdir(folder)
  return files
    .filter((file) => /\.[tj]s$/.test(file))
    .sort()
    .map((file) => path.join(folder, file))
}

function firstFailure({ problem, checks }: Report): string {
  return problem || (checks.find(({ status, required }) => status === 'failed' && required)?.message ?? '')
}
