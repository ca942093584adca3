import type { Mode } from '../check/versions.ts'
import type { Demo } from '../lww/demo.ts'
import type { Loss } from '../lww/losses.ts'
import type { Fate, Outcome, Told } from '../lww/outcome.ts'
import { count, duration } from './figures.ts'
import { lwwRows } from './lww-rows.ts'
import type { Paint } from './paint.ts'
import { simpleHang } from './simple-line.ts'
import { type SimpleTable, simpleTable } from './simple-table.ts'

type Pen = { width: number; paint: Paint }

/** The race under both rules side by side, what became of every write, and why. */
export function lwwText(demo: Demo, { width, paint }: Pen): string[] {
  const para = (text: string) => simpleHang('', text, width)
  const strong = (text: string) => para(text).map((line) => paint('strong', line))
  const { lww, vv } = demo.outcomes
  return [
    ...para(settingText(demo)),
    '',
    ...timeline(demo, width, paint),
    '',
    ...strong(lossVerdict(lww)),
    ...lww.writes.filter(isLost).flatMap((write) => ['', ...para(whyLost(write, lww, demo))]),
    '',
    ...strong(vvVerdict(vv)),
    ...para(whyKept(vv)),
    '',
    ...fates(demo, width, paint),
  ]
}

/** How often, over many runs. */
export function lossesText(losses: Loss[], seeds: number, replicas: number, { width, paint }: Pen): string[] {
  const skews = [...new Set(losses.map(({ skewMs }) => skewMs))]
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
    ...skews.map((ms) => (ms === 0 ? 'lww, true clocks' : `≤ ${duration(ms)} off`)),
    ruleNames.vv,
  ]
  const align: SimpleTable['align'] = head.map((_, column) => (column === 0 ? 'left' : 'right'))
  return [
    ...simpleHang('', howOften(seeds, replicas), width),
    '',
    ...simpleTable({ head, rows, align }, width, paint),
  ]
}

function timeline({ outcomes, setting }: Demo, width: number, paint: Paint): string[] {
  const rows = lwwRows(outcomes, setting).map(({ at, what, lww, vv }) => [duration(at), what, lww, vv])
  const head = ['time', 'what happens', ruleNames.lww, ruleNames.vv]
  return simpleTable({ head, rows, align: ['right', 'left', 'left', 'left'] }, width, paint)
}

function fates({ outcomes: { lww, vv } }: Demo, width: number, paint: Paint): string[] {
  const rows = lww.writes.map((write, index) => {
    const kept = vv.writes[index]?.fate
    return [
      write.name,
      `${write.client} at ${write.node}`,
      duration(write.takenAt),
      duration(write.clock),
      fateText(write.fate),
      kept === undefined ? '' : fateText(kept),
    ]
  })
  const head = ['write', 'by', 'taken at', 'dated', ruleNames.lww, ruleNames.vv]
  return simpleTable({ head, rows, align: ['left', 'left', 'right', 'right', 'left', 'left'] }, width, paint)
}

function fateText(fate: Fate): string {
  switch (fate.kind) {
    case 'refused':
      return 'refused'
    case 'kept':
      return fate.beside.length === 0 ? 'kept' : `kept, beside ${fate.beside.join(', ')}`
    case 'built-on':
      return `read, then ${fate.by}`
    case 'lost':
      return 'LOST'
  }
}

type Lost = Told & { fate: Extract<Fate, { kind: 'lost' }> }

function isLost(write: Told): write is Lost {
  return write.fate.kind === 'lost'
}

function whyLost(
  { name, client, node, takenAt, clock, fate }: Lost,
  { writes }: Outcome,
  { setting }: Demo,
): string {
  const told = `${client} wrote ${name} at ${node} at ${duration(takenAt)}, and was told that it worked.`
  const winner = writes.find((write) => write.name === fate.to)
  if (winner === undefined || fate.at === undefined) return `${told} No replica shows it any more.`
  const heard = `At ${duration(fate.at)} ${node} heard of ${winner.name}, which ${winner.client} had written at ${winner.node} at ${duration(winner.takenAt)}, and kept only the one with the later date.`
  const dates = whoseDate({ name, node, takenAt, clock }, winner, setting.skewMs)
  return `${told} ${heard} ${dates} Nobody who wrote later had read ${name}, and nobody was told that it is gone.`
}

