import { likely, rare } from '../view/chance.ts'
import { informedCurve } from '../view/fanout-text.ts'
import { tableText } from '../view/markdown-table.ts'
import { figure, padEnd, padStart, wrap } from '../view/text.ts'
import { type FanoutState, type Field, fields } from './fanout.ts'
import type { Layout } from './layout.ts'
import type { ScreenView, Tools } from './screen.ts'

/** The fanout calculator: settings on top, and below them all that follows, as far as there is room. */
export function fanoutScreen(fanout: FanoutState, layout: Layout, tools: Tools): ScreenView {
  const { width, body: height } = layout
  const { method } = fanout.picture
  const settings = height >= 16 ? settingLines(fanout, tools) : wrap(settingsInLine(fanout, tools), width)
  const verdict = verdictText(fanout).flatMap((sentence) => wrap(sentence, width))
  const top = [...settings, ...(height >= 16 ? [''] : []), ...verdict]
  const body = [...top]
  for (const part of [tableLines, curveLines, sampleLines]) {
    const more = part(fanout, { width, height: height - body.length - 1 }, tools)
    if (more.length > 0 && body.length + 1 + more.length <= height) body.push('', ...more)
  }
  return {
    title: 'Fanout calculator',
    aside: method === 'exact' ? 'exact' : 'exact while few know, then by mean and variance',
    body,
    spoken: [settingsInLine(fanout, tools), ...verdictText(fanout), sampleText(fanout)],
    info: sampleText(fanout),
  }
}

function settingLines({ settings, field }: FanoutState, { symbols, paint }: Tools): string[] {
  const values = fields.map((each) => valueText(settings, each))
  const room = Math.max(...values.map((value) => value.length))
  return fields.map((each, index) => {
    const line = `${each === field ? symbols.pointer : ' '} ${padEnd(labels[each], 34)} ${padStart(values[index] ?? '', room)}`
    return each === field ? paint('selected', line) : line
  })
}

function settingsInLine({ settings, field }: FanoutState, { symbols, spoken }: Tools): string {
  const parts = fields.map((each) => {
    const chosen = each === field ? (spoken ? 'now turning ' : symbols.pointer) : ''
    return `${chosen}${spoken ? labels[each] : short[each]} ${valueText(settings, each)}`
  })
  return parts.join(spoken ? '; ' : '  ')
}

function valueText(settings: FanoutState['settings'], field: Field): string {
  switch (field) {
    case 'loss':
      return `${figure(settings.loss * 100)} %`
    case 'model':
      return settings.model === 'forever' ? 'every round' : 'once'
    case 'nodes':
    case 'fanout':
    case 'rounds':
      return figure(settings[field])
  }
}

function verdictText({ settings, picture }: FanoutState): string[] {
  const { delivery, minFanout, target, independent } = picture
  const { reach, messages } = delivery
  const coverage = likely(1 - reach.missed / settings.nodes)
  const least =
    minFanout === null ? `No K is enough for ${target}.` : `Smallest K for ${target}: ${minFanout}.`
  return [
    `P(all) ${likely(reach.pAll)}   P(missed) ${rare(reach.pMiss)}   coverage ${coverage}   ${figure(Math.round(messages))} messages`,
    `${least}   Textbook (1-K/(N-1))^R, of one node: ${rare(independent)}`,
  ]
}

type Room = { width: number; height: number }

function curveLines({ picture, settings }: FanoutState, { width, height }: Room, tools: Tools): string[] {
  if (height < 5) return []
  return informedCurve(picture.delivery, settings.nodes, { width, ...tools, height: Math.min(8, height) })
}

function sampleLines(fanout: FanoutState, { width }: Room, { paint, symbols }: Tools): string[] {
  const { learnedIn } = fanout.picture.sample
  const signs = [...learnedIn].map((round) => (round < 0 ? symbols.nothing : round.toString(36)))
  const row = signs.join(' ')
  if (row.length > width) return wrap(sampleText(fanout), width)
  return [...wrap(`${sampleText(fanout)} ${rowBelow}`, width), paint('accent', row)]
}

/** A run tells what an average hides: how uneven one is. */
function sampleText({ picture: { sample }, settings, sampleSeed }: FanoutState): string {
  const { informed } = sample
  const last = informed.at(-1) ?? 1
  const course = informed.map((number) => figure(number)).join(', ')
  const all = last === settings.nodes ? 'everybody' : `${figure(last)} of ${figure(settings.nodes)}`
  return `Run ${sampleSeed} informed ${all}: ${course} after each round.`
}

function tableLines(
  { picture, settings }: FanoutState,
  { width }: Room,
  { paint, symbols }: Tools,
): string[] {
  const rows = picture.rows.map(({ fanout, delivery: { reach, messages } }) => [
    `${fanout === settings.fanout ? symbols.pointer : ' '} ${fanout}`,
    likely(reach.pAll),
    rare(reach.pMiss),
    figure(Math.round(messages)),
  ])
  const head = ['K', 'P(all)', 'P(missed)', 'messages']
  return tableText({ head, rows, align: head.map(() => 'right') }, width, paint).split('\n')
}

const rowBelow = 'The round in which each node learned:'

const labels: { [F in Field]: string } = {
  nodes: 'N, nodes',
  fanout: 'K, whom each tells in a round',
  rounds: 'R, rounds',
  loss: 'messages lost',
  model: 'whoever knows sends',
}
const short: { [F in Field]: string } = { nodes: 'N', fanout: 'K', rounds: 'R', loss: 'loss', model: 'sends' }
