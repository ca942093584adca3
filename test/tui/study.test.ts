import { describe, expect, it } from 'vitest'
import { layoutOf } from '../../lib/tui/layout.ts'
import { createMemory } from '../../lib/tui/memory.ts'
import type { Tools } from '../../lib/tui/screen.ts'
import { studyDocument, studyScreen } from '../../lib/tui/screen-study.ts'
import { createSession } from '../../lib/tui/session.ts'
import { openStudy, reduceStudy, type StudyAction, type StudyState, shownOn } from '../../lib/tui/study.ts'
import { plain } from '../../lib/view/paint.ts'
import { unicodeSymbols } from '../../lib/view/symbols.ts'
import { loadTaskText } from '../../lib/view/task-text.ts'
import { fakeServices } from './fakes.ts'
import { studyTexts } from './study-texts.ts'

const taskText = await loadTaskText()
const tools: Tools = {
  ...{ paint: plain, symbols: unicodeSymbols, taskText, base: '/', spoken: false },
  remember: createMemory(),
}
const [next, before]: StudyAction[] = [
  { kind: 'study-turn', by: 1 },
  { kind: 'study-turn', by: -1 },
]
const shelf: StudyAction = { kind: 'study-shelf' }
const reveal: StudyAction = { kind: 'study-reveal' }
const ofTask: StudyAction = { kind: 'study-task', task: '1.1' }

function studied(...actions: (StudyAction | undefined)[]): StudyState {
  return actions.reduce<StudyState>(
    (state, action) => (action === undefined ? state : reduceStudy(state, action)),
    openStudy(studyTexts, 7),
  )
}

function shown(study: StudyState, columns = 80, rows = 24) {
  const { title, aside, body } = studyScreen(study, layoutOf({ columns, rows }), tools)
  return { title, aside, text: body.join('\n') }
}

describe('the study screen', () => {
  it('asks a question first, and answers it when asked to', () => {
    expect(shown(studied())).toMatchObject({ title: 'Study: Interview', aside: '1 of 3' })
    expect(shown(studied()).text).toContain('Why flood?')
    expect(shown(studied()).text).not.toContain('Answer.')
    expect(shown(studied(reveal)).text).toContain('Answer.')
    expect(shown(studied(reveal, reveal)).text).not.toContain('Answer.')
  })

  it('goes along a shelf and around its ends, each question without its answer', () => {
    expect(shown(studied(reveal, next)).text).toContain('Why gossip?')
    expect(shown(studied(reveal, next)).text).not.toContain('Answer.')
    expect(shown(studied(next, next, next)).text).toContain('Why flood?')
    expect(shown(studied(before)).aside).toBe('3 of 3')
  })

  it('goes from shelf to shelf and keeps its place on each', () => {
    expect(shown(studied(next, shelf)).text).toContain('no-dedup')
    expect(shown(studied(next, shelf, shelf)).text).toContain('To all.')
    expect(shown(studied(next, shelf, shelf, shelf)).text).toContain('The tables.')
    expect(shown(studied(next, shelf, shelf, shelf, shelf)).text).toContain('They disagree.')
    expect(shown(studied(next, shelf, shelf, shelf, shelf, shelf)).text).toContain('Why gossip?')
  })

  it('keeps to a task until it is told otherwise, and says so when nothing belongs to it', () => {
    expect(shown(studied(next, ofTask)).aside).toBe('task 1.1 · 1 of 1')
    expect(shown(studied(ofTask, shelf, shelf, shelf))).toMatchObject({ aside: 'task 1.1 · 0 of 0' })
    expect(shown(studied(ofTask, shelf, shelf, shelf)).text).toContain(
      'There is nothing under Reading for this task.',
    )
    expect(shown(studied(ofTask, ofTask)).aside).toBe('1 of 3')
  })

  it('has how the tasks build on each other behind the prerequisites, for every task', () => {
    const prerequisites = [shelf, shelf, shelf, shelf]
    expect(shown(studied(...prerequisites))).toMatchObject({ title: 'Study: Prerequisites', aside: '1 of 2' })
    expect(shown(studied(...prerequisites, next)).text).toContain('How the tasks build on each other')
    const { aside, text } = shown(studied(ofTask, ...prerequisites))
    expect(aside).toBe('task 1.1 · 1 of 1')
    expect(text).toContain('1.1 basic-broadcast')
  })

  it('stays where it is on a shelf that has nothing', () => {
    const empty = studied(ofTask, shelf, shelf, shelf, next, { kind: 'study-draw' })
    expect(empty.at.reading).toBe(0)
  })

  it('draws any text of the shelf, the same ones for the same seed', () => {
    const drawn = Array.from({ length: 12 }, (_, index) =>
      studied(...Array.from({ length: index + 1 }, (): StudyAction => ({ kind: 'study-draw' }))),
    ).map(({ at }) => at.interview)
    expect(new Set(drawn)).toEqual(new Set([0, 1, 2]))
    expect(studied({ kind: 'study-draw' }).at.interview).toBe(drawn[0])
    expect(shownOn(studied(), 'interview')).toHaveLength(3)
  })

  it.each([
    [40, 12],
    [80, 24],
    [120, 40],
  ])('fits %d × %d, addresses too', (columns, rows) => {
    const layout = layoutOf({ columns, rows })
    for (const state of [studied(reveal), studied(shelf), studied(shelf, shelf), studied(before)]) {
      expect(studyScreen(state, layout, tools).body.length).toBeLessThanOrEqual(layout.body)
      const lines = studyDocument(state, layout, tools)
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(columns)
    }
  })
})

describe('in a session', () => {
  const settled = () => new Promise((resolve) => setImmediate(resolve))

  function begin(services = fakeServices()) {
    const session = createSession(services, {
      ...{ size: { columns: 80, rows: 12 }, tools },
      onChange: () => {},
      onLeave: () => {},
    })
    const press = (...keys: string[]) => {
      for (const key of keys) session.press(key)
    }
    return { session, press }
  }

  it('s opens it from the list of tasks, t keeps to the task of the list, esc leads back', async () => {
    const { session, press } = begin()
    press('s')
    await settled()
    expect(session.state).toMatchObject({ screen: 'study', notice: '' })
    press('t', 'space', 'down')
    expect(session.state.study).toMatchObject({ task: '1.1', revealed: true, scroll: 1 })
    press('esc')
    expect(session.state.screen).toBe('track')
    press('s')
    expect(session.state).toMatchObject({ screen: 'study', study: { task: '1.1', revealed: true } })
  })

  it('does not open it over a screen that was gone to meanwhile', async () => {
    const { session, press } = begin()
    press('s', 'enter')
    await settled()
    expect(session.state.screen).toBe('task')
  })

  it('says what went wrong when there is nothing to read', async () => {
    const studyTexts = () => Promise.reject(new Error('interview.md:3 is wrong'))
    const { session, press } = begin(fakeServices({ studyTexts }))
    press('s')
    await settled()
    expect(session.state).toMatchObject({ screen: 'track' })
    expect(session.state.notice).toContain('interview.md:3 is wrong')
  })

  it('says why there is no answer to show on another shelf', async () => {
    const { session, press } = begin()
    press('s')
    await settled()
    press('tab', 'space')
    expect(session.state.notice).toBe('Only questions hide their answers.')
  })
})
