import type { Rumor, RumorCourse } from '../epidemic/rumor.ts'
import { rare } from './chance.ts'
import { count, figure } from './figures.ts'
import type { Paint } from './paint.ts'
import { roundCurve } from './round-curve.ts'
import { simpleHang } from './simple-line.ts'
import { simpleTable } from './simple-table.ts'
import type { Symbols } from './symbols.ts'

type Pen = { width: number; paint: Paint; symbols: Symbols }

/** Cycles beyond these are left out of the table, not of the curve. */
const mostCycles = 40

/** A rumor cycle by cycle, and what the paper measures of it. */
export function rumorText(rumor: Rumor, seed: number, course: RumorCourse, pen: Pen): string[] {
  const { informed, interested, residue, traffic, last, average } = course
  const { width, paint } = pen
  const rows = informed
    .slice(0, mostCycles)
    .map((number, cycle) => [figure(cycle), figure(number), figure(interested[cycle] ?? 0)])
  const head = ['cycle', 'informed', 'interested']
  const shape = { ...pen, width: Math.min(width, 72), height: 10, caption: 'nodes informed' }
  const verdict = `${figure(Math.round(residue * rumor.nodes))} of ${count(rumor.nodes, 'node')} never learned it (s = ${rare(residue)}), for ${figure(traffic)} messages a node (m); the last learned in cycle ${last} (t_last), the average one in cycle ${figure(average)} (t_ave).`
  return [
    ...simpleHang('', `${figure(rumor.nodes)} nodes; ${rules(rumor)} Seed ${seed}.`, width),
    '',
    ...simpleTable({ head, rows, align: head.map(() => 'right') }, width, paint),
    '',
    ...roundCurve(informed, rumor.nodes, shape),
    '',
    ...simpleHang('', verdict, width).map((line) => paint('title', line)),
  ]
}

function rules({ way, when, stop, k }: Rumor): string {
  const calls =
    way === 'push'
      ? 'who is interested calls another node in every cycle'
      : 'every node asks another in every cycle'
  const useless = when === 'feedback' ? 'useless call' : 'call'
  const end =
    stop === 'counter'
      ? `after ${count(k, useless)} in a row`
      : `with probability 1/${k} after each ${useless}`
  return `${calls}, and loses interest ${end}.`
}
