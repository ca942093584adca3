import { beforeAll, describe, expect, it } from 'vitest'
import { knownMistakes } from '../../lib/grade/known-mistakes.ts'
import { allTasks, loadTrack } from '../../lib/track/load.ts'
import { packageRoot } from '../../lib/track/root.ts'
import { loadConcepts } from '../../lib/track/study/concepts.ts'
import { loadInterview, type Question } from '../../lib/track/study/interview.ts'
import { loadPrerequisites, type Prerequisite } from '../../lib/track/study/prerequisites.ts'
import { loadReading } from '../../lib/track/study/reading.ts'
import { conceptList, conceptText } from '../../lib/view/concept-text.ts'
import { mistakeOverview, mistakeText } from '../../lib/view/mistake-text.ts'
import { coloured, plain } from '../../lib/view/paint.ts'
import { prerequisiteText } from '../../lib/view/prerequisite-text.ts'
import { answerText, questionAsked, questionText } from '../../lib/view/question-text.ts'
import { readingText } from '../../lib/view/reading-text.ts'
import type { StudyPen } from '../../lib/view/study-parts.ts'
import { spokenSymbols, unicodeSymbols } from '../../lib/view/symbols.ts'
import { groundText, taskOrderText } from '../../lib/view/task-order-text.ts'
import { loadTaskText, type TaskText } from '../../lib/view/task-text.ts'
import { needlesslyWide } from './copied.ts'

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

describe('a prerequisite', () => {
  it('says where it begins to be needed, who has it, and what to read', () => {
    const clocks: Prerequisite = {
      ...{
        title: 'Clocks',
        from: ['4.3'],
        tasks: ['4.3', '4.4'],
        practice: ['0.1'],
        about: 'They `differ`.',
      },
      ...{ whoMaySkip: 'Whoever has **two**.', sources: [{ text: 'A paper', url: 'https://example.org/a' }] },
    }
    expect(prerequisiteText(clocks, penOf(60))).toEqual([
      ...['Clocks', 'Needed in 4.3 and all that builds on it · practised in 0.1', ''],
      ...['  They `differ`.', '', 'Who may skip this', '  Whoever has two.', ''],
      ...['What to read', '  • A paper', '    https://example.org/a'],
    ])
  })
})

describe('the order of the tasks', () => {
  const tasks = allTasks(track)
  const lineOf = (number: string) =>
    taskOrderText(tasks, penOf(80)).find((line) => line.trim().startsWith(number))

  it('is told by what each builds on, and what that builds on', () => {
    expect(lineOf('0.1')).toMatch(/echo +the warm-up; no task needs it$/)
    expect(lineOf('1.1')).toMatch(/basic-broadcast +nothing: begin here$/)
    expect(lineOf('1.5')).toMatch(/partition-healing +1\.1, 1\.3$/)
    expect(lineOf('2.5')).toMatch(/tuning +1\.4, 2\.3; and so 1\.1, 1\.3, 2\.1$/)
  })

  it('has a line for every task', () => {
    const numbers = taskOrderText(tasks, penOf(120)).flatMap((line) => /^ {2}(\d\.\d) /.exec(line)?.[1] ?? [])
    expect(numbers).toEqual(tasks.map(({ number }) => number))
  })

  it('is told of one task by the names of those before it', () => {
    const task = tasks.find(({ number }) => number === '2.2')
    expect(task && groundText(task, tasks, penOf(80))).toEqual([
      'What 2.2 Calculate Minimum Fanout for Reliable Delivery builds on',
      '',
      '  1.1 Implement Basic Broadcast to All Nodes',
      '  1.3 Implement Peer-to-Peer Gossip with Random Neighbors',
      '  2.1 Implement Gossip Fanout with Random Peer Selection',
    ])
    const [warmUp] = tasks
    expect(warmUp && groundText(warmUp, tasks, penOf(80))).toEqual([
      '0.1 Echo What You Are Sent builds on no other task.',
    ])
  })
})

describe.each([60, 80, 120])('all study texts at %i columns', (width) => {
  const markdown = /\*\*|^#|[\uE000\uE001]|&lt;|\*#COLON/m

  it('fit, questions', () => {
    const lines = loadInterview(root, track).flatMap((one) => questionText(one, penOf(width)))
    expect(needlesslyWide(lines, width)).toEqual([])
    expect(lines.join('\n')).not.toMatch(markdown)
  })

  it('fit, mistakes', async () => {
    const known = await knownMistakes(root, allTasks(track), [])
    const pen = penOf(width)
    const lines = [...mistakeOverview(known, pen), ...known.flatMap((one) => mistakeText(one, pen))]
    expect(needlesslyWide(lines, width)).toEqual([])
  })

  it('fit, concepts', () => {
    const concepts = loadConcepts(root, track)
    const pen = { ...penOf(width), paint: coloured }
    const lines = [...conceptList(concepts, pen), ...concepts.flatMap((one) => conceptText(one, pen))]
    expect(
      needlesslyWide(
        lines.filter((line) => !line.includes('https:')),
        width,
      ),
    ).toEqual([])
  })

  it('fit, prerequisites', () => {
    const pen = penOf(width)
    const tasks = allTasks(track)
    const lines = [
      ...loadPrerequisites(root, track).flatMap((one) => prerequisiteText(one, pen)),
      ...taskOrderText(tasks, pen),
      ...tasks.flatMap((task) => groundText(task, tasks, pen)),
    ]
    expect(needlesslyWide(lines, width)).toEqual([])
    expect(lines.join('\n')).not.toMatch(markdown)
  })

  it('fit, reading', () => {
    const lines = loadReading(root, track).flatMap((one) => readingText(one, penOf(width)))
    expect(needlesslyWide(lines, width)).toEqual([])
    expect(lines.join('\n')).not.toMatch(markdown)
  })
})
