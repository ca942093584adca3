import { describe, expect, it } from 'vitest'
import { loadTrack } from '../../../lib/track/load.ts'
import { loadConcepts } from '../../../lib/track/study/concepts.ts'
import { findConcept } from '../../../lib/track/study/find-concept.ts'
import { loadInterview } from '../../../lib/track/study/interview.ts'
import { loadKeyMistakes } from '../../../lib/track/study/key-mistakes.ts'
import { loadPrerequisites } from '../../../lib/track/study/prerequisites.ts'
import { loadReading } from '../../../lib/track/study/reading.ts'
import { exercises, temporaryFolder } from '../exercises.ts'

const link = '[Paper](https://example.org/a)'
const question = [
  ...['## Why?', 'tasks: 1.1, 2.1', 'concepts: rumor, tree', '', '### Model answer', 'So.'],
  ...['### What a weak answer misses', 'That.', '### Follow-up', 'And?', '### Sources', `- ${link}`],
].join('\n')
const concept = `## G-Set\ntasks: 1.1\n\nA set that grows.\n\nSource: ${link}\n`
const work =
  '## Paper\nby: Ada\nyear: 1987\nurl: https://example.org\ntasks: 1.1\n\nOld.\n\n### What to look for\nX.\n'

/** A small track with one of the study texts. */
function given(files: { [path: string]: string }) {
  const root = temporaryFolder({ ...exercises, ...files })
  return { root, track: loadTrack(root) }
}

function loaded<Kind>(
  load: (root: string, track: ReturnType<typeof loadTrack>) => Kind,
  name: string,
  text: string,
  more: { [path: string]: string } = {},
): Kind {
  const { root, track } = given({ [`exercises/study/${name}`]: text, ...more })
  return load(root, track)
}

