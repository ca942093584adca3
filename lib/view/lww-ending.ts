import type { Mode } from '../check/versions.ts'
import type { Demo } from '../lww/demo.ts'
import type { Fate, Outcome, Told } from '../lww/outcome.ts'
import { count, duration, instant } from './figures.ts'
import { listed, ruleNames, versionText } from './lww-words.ts'
import type { Paint } from './paint.ts'
import { simpleHang } from './simple-line.ts'
import { simpleTable } from './simple-table.ts'

type Pen = { width: number; paint: Paint }

/** Which writes were lost under either rule, why, and what settled the conflict. */
export function endingText({ outcomes, setting }: Demo, { width, paint }: Pen): string[] {
  const para = (text: string) => simpleHang('', text, width)
  const strong = (text: string) => para(text).map((line) => paint('strong', line))
  const { lww, vv } = outcomes
  return [
    ...strong(lossVerdict(lww)),
    ...lostIn(lww).flatMap((write, index) => [
      ...(index === 0 ? [] : ['']),
      ...para(whyLost(write, lww, setting.skewMs)),
    ]),
    ...(lostIn(lww).length === 0 ? [] : ['', ...para(lesson(setting.skewMs))]),
    '',
    ...strong(vvVerdict(vv)),
    ...para(whyKept(vv)),
  ]
}

/** What became of every write under either rule, as a table. */
export function fatesTable(demo: Demo, { width, paint }: Pen): string[] {
  const rows = fates(demo).map(({ write, lww, vv }) => [
    write.name,
    `${write.client} at ${write.node}`,
    instant(write.takenAt),
    instant(write.clock),
    lww,
    vv,
  ])
  const head = ['write', 'by', 'taken at', 'dated', ruleNames.lww, ruleNames.vv]
  const align = ['left', 'left', 'right', 'right', 'left', 'left'] as const
  return [...simpleTable({ head, rows, align: [...align] }, width, paint), ...simpleHang('', replaced, width)]
}

/** The same in sentences. */
export function fatesTold(demo: Demo): string[] {
  return fates(demo).map(
    ({ write, lww, vv }) =>
      `${write.name}, by ${write.client} at ${write.node}: ${ruleNames.lww}: ${lww}; ${ruleNames.vv}: ${vv}.`,
  )
}

function fates({ outcomes: { lww, vv } }: Demo): ({ write: Told } & { [mode in Mode]: string })[] {
  return lww.writes.map((write, index) => {
    const other = vv.writes[index]
    return { write, lww: fateText(write.fate), vv: other === undefined ? '' : fateText(other.fate) }
  })
}

function fateText(fate: Fate): string {
  switch (fate.kind) {
    case 'refused':
      return 'refused'
    case 'kept':
      return fate.beside.length === 0 ? 'kept' : `kept, beside ${fate.beside.join(', ')}`
    case 'built-on':
      return `replaced by ${fate.by}`
    case 'lost':
      return 'LOST'
  }
}

type Lost = Told & { fate: Extract<Fate, { kind: 'lost' }> }

function lostIn({ writes }: Outcome): Lost[] {
  return writes.filter((write): write is Lost => write.fate.kind === 'lost')
}

function whyLost(
  { name, client, node, takenAt, clock, fate }: Lost,
  { writes }: Outcome,
  skewMs: number,
): string {
  const told = `${client} wrote ${name} at ${node} at ${instant(takenAt)}, and was told that it worked.`
  const winner = writes.find((write) => write.name === fate.to)
  if (winner === undefined || fate.at === undefined) return `${told} No replica shows it any more.`
  const heard = `At ${instant(fate.at)} ${node} heard of ${winner.name}, which ${winner.client} had written at ${winner.node} at ${instant(winner.takenAt)}, and kept only ${winner.clock === clock ? 'one' : 'the one with the later date'}.`
  const dates = whoseDate({ name, node, takenAt, clock }, winner, skewMs)
  const ground = groundOf(name, writes)
  const likewise = ground.length === 0 ? '' : ` With it went ${listed(ground)}, on which it was built.`
  return `${told} ${heard} ${dates}${likewise} No later write took ${name} into account, and nobody was told that it is gone.`
}

