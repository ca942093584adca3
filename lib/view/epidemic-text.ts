import type { Calls, Course, Epidemic } from '../epidemic/epidemic.ts'
import { expectedRounds } from '../theory/expected-rounds.ts'
import { count, figure } from './figures.ts'
import type { Paint } from './paint.ts'
import { roundCurve } from './round-curve.ts'
import { simpleHang } from './simple-line.ts'
import { simpleTable } from './simple-table.ts'
import type { Symbols } from './symbols.ts'

type Pen = { width: number; paint: Paint; symbols: Symbols }

/** More nodes than this are counted, not listed. */
const mostListed = 40
/** The exact expectation takes too long for more. */
const mostExpected = 1000
/** Rounds beyond these are left out in the middle of the table. */
const mostRounds = 30

/** An epidemic round by round: who learned from whom where that can be read, and the curve where not. */
export function epidemicText(epidemic: Epidemic, seed: number, course: Course, pen: Pen): string[] {
  const { nodes, crashed } = epidemic
  const { width } = pen
  const alive = nodes - crashed
  const listed = nodes <= mostListed && course.informed.length <= mostRounds
  const table = listed ? whoLearned(course, pen) : howMany(course, alive, pen)
  const shape = { ...pen, width: Math.min(width, 72), height: 10, caption: 'nodes informed' }
  return [
    ...simpleHang('', settingText(epidemic, seed), width),
    '',
    ...table,
    '',
    ...roundCurve(course.informed, alive, shape),
    '',
    ...simpleHang('', summary(epidemic, course), width).map((line) => pen.paint('title', line)),
    ...expectation(epidemic).flatMap((text) => simpleHang('', text, width)),
  ]
}

function settingText({ nodes, crashed, loss, fanout, calls }: Epidemic, seed: number): string {
  const down = crashed === 0 ? '' : `, ${figure(crashed)} of them crashed`
  const lost = loss === 0 ? '' : `; each message is lost with probability ${loss}`
  return `${count(nodes, 'node')}${down}; ${whoCalls[calls]} ${figure(fanout)} distinct others in a round${lost}. Seed ${seed}.`
}

function whoLearned({ informed, messages, learnedIn, from }: Course, { width, paint }: Pen): string[] {
  const lines = informed.map((number, round) => {
    const learned = [...learnedIn.keys()].filter((node) => learnedIn[node] === round)
    const names = learned.map((node) => (round === 0 ? idOf(node) : `${idOf(node)} from ${idOf(from[node])}`))
    const first = [round, number, messages[round] ?? 0].map((one, column) =>
      figure(one).padStart(wideAs(heads[column])),
    )
    return simpleHang(`  ${first.join('  ')}  `, names.join(', '), width).map((line) => line.trimEnd())
  })
  return [paint('strong', `  ${heads.join('  ')}  learned it`), ...lines.flat()]
}

/** Arrays count from 0, nodes from n1 on. */
const idOf = (index = 0) => `n${index + 1}`

const heads = ['round', 'informed', 'messages']
const wideAs = (head = '') => head.length

function howMany({ informed, messages }: Course, alive: number, { width, paint, symbols }: Pen): string[] {
  const rows = informed.map((number, round) => [
    ...[figure(round), figure(number), figure(number - (informed[round - 1] ?? 0))],
    ...[`${((100 * number) / alive).toFixed(2)} %`, figure(messages[round] ?? 0)],
  ])
  const shown =
    rows.length <= mostRounds
      ? rows
      : [...rows.slice(0, mostRounds - 4), rows[0]?.map(() => symbols.ellipsis) ?? [], ...rows.slice(-3)]
  const head = ['round', 'informed', 'new', 'share', 'messages']
  return simpleTable({ head, rows: shown, align: head.map(() => 'right') }, width, paint)
}

function summary({ nodes, crashed }: Epidemic, { informed, messages }: Course): string {
  const [alive, reached] = [nodes - crashed, informed.at(-1) ?? 0]
  const rounds = count(informed.length - 1, 'round')
  const cost = `${count(messages.at(-1) ?? 0, 'message')} (${figure((messages.at(-1) ?? 0) / alive)} a live node)`
  return reached === alive
    ? `Everybody is informed after ${rounds} and ${cost}.`
    : `${figure(reached)} of ${figure(alive)} live nodes are informed after ${rounds} and ${cost}; ${figure(alive - reached)} are not.`
}

/** How long it should take, where that can be worked out. */
function expectation({ nodes, fanout, loss, crashed, calls }: Epidemic): string[] {
  if (calls === 'once' || fanout !== 1 || loss > 0 || crashed > 0) return []
  if (nodes <= mostExpected) return [exactRounds(expectedRounds(nodes, calls))]
  return calls === 'push' ? [pittel(Math.log2(nodes) + Math.log(nodes))] : []
}

const whoCalls: { [calls in Calls]: string } = {
  push: 'every informed node sends to',
  pull: 'every uninformed node asks',
  'push-pull': 'every node calls, to tell or to ask,',
  once: 'a node sends, in the round after it learned and no other, to',
}
const exactRounds = (rounds: number) => `The exact expectation is ${rounds.toFixed(3)} rounds.`
const pittel = (rounds: number) =>
  `The law for many nodes is log2 n + ln n + O(1) rounds (Pittel, 1987): here ${rounds.toFixed(1)}.`
