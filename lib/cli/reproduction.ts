import { setImmediate } from 'node:timers/promises'
import { chiSquareBound } from '../check/statistics/chi-square-bound.ts'
import { assumedRuns, type Comparison, compare } from '../epidemic/agreement.ts'
import { demers, type Measure, measures, type PaperTable, Repeated } from '../epidemic/demers.ts'
import { createRandom } from '../random/random.ts'
import type { Context } from './context.ts'

const confidence = 0.99
/** Runs between two looks at whether somebody has interrupted. */
const stride = 20

/** A table of the paper with ours beside each figure. */
export type Reproduced = Pick<PaperTable, 'way' | 'when' | 'stop'> & {
  rows: ({ k: number } & { [measure in Measure]: Comparison })[]
}

/** Prints the three tables of Demers et al. beside those of `runs` runs a row. */
export async function reproduceDemers(
  runs: number,
  seed: number,
  json: boolean,
  context: Context,
): Promise<void> {
  const rows = demers.tables.reduce((sum, table) => sum + table.rows.length, 0)
  context.say(simulating(rows, runs))
  // A standard normal variable squared is χ² with one degree of freedom.
  const z = Math.sqrt(chiSquareBound(1, 1 - confidence))
  const tables: Reproduced[] = []
  for (const { way, when, stop, rows } of demers.tables) {
    const reproduced: Reproduced = { way, when, stop, rows: [] }
    for (const [index, paper] of rows.entries()) {
      const k = index + 1
      const random = createRandom(seed, `${way}/${when}/${stop}/${k}`)
      const repeated = new Repeated({ nodes: demers.nodes, way, when, stop, k })
      for (let run = 0; run < runs; run++) {
        repeated.run(random)
        if (run % stride > 0) continue
        await setImmediate()
        context.signal.throwIfAborted()
      }
      const { measured } = repeated
      const cells = measures.map((measure) => [measure, compare(paper[measure], measured[measure], runs, z)])
      reproduced.rows.push({ k, ...(Object.fromEntries(cells) as { [measure in Measure]: Comparison }) })
    }
    tables.push(reproduced)
  }
  if (json) {
    const { nodes } = demers
    context.print(JSON.stringify({ paper: 'demers', nodes, runs, seed, confidence, tables }, null, 2))
    return
  }
  const { demersText } = await import('../view/demers-text.ts')
  context.print(...demersText({ nodes: demers.nodes, runs, assumedRuns, confidence, tables }, context.pen))
}

const simulating = (rows: number, runs: number) =>
  `Simulating ${rows} rows of ${runs} runs each; --trials takes more or fewer.`