/** What a write had replaced, and what that had: all of it was gone into the write. */
function groundOf(name: string, writes: readonly Told[]): string[] {
  return writes.flatMap(({ name: earlier, fate }) =>
    fate.kind === 'built-on' && fate.by === name ? [...groundOf(earlier, writes), earlier] : [],
  )
}

type Dated = Pick<Told, 'name' | 'node' | 'takenAt' | 'clock'>

function whoseDate(lost: Dated, winner: Dated, skewMs: number): string {
  if (winner.clock === lost.clock)
    return `Both are dated ${instant(winner.clock)}, and then the larger name of a node wins: ${winner.name} stayed.`
  if (winner.takenAt - lost.takenAt === winner.clock - lost.clock) return `That was ${winner.name}.`
  const ahead = winner.clock - winner.takenAt > lost.clock - lost.takenAt ? winner : lost
  const dates = `${ahead.node}'s clock is ${duration(skewMs)} ahead: ${winner.name} is dated ${instant(winner.clock)}, and ${lost.name} ${instant(lost.clock)}`
  if (winner.takenAt > lost.takenAt) return `${dates}.`
  return `${dates}, although it was written ${duration(lost.takenAt - winner.takenAt)} after ${winner.name}.`
}

function lossVerdict(outcome: Outcome): string {
  const lost = lostIn(outcome).map(({ name }) => name)
  const all = count(acknowledged(outcome), 'acknowledged write')
  if (lost.length === 0) return `Last writer wins: of ${all} none was lost this time.`
  return `Last writer wins: of ${all} ${lost.length === 1 ? 'one was' : `${lost.length} were`} lost: ${listed(lost)}.`
}

function vvVerdict(outcome: Outcome): string {
  const lost = lostIn(outcome).length
  const all = count(acknowledged(outcome), 'write')
  return `Version vectors: of the same ${all} ${lost === 0 ? 'none was lost' : `${lost} were lost`}.`
}

function acknowledged({ writes }: Outcome): number {
  return writes.filter(({ fate }) => fate.kind !== 'refused').length
}

function whyKept(vv: Outcome): string {
  const siblings = Object.values(vv.settled)[0] ?? []
  if (siblings.length < 2)
    return `Every replica shows ${siblings.join(', ')}: each write came from a client that had read what was there, so nothing was in conflict.`
  const versions = listed(siblings.map((name) => versionText(name, 'vv', vv)))
  const kept = `No clock is asked. A write's vector counts the writes of each client that went into it. ${versions} were written by clients that had not read each other: ${siblings.length === 2 ? 'neither vector covers the other, so both' : 'no vector covers another, so all'} stay side by side, as siblings, and a read says that they are in conflict.`
  if (vv.resolution === undefined) return `${kept} ${price}`
  const { write, agreedAt } = vv.resolution
  const agreed =
    agreedAt === undefined
      ? 'The replicas have not agreed on it.'
      : `At ${instant(agreedAt)} every replica held it alone.`
  return `${kept} Then ${write.client}, who had read them, wrote ${versionText(write.name, 'vv', vv)}, whose vector covers them all. ${agreed} ${price}`
}

const lesson = (skewMs: number) =>
  skewMs === 0
    ? 'No clock was wrong, and the ok was true: one replica had the write. But of writes that do not know of each other the rule keeps one. Better clocks would not help.'
    : 'The ok was true: one replica had the write. It is the rule that throws away one of two writes that do not know of each other; a wrong clock only changes which.'
const price =
  'The price: each version carries a number for every client that wrote, all siblings are stored, and how to make one of them only the application can know.'
const replaced =
  'Replaced: by a client that had read it first, and so meant to. That is no loss, and the same under either rule.'
