import { describe, expect, it } from 'vitest'
import { frameOf } from '../../lib/tui/frame.ts'
import { layoutOf } from '../../lib/tui/layout.ts'
import { createMemory } from '../../lib/tui/memory.ts'
import type { Tools } from '../../lib/tui/screen.ts'
import { studyDocument, studyScreen } from '../../lib/tui/screen-study.ts'
import { createSession } from '../../lib/tui/session.ts'
import { openStudy, reduceStudy, type StudyAction, type StudyState, shownOn } from '../../lib/tui/study.ts'
import { reduceStudyList, type StudyListAction } from '../../lib/tui/study-list.ts'
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

type Action = StudyAction | StudyListAction

function studied(...actions: (Action | undefined)[]): StudyState {
  return actions.reduce<StudyState>(
    (state, action) => {
      if (action === undefined) return state
      switch (action.kind) {
        case 'study-list':
        case 'study-find':
        case 'study-erase':
        case 'study-choose':
        case 'study-select':
          return reduceStudyList(state, action)
        default:
          return reduceStudy(state, action)
      }
    },
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
    const list: Action = { kind: 'study-list', open: true }
    for (const state of [studied(reveal), studied(shelf), studied(shelf, list), studied(before)]) {
      expect(studyScreen(state, layout, tools).body.length).toBeLessThanOrEqual(layout.body)
      const lines = [
        ...studyDocument(state, layout, tools),
        ...studyScreen(state, layout, tools).body.slice(1),
      ]
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(columns)
    }
  })
})

describe('the list of a shelf', () => {
  const list: Action = { kind: 'study-list', open: true }
  const find = (text: string): Action => ({ kind: 'study-find', text })
  const down: Action = { kind: 'study-select', by: 1 }
  const choose: Action = { kind: 'study-choose' }

  it('begins at the text that was shown, and opens the one that is chosen', () => {
    expect(shown(studied(next, list)).text).toMatch(/\n Why flood\?\n▸Why gossip\?\n Why both\?$/)
    expect(shown(studied(next, list, down, choose))).toMatchObject({ aside: '3 of 3' })
    expect(shown(studied(next, list, down, choose)).text).toContain('Why both?')
  })

  it('leaves over what has all words that are typed, in its name or in what it is about', () => {
    const found = shown(studied(list, find('bo'), find('th wh')))
    expect(found.aside).toBe('1 of 3')
    expect(found.text).toMatch(/\/ both wh.*\n▸Why both\?$/)
    expect(shown(studied(list, find('FLOODING'))).aside).toBe('3 of 3')
    expect(studied(list, find('both'), choose)).toMatchObject({ at: { interview: 2 }, list: undefined })
  })

  it('shows more again when a letter is taken away, and says when there is nothing', () => {
    expect(shown(studied(list, find('bothx'))).text).toContain('Nothing here has these words in its name.')
    expect(studied(list, find('bothx'), choose).list?.query).toBe('bothx')
    expect(shown(studied(list, find('bothx'), { kind: 'study-erase' })).aside).toBe('1 of 3')
  })

  it('is as long as there is room for, around the cursor, and says which part it is', () => {
    const last: Action = { kind: 'study-select', by: Number.POSITIVE_INFINITY }
    const layout = { width: 40, height: 6, ruled: false, body: 4 }
    const view = studyScreen(studied(list, last), layout, tools)
    expect(view.body.slice(2)).toEqual([' Why gossip?', '▸Why both?'])
    expect(view.info).toContain('lines 2 to 3 of 3')
  })

  it('stops at its ends', () => {
    const last: Action = { kind: 'study-select', by: Number.POSITIVE_INFINITY }
    const first: Action = { kind: 'study-select', by: Number.NEGATIVE_INFINITY }
    expect(studied(list, last, down).list?.cursor).toBe(2)
    expect(studied(list, last, first).list?.cursor).toBe(0)
  })

  it('goes from shelf to shelf with what is looked for', () => {
    expect(shown(studied(list, find('dedup'), shelf)).text).toContain(
      '▸1.1 no-dedup: Every receipt is passed on',
    )
    expect(shown(studied(list, find('gossip'), shelf)).aside).toBe('0 of 1')
  })

  it('keeps to the task that the texts are kept to', () => {
    expect(shown(studied(ofTask, list))).toMatchObject({ aside: 'task 1.1 · 1 in all' })
  })

  it('is read out by the text at its cursor', () => {
    const spoken = { ...tools, spoken: true }
    const view = studyScreen(studied(list, find('why'), down), layoutOf({ columns: 80, rows: 24 }), spoken)
    expect(view.spoken).toEqual(['Looking for why', 'Why gossip?; 2 of 3'])
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

  it('/ lists the shelf, letters narrow it, enter opens the one at the cursor, esc leads back to the text', async () => {
    const { session, press } = begin()
    press('s')
    await settled()
    press('/', '/', ...'why', 'backspace', 'space', 'down', 'end', 'up')
    expect(session.state.study?.list).toEqual({ query: 'wh ', cursor: 1 })
    press('enter')
    expect(session.state.study).toMatchObject({ at: { interview: 1 }, list: undefined })
    press('/', ...'quit', 'enter')
    expect(session.state.notice).toBe('There is nothing to open; esc goes back.')
    press('esc')
    expect(session.state).toMatchObject({ screen: 'study', study: { at: { interview: 1 }, list: undefined } })
  })

  it('says beside t which task it would keep to, and then how to see all', async () => {
    const { session, press } = begin()
    const keys = () => frameOf(session.state, tools).at(-1)
    press('s')
    await settled()
    expect(keys()).toContain('t only task 1.1')
    press('t')
    expect(keys()).toContain('t all tasks')
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
