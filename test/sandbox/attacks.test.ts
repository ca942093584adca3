import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Attack, failures, inHandler, runaways } from './attacks.ts'
import { Desk } from './desk.ts'

let desk: Desk

beforeAll(async () => {
  desk = await Desk.open()
})
afterAll(() => desk.close())

/** Where a column depends on the instant the program was stopped, or on V8's choice, only the line is compared. */
function comparable(problem: string, { sentence }: Attack): string {
  return sentence.includes(':PLACE:') ? problem.replace(/^(attack\.ts:\d+):\d+:/, '$1:PLACE:') : problem
}

describe.each([...failures, ...runaways])('$name', (attack) => {
  it('ends in its sentence and the right verdict', { timeout: 60_000 }, async () => {
    const { report } = await desk.grade(attack.program)
    expect({ verdict: report.verdict, sentence: comparable(report.problem, attack) }).toEqual({
      verdict: attack.verdict,
      sentence: attack.sentence,
    })
  })
})

describe('after all of these', () => {
  it('the same sandbox still grades a right program', async () => {
    const { report } = await desk.grade(desk.solution)
    expect(report.verdict).toBe('passed')
  })

  it('this process has stayed under 300 MB', () => {
    // The high-water mark of the whole test worker, vitest included.
    expect(process.resourceUsage().maxRSS / 1024).toBeLessThan(300)
  })

  it('no runner is left when the sandbox is closed', async () => {
    const other = await Desk.open()
    await other.grade(inHandler('while (true) {}'))
    other.close()
    await expect.poll(() => runnersOf(process.pid)).toHaveLength(1)
  })
})

/** Runners that this process started and that are alive: those of the desk above stay. */
function runnersOf(parent: number): string[] {
  if (process.platform !== 'linux') return ['the one of the desk']
  return readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid))
    .filter((pid) => {
      try {
        const status = readFileSync(`/proc/${pid}/status`, 'utf8')
        return (
          status.includes(`PPid:\t${parent}\n`) &&
          !status.includes('State:\tZ') &&
          readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('runner.js')
        )
      } catch {
        // It ended while we looked.
        return false
      }
    })
}
