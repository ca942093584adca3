import { readdirSync } from 'node:fs'
import type { Run } from '../../lib/check/run.ts'
import type { Grader } from '../../lib/grade/grader.ts'
import { createMemoryRecorder } from '../../lib/sim/recorder.ts'
import { simulate } from '../../lib/sim/simulate.ts'
import { gatherFacts } from '../../lib/trace/facts.ts'
import { type Main, plainProgram } from './plain-program.ts'

/** The programs of a folder, by file name without its ending. */
export async function programsIn(folder: URL): Promise<Map<string, Main>> {
  const programs = new Map<string, Main>()
  for (const file of readdirSync(folder)) {
    const { default: main } = (await import(new URL(file, folder).href)) as { default: Main }
    programs.set(file.replace(/\.[jt]s$/, ''), main)
  }
  return programs
}

/** The mistakes that a program's runs of these scenarios prove, without those that another explains. */
export function namedBy(grader: Grader, scenarios: string[], main: Main): string[] {
  const runs = grader.scenarios
    .filter(({ name }) => scenarios.includes(name))
    .map(({ plan }): Run => runOf(plan(77), main))
  const found = grader.mistakes.filter(({ evidence }) => runs.some((run) => evidence(run) !== undefined))
  const explained = new Set(found.flatMap(({ instead = [] }) => instead))
  return found.map(({ slug }) => slug).filter((slug) => !explained.has(slug))
}

function runOf(plan: Run['trace']['plan'], main: Main): Run {
  const recorder = createMemoryRecorder()
  const end = simulate(plan, plainProgram(main), recorder)
  const trace = { version: 1 as const, plan, events: recorder.events, end }
  return { trace, facts: gatherFacts(trace) }
}
