import type { Mode } from '../check/versions.ts'
import type { Demo } from '../lww/demo.ts'
import type { Loss } from '../lww/losses.ts'
import { fastNode } from '../lww/setting.ts'
import { count, duration, instant } from './figures.ts'
import { endingText, fatesTable } from './lww-ending.ts'
import { lwwRows } from './lww-rows.ts'
import { ruleNames } from './lww-words.ts'
import type { Paint } from './paint.ts'
import { simpleHang } from './simple-line.ts'
import { type SimpleTable, simpleTable } from './simple-table.ts'

type Pen = { width: number; paint: Paint }

/** The race under both rules side by side, what became of every write, and why. */
export function lwwText(demo: Demo, pen: Pen): string[] {
  const { width } = pen
  return [
    ...simpleHang('', settingText(demo), width),
    '',
    ...simpleHang('  ', rulesText(demo, 'lww'), width),
    ...simpleHang('  ', rulesText(demo, 'vv'), width),
    '',
    ...timeline(demo, pen),
    '',
    ...endingText(demo, pen),
    '',
    ...fatesTable(demo, pen),
  ]
}

/** How often, over many runs. */
export function lossesText(losses: Loss[], seeds: number, replicas: number, { width, paint }: Pen): string[] {
  const skews = [...new Set(losses.map(({ skewMs }) => skewMs))]
  const ahead = skews.filter((ms) => ms > 0).map((ms) => duration(ms))
  const clientCounts = [...new Set(losses.map(({ clients }) => clients))]
  const rows = clientCounts.map((clients) => {
    const row = losses.filter((loss) => loss.clients === clients)
    const shares = row.map(({ acknowledged, lost }) => share(lost.lww, acknowledged))
    const all = row.reduce((sum, { acknowledged }) => sum + acknowledged, 0)
    const lost = row.reduce((sum, loss) => sum + loss.lost.vv, 0)
    return [count(clients, 'client'), ...shares, share(lost, all)]
  })
  const head = [
    '',
    ...skews.map((ms) => (ms === 0 ? 'lww, clocks true' : `≤ ${duration(ms)} ahead`)),
    ruleNames.vv,
  ]
  const align: SimpleTable['align'] = head.map((_, column) => (column === 0 ? 'left' : 'right'))
  return [
    ...simpleHang('', howOften(seeds, replicas, ahead), width),
    '',
    ...simpleTable({ head, rows, align }, width, paint),
  ]
}

function timeline(demo: Demo, { width, paint }: Pen): string[] {
  const rows = lwwRows(demo).map(({ at, what, lww, vv }) => [instant(at), what, lww, vv])
  const head = ['time', 'what happens', ruleNames.lww, ruleNames.vv]
  return simpleTable({ head, rows, align: ['right', 'left', 'left', 'left'] }, width, paint)
}

function settingText({ setting }: Demo): string {
  const { clients, writes, replicas, skewMs, seed } = setting
  const skew =
    skewMs === 0 ? 'All clocks are right' : `${fastNode(setting)}'s clock is ${duration(skewMs)} ahead`
  return `${count(clients, 'client')} ${clients === 1 ? 'writes' : 'write'} the key "cart" ${count(writes, 'time')} each, at ${count(replicas, 'replica')} that are cut off from each other from 0.5 s to 3 s. A client reads at its replica before it writes. ${skew}. Seed ${seed}. The same requests at the same times go to two stores:`
}

/** How a store decides, and whose program it is. */
function rulesText({ stores }: Demo, mode: Mode): string {
  return `${rules[mode]} (${stores[mode].isLearners ? 'Yours.' : 'The model solution.'})`
}

const rules: { [mode in Mode]: string } = {
  lww: 'Last writer wins: a replica dates each write by its own clock, and of two versions the one with the later date stays.',
  vv: 'Version vectors: a write carries what its client had read, and a version is dropped only for one whose writer had read it.',
}

const howOften = (seeds: number, replicas: number, ahead: string[]) =>
  `And how often, without any cut? ${count(replicas, 'replica')} gossip every 200 ms; clients write the one key within two seconds, each after reading; clocks are true, or each is ahead by anything up to ${ahead.join(' or ')}; ${count(seeds, 'run')} a cell. The share of acknowledged writes that are gone without a later writer having read them:`

function share(part: number, whole: number): string {
  return whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} %`
}
