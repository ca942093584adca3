import { readdir } from 'node:fs/promises'
import path from 'node:path'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { solutionFile, solutionsFolder } from '../track/solutions.ts'
import type { Task } from '../track/task.ts'
import { grade } from './grade.ts'
import { loadGrader } from './load-grader.ts'
import type { Report } from './report.ts'

export type DevCheckJob = {
  root: string
  tasks: Task[]
  /** How many gradings, each with fresh seeds, every right program must pass. */
  seeds: number
  sandbox: Sandbox
  now(): number
  /** Told of each program as it is done. */
  onProgram?: (text: string) => void
}

/** The author's proof: stubs fail as meant, right programs pass, wrong ones fail and are named. */
export type DevReport = {
  stubs: { task: string; failed: boolean; asMeant: boolean; message: string }[]
  solutions: RightProgram[]
  variants: RightProgram[]
  mistakes: {
    task: string
    slug: string
    failed: boolean
    named: boolean
    named_as: string[]
    message: string
  }[]
  ok: boolean
}

export type RightProgram = {
  task: string
  file: string
  passed: boolean
  seeds: number
  stars: number
  message: string
}

/** What every stub says on purpose, in the error it answers with. */
const stubSays = 'Not written yet'

export async function devCheck(job: DevCheckJob): Promise<DevReport> {
  const report: DevReport = { stubs: [], solutions: [], variants: [], mistakes: [], ok: true }
  for (const task of job.tasks) await checkTask(task, job, report)
  report.ok =
    report.stubs.every(({ failed, asMeant }) => failed && asMeant) &&
    [...report.solutions, ...report.variants].every(({ passed }) => passed) &&
    report.mistakes.every(({ failed, named }) => failed && named)
  return report
}

async function checkTask(task: Task, job: DevCheckJob, report: DevReport): Promise<void> {
  const { root, seeds, sandbox, now, onProgram = () => {} } = job
  const grader = await loadGrader(root, task)
  const solutions = solutionsFolder(task)
  const gradeFile = async (file: string, seed: number) => {
    const graded = await grade({ task, grader, file, seed, sandbox, now })
    return graded.report
  }

  const stub = await gradeFile(path.join(task.folder, 'stub.ts'), 1)
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
      const graded = await gradeFile(file, seed)
      stars = Math.min(stars, graded.stars)
      if (graded.verdict === 'passed' && graded.mistakes.length === 0) continue
      return { task: task.number, file, passed: false, seeds: seed, stars, message: firstFailure(graded) }
    }
    onProgram(`${task.number} ${path.basename(file)}`)
    return { task: task.number, file, passed: true, seeds, stars, message: '' }
  }
  report.solutions.push(await right(solutionFile(task)))
  for (const file of await programsIn(path.join(solutions, 'variants')))
    report.variants.push(await right(file))

  const files = await programsIn(path.join(solutions, 'mistakes'))
  const bySlug = new Map(files.map((file) => [path.parse(file).name, file]))
  // A listed mistake without a program, and a program without a listing, are both holes in the proof.
  for (const slug of new Set([...grader.mistakes.map((mistake) => mistake.slug), ...bySlug.keys()])) {
    const file = bySlug.get(slug)
    if (file === undefined) {
      report.mistakes.push({
        task: task.number,
        slug,
        failed: false,
        named: false,
        named_as: [],
        message: 'no program shows it',
      })
      continue
    }
    const wrong = await gradeFile(file, 1)
    const slugs = wrong.mistakes.map((mistake) => mistake.slug)
    report.mistakes.push({
      task: task.number,
      slug,
      failed: wrong.verdict !== 'passed',
      named: slugs[0] === slug,
      named_as: slugs,
      message: firstFailure(wrong),
    })
    onProgram(`${task.number} ${slug}`)
  }
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