describe('interview questions', () => {
  it('are read with all their parts', () => {
    expect(loaded(loadInterview, 'interview.md', question)).toEqual([
      {
        ...{ question: 'Why?', tasks: ['1.1', '2.1'], concepts: ['rumor', 'tree'], answer: 'So.' },
        ...{ weakAnswerMisses: 'That.', followUp: 'And?' },
        sources: [{ text: 'Paper', url: 'https://example.org/a' }],
      },
    ])
  })

  it.each([
    ['a task that is not there', question.replace('2.1', '7.7'), /interview\.md:2: there is no task "7\.7"/],
    ['a source that is no link', question.replace(link, 'Paper'), /interview\.md:11: item 1 .* is not "- \[/],
    [
      'a link that leads nowhere',
      question.replace('https:', 'htps:'),
      /interview\.md:11: "htps:.* is no web/,
    ],
  ])('are refused for %s', (_, text, message) => {
    expect(() => loaded(loadInterview, 'interview.md', text)).toThrow(message)
  })
})

describe('concepts', () => {
  const concepts = `${concept}\n## Spanning tree\ntasks: 2.1\n\nAll nodes.\n\nSource: ${link}\n`

  it('are read with their sources apart from their text', () => {
    const [first] = loaded(loadConcepts, 'concepts.md', concepts)
    expect(first).toMatchObject({ term: 'G-Set', tasks: ['1.1'], text: 'A set that grows.' })
    expect(first?.sources).toEqual([{ text: 'Paper', url: 'https://example.org/a' }])
  })

  it.each(['G-Set', 'gset', ' g set', 'g-sets', 'grow-only set'])('are found as %s', (name) => {
    const named = concepts.replace('tasks: 1.1', 'tasks: 1.1\nalso: grow-only set, GOS')
    const found = findConcept(loaded(loadConcepts, 'concepts.md', named), name)
    expect(found).toMatchObject({ kind: 'found', concept: { term: 'G-Set', also: ['grow-only set', 'GOS'] } })
  })

  it('are all found that have the words in their names', () => {
    const trees = concepts.replace('## G-Set', '## Tree overlay')
    const found = findConcept(loaded(loadConcepts, 'concepts.md', trees), 'trees')
    expect(found).toMatchObject({
      kind: 'several',
      concepts: [{ term: 'Tree overlay' }, { term: 'Spanning tree' }],
    })
  })

  it.each([
    ['gste', ['G-Set'], []],
    ['tree', ['Spanning tree'], []],
    ['nodes', [], ['Spanning tree']],
    ['all nodes', [], ['Spanning tree']],
    ['quorum', [], []],
    ['-', [], []],
  ])('suggest what may be meant by %s, or what speaks of it', (name, suggestions, mentions) => {
    const found = findConcept(loaded(loadConcepts, 'concepts.md', concepts), name)
    expect(found).toEqual({ kind: 'unknown', suggestions, mentions })
  })

  it.each([
    ['no source', concept.replace(/Source.*/, ''), /concepts\.md:1: "G-Set" has no line "Source:/],
    ['no text', concept.replace('A set that grows.', ''), /concepts\.md:1: "G-Set" says nothing/],
    [
      'a term spelt twice',
      `${concept}\n${concept.replace('G-Set', 'GSet')}`,
      /concepts\.md:8: "GSet" is another/,
    ],
    [
      'another word for a term that is there',
      concepts.replace('tasks: 2.1', 'tasks: 2.1\nalso: g sets'),
      /concepts\.md:8: "g sets" is another/,
    ],
  ])('are refused for %s', (_, text, message) => {
    expect(() => loaded(loadConcepts, 'concepts.md', text)).toThrow(message)
  })
})

describe('a text that is not there', () => {
  it('is missed by the name of its file', () => {
    const { root, track } = given({})
    expect(() => loadReading(root, track)).toThrow(/study.reading\.md/)
  })
})

describe('reading', () => {
  it('is read with what to look for', () => {
    expect(loaded(loadReading, 'reading.md', work)).toEqual([
      {
        ...{ title: 'Paper', by: 'Ada', year: 1987, url: 'https://example.org', tasks: ['1.1'] },
        ...{ about: 'Old.', lookFor: 'X.' },
      },
    ])
  })

  it.each([
    ['a year that is none', work.replace('1987', 'long ago'), /reading\.md:3: "long ago" is no year/],
    [
      'an address that is none',
      work.replace('https://example.org', 'a shelf'),
      /reading\.md:4: "a shelf" is no web/,
    ],
  ])('is refused for %s', (_, text, message) => {
    expect(() => loaded(loadReading, 'reading.md', text)).toThrow(message)
  })
})

describe('prerequisites', () => {
  const text = [
    ...['## Talking', 'from: 1.2', 'practice: 1.1', '', 'Words.', '', '### Who may skip this', 'Talkers.'],
    ...['### What to read', `- ${link}`],
  ].join('\n')

  it('are read with all tasks that need them: those that begin to, and what builds on these', () => {
    expect(loaded(loadPrerequisites, 'prerequisites.md', text)).toEqual([
      {
        ...{ title: 'Talking', from: ['1.2'], tasks: ['1.2', '2.1'], practice: ['1.1'], about: 'Words.' },
        ...{ whoMaySkip: 'Talkers.', sources: [{ text: 'Paper', url: 'https://example.org/a' }] },
      },
    ])
  })

  it('need no task to practise on', () => {
    const [first] = loaded(loadPrerequisites, 'prerequisites.md', text.replace('practice: 1.1\n', ''))
    expect(first?.practice).toEqual([])
  })

  it.each([
    ['no text', text.replace('Words.', ''), /prerequisites\.md:1: "Talking" does not say what is needed/],
    ['a task that is not there', text.replace('1.2', '7.7'), /prerequisites\.md:2: there is no task "7\.7"/],
    ['no source', text.replace(`- ${link}`, ''), /prerequisites\.md:\d+: "What to read" says nothing/],
  ])('are refused for %s', (_, wrong, message) => {
    expect(() => loaded(loadPrerequisites, 'prerequisites.md', wrong)).toThrow(message)
  })
})

describe('the mistakes that matter most', () => {
  const text = '## gossips-alone\ntasks: 1.1\n\nIt costs.\n'
  const program = { 'solutions/1-rumours/1-first-word/mistakes/gossips-alone.ts': '' }

  it('say why, for a program that is there', () => {
    expect(loaded(loadKeyMistakes, 'mistakes.md', text, program)).toEqual([
      { slug: 'gossips-alone', tasks: ['1.1'], why: 'It costs.' },
    ])
  })

  it('are refused without their program', () => {
    expect(() => loaded(loadKeyMistakes, 'mistakes.md', text)).toThrow(
      /mistakes\.md:1: task 1\.1 has no program/,
    )
  })

  it('are refused without a reason', () => {
    const bare = text.replace('It costs.', '')
    expect(() => loaded(loadKeyMistakes, 'mistakes.md', bare, program)).toThrow(
      /mistakes\.md:1: .* why it matters/,
    )
  })
})
