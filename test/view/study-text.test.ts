import stringWidth from 'string-width'
import { beforeAll, describe, expect, it } from 'vitest'
import { knownMistakes } from '../../lib/grade/known-mistakes.ts'
import { loadTrack } from '../../lib/track/load.ts'
import { packageRoot } from '../../lib/track/root.ts'
import { loadConcepts } from '../../lib/track/study/concepts.ts'
import { loadInterview, type Question } from '../../lib/track/study/interview.ts'
import { loadReading } from '../../lib/track/study/reading.ts'
import { conceptList, conceptText } from '../../lib/view/concept-text.ts'
import { mistakeList, mistakeText } from '../../lib/view/mistake-text.ts'
import { coloured, plain } from '../../lib/view/paint.ts'
import { answerText, questionAsked, questionText } from '../../lib/view/question-text.ts'
import { readingText } from '../../lib/view/reading-text.ts'
import type { StudyPen } from '../../lib/view/study-parts.ts'
import { spokenSymbols, unicodeSymbols } from '../../lib/view/symbols.ts'
import { loadTaskText, type TaskText } from '../../lib/view/task-text.ts'

const root = packageRoot()
const track = loadTrack(root)
let render: TaskText

beforeAll(async () => {
  render = await loadTaskText()
})

const penOf = (width: number): StudyPen => ({ width, paint: plain, symbols: unicodeSymbols, render })

const question: Question = {
  ...{ question: 'Why gossip?', tasks: ['1.3', '2.1'], concepts: ['fanout', 'digest'] },
  ...{ answer: 'Because `n1` may be **down**.', weakAnswerMisses: 'The rest.', followUp: 'And then?' },
  sources: [{ text: 'A paper', url: 'https://example.org/a-rather-long/address-that/stays-whole' }],
}

describe('a question', () => {
  it('comes with its answer below it, set in, and with its sources', () => {
    expect(questionText(question, penOf(60))).toEqual([
      ...['Why gossip?', 'Tasks 1.3, 2.1 · fanout, digest', ''],
      ...['Model answer', '  Because `n1` may be down.', ''],
      ...['What a weak answer misses', '  The rest.', '', 'Follow-up', '  And then?', ''],
      ...['Sources', '  • A paper', '    https://example.org/a-rather-long/address-that/stays-whole'],
    ])
  })

  it('can be asked without giving the answer away', () => {
    expect(questionAsked(question, penOf(60)).join('\n')).not.toContain('Because')
    expect(answerText(question, penOf(60)).join('\n')).toContain('Because')
  })

  it('keeps an address whole where it does not fit, so that it can be opened', () => {
    expect(questionText(question, penOf(30)).at(-1)?.trim()).toBe(question.sources[0]?.url)
  })

  it('reads its sources without signs to a screen reader', () => {
    const pen = { ...penOf(60), symbols: { ...spokenSymbols, bullet: '' } }
    expect(questionText(question, pen)).toContain('  A paper')
  })
})

describe.each([60, 80, 120])('all study texts at %i columns', (width) => {
  /** An address alone on its line may be longer: a terminal wraps it by itself. */
  function tooWide(lines: string[]): string[] {
    const isAddress = (line: string) => /^\s*https?:\S+$/.test(line)
    return lines.filter((line) => !isAddress(line) && stringWidth(line) > width)
  }
  const markdown = /\*\*|^#|\uE000|&lt;|\*#COLON/m

  it('fit, questions', () => {
    const lines = loadInterview(root, track).flatMap((one) => questionText(one, penOf(width)))
    expect(tooWide(lines)).toEqual([])
    expect(lines.join('\n')).not.toMatch(markdown)
  })

  it('fit, mistakes', async () => {
    const known = await knownMistakes(root, track.tasks, [])
    const pen = penOf(width)
    const lines = [...mistakeList(known, pen), ...known.flatMap((one) => mistakeText(one, pen))]
    expect(tooWide(lines)).toEqual([])
  })

  it('fit, concepts', () => {
    const concepts = loadConcepts(root, track)
    const pen = { ...penOf(width), paint: coloured }
    const lines = [...conceptList(concepts, pen), ...concepts.flatMap((one) => conceptText(one, pen))]
    expect(tooWide(lines.filter((line) => !line.includes('https:')))).toEqual([])
  })

  it('fit, reading', () => {
    const lines = loadReading(root, track).flatMap((one) => readingText(one, penOf(width)))
    expect(tooWide(lines)).toEqual([])
    expect(lines.join('\n')).not.toMatch(markdown)
  })
})
