import type { Random } from '../random/random.ts'
import type { Rumor, RumorCourse } from './rumor.ts'
import { RumorMill } from './run-rumor.ts'

/** What the tables measure; see RumorCourse. */
export const measures = ['residue', 'traffic', 'last', 'average'] as const
export type Measure = (typeof measures)[number]

/** A table of the paper: for each k its figures, as they are printed. */
export type PaperTable = Pick<Rumor, 'way' | 'when' | 'stop'> & { rows: { [measure in Measure]: string }[] }

/**
 * Tables 1 to 3 of A. Demers et al., "Epidemic algorithms for replicated database maintenance", PODC 1987, for 1,000
 * sites. The paper calls the measures s, m, t_last and t_ave; its third table has no t_ave that we could check.
 */
export const demers: { nodes: number; tables: PaperTable[] } = {
  nodes: 1000,
  tables: [
    {
      ...{ way: 'push', when: 'feedback', stop: 'counter' },
      rows: rowsOf(
        ['.18', '.037', '.011', '.0036', '.0012'],
        ['1.7', '3.3', '4.5', '5.6', '6.7'],
        ['16.8', '16.9', '17.4', '17.5', '17.7'],
        ['11.0', '12.1', '12.5', '12.7', '12.8'],
      ),
    },
    {
      ...{ way: 'push', when: 'blind', stop: 'coin' },
      rows: rowsOf(
        ['.96', '.20', '.060', '.021', '.008'],
        ['.04', '1.6', '2.8', '3.9', '4.9'],
        ['38', '33', '32', '32', '32'],
        ['19', '17', '15', '14.1', '13.8'],
      ),
    },
    {
      ...{ way: 'pull', when: 'feedback', stop: 'counter' },
      rows: rowsOf(['3.1e-2', '5.8e-4', '4.0e-6'], ['2.7', '4.5', '6.1'], ['17.6', '15.4', '14.0'], []),
    },
  ],
}

function rowsOf(residue: string[], traffic: string[], last: string[], average: string[]): PaperTable['rows'] {
  return residue.map((s, index) => ({
    residue: s,
    traffic: traffic[index] ?? '',
    last: last[index] ?? '',
    average: average[index] ?? '',
  }))
}

/** Mean over the runs so far, the standard deviation of one run, and the smallest step between two results of runs. */
export type Measured = { [measure in Measure]: { mean: number; deviation: number; step: number } }

/** Collects runs of a rumor. */
export class Repeated {
  #runs = 0
  readonly #mill: RumorMill
  readonly #nodes: number
  readonly #sums = measures.map(() => ({ sum: 0, squares: 0 }))

  constructor(rumor: Rumor) {
    this.#mill = new RumorMill(rumor)
    this.#nodes = rumor.nodes
  }

  run(random: Random): void {
    const course: RumorCourse = this.#mill.run(random)
    this.#runs++
    for (const [index, measure] of measures.entries()) {
      const sums = this.#sums[index]
      if (sums === undefined) continue
      sums.sum += course[measure]
      sums.squares += course[measure] ** 2
    }
  }

  get measured(): Measured {
    const entries = measures.map((measure, index) => {
      const { sum, squares } = this.#sums[index] ?? { sum: 0, squares: 0 }
      const mean = sum / this.#runs
      const deviation = Math.sqrt(Math.max(0, squares / this.#runs - mean ** 2))
      const step = measure === 'residue' || measure === 'traffic' ? 1 / this.#nodes : 1
      return [measure, { mean, deviation, step }]
    })
    return Object.fromEntries(entries) as Measured
  }
}