type Dated = Pick<Told, 'name' | 'node' | 'takenAt' | 'clock'>

function whoseDate(lost: Dated, winner: Dated, skewMs: number): string {
  if (winner.takenAt - lost.takenAt === winner.clock - lost.clock) return `That was ${winner.name}.`
  const ahead = winner.clock - winner.takenAt > lost.clock - lost.takenAt ? winner : lost
  const dates = `${ahead.node}'s clock is ${duration(skewMs)} ahead: ${winner.name} is dated ${duration(winner.clock)}, and ${lost.name} ${duration(lost.clock)}`
  if (winner.takenAt > lost.takenAt) return `${dates}.`
  return `${dates}, although it came ${duration(lost.takenAt - winner.takenAt)} after ${winner.name}.`
}

function lossVerdict({ writes }: Outcome): string {
  const lost = writes.filter(isLost)
  const acknowledged = writes.filter(({ fate }) => fate.kind !== 'refused').length
  if (lost.length === 0)
    return `Last writer wins: of ${count(acknowledged, 'acknowledged write')} none was lost this time.`
  const names = lost.map(({ name }) => name).join(', ')
  return `Last writer wins: of ${count(acknowledged, 'acknowledged write')} ${lost.length === 1 ? 'one was' : `${lost.length} were`} lost, ${names}.`
}

function vvVerdict({ writes }: Outcome): string {
  const lost = writes.filter(isLost).length
  const acknowledged = writes.filter(({ fate }) => fate.kind !== 'refused').length
  return `Version vectors: of the same ${count(acknowledged, 'write')} ${lost === 0 ? 'none was lost' : `${lost} were lost`}.`
}

function whyKept({ settled, resolution }: Outcome): string {
  const siblings = Object.values(settled)[0] ?? []
  if (siblings.length < 2)
    return `Every replica shows ${siblings.join(', ')}: each write came from a client that had read what was there, so nothing was in conflict.`
  const kept = `No clock is asked. Each write carries the vector of what its client had read, and ${siblings.join(' and ')} had not read each other: neither vector covers the other, so both stay, and a read says conflict: true.`
  if (resolution === undefined) return kept
  const { write, agreedAt } = resolution
  const settledAll =
    agreedAt === undefined
      ? 'The replicas have not agreed on it.'
      : `At ${duration(agreedAt)} every replica held it alone.`
  return `${kept} Then ${write.client}, who had read both, wrote ${write.name} with a context that covers both. ${settledAll}`
}

function settingText({ setting, stores }: Demo): string {
  const { clients, writes, replicas, skewMs, seed } = setting
  const skew = skewMs === 0 ? 'All clocks are right' : `n${replicas}'s clock is ${duration(skewMs)} ahead`
  const whose = (mode: Mode) => (stores[mode].isLearners ? 'yours' : 'the model solution')
  return `${count(clients, 'client')} write the key "cart" ${count(writes, 'time')} each, at ${count(replicas, 'replica')} that are cut off from each other from 0.5 s to 3 s. A client reads at its replica before it writes. ${skew}. Seed ${seed}. The same requests at the same times go to a store in which the last writer wins (${whose('lww')}) and to one with version vectors (${whose('vv')}).`
}

const ruleNames: { [mode in Mode]: string } = { lww: 'last writer wins', vv: 'version vectors' }

const howOften = (seeds: number, replicas: number) =>
  `And how often, without any cut? ${count(replicas, 'replica')} gossip every 200 ms; clients write the one key within two seconds, each after reading; ${count(seeds, 'run')} a cell. The share of acknowledged writes that are gone although nobody who wrote had read them:`

function share(part: number, whole: number): string {
  return whole === 0 ? '-' : `${((100 * part) / whole).toFixed(1)} %`
}
