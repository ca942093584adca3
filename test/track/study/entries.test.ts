import { describe, expect, it } from 'vitest'
import { parseEntries } from '../../../lib/track/study/entries.ts'

const form = { fields: ['tasks', 'by'], sections: ['Answer', 'More'] }
const whole = ['tasks: 1.1', 'by: Ada', '', '### Answer', 'Yes.', '### More', 'No.'].join('\n')
const parse = (text: string) => parseEntries(text, 'a.md', form)

describe('a study text', () => {
  it('is split into entries with fields, text and sections, each known by its line', () => {
    const [first, second] = parse(
      `# Title\n\nFor the reader.\n\n## One\n${whole}\n\n## Two\ntasks: 2.1\nby: Bob\n\nText: here.\n\n### More\nM.\n### Answer\nA.\n`,
    )
    expect(first).toMatchObject({ title: 'One', line: 5, text: { text: '' } })
    expect(first?.fields.get('tasks')).toEqual({ text: '1.1', line: 6 })
    expect(first?.sections.get('Answer')).toEqual({ text: 'Yes.', line: 9 })
    expect(second?.text.text).toBe('Text: here.')
    expect(second?.sections.get('More')?.text).toBe('M.')
  })

  it('takes nothing inside a block of code for a heading', () => {
    const code = '```\n## not a heading\n### nor this\n```'
    const [entry] = parse(`## One\n${whole.replace('Yes.', code)}`)
    expect(entry?.sections.get('Answer')?.text).toBe(code)
  })

  it('may have a field that need not be there', () => {
    const loose = { ...form, optional: ['year'] }
    const [one, two] = parseEntries(`## One\nyear: 1987\n${whole}\n## Two\n${whole}`, 'a.md', loose)
    expect(one?.fields.get('year')).toEqual({ text: '1987', line: 2 })
    expect(two?.fields.has('year')).toBe(false)
  })

  it('may have Windows line ends', () => {
    const [entry] = parse(`## One\n${whole}`.replaceAll('\n', '\r\n'))
    expect(entry?.sections.get('More')?.text).toBe('No.')
  })
})

describe('a study text that is not as it should be is refused by its line', () => {
  it.each([
    ['without an entry', '# Title\n\nText.\n', /^a\.md has no entry/],
    ['with an entry twice', `## One\n${whole}\n## One\n${whole}`, /^a\.md:9: "One" is there twice/],
    ['with an unknown field', `## One\ntask: 1.1\n${whole}`, /^a\.md:2: an entry has no field "task"/],
    ['with a field twice', `## One\ntasks: 1.2\n${whole}`, /^a\.md:3: "tasks" is there twice/],
    ['with an empty field', '## One\ntasks:\n', /^a\.md:2: "tasks" says nothing/],
    ['without a field', `## One\n${whole.replace('by: Ada\n', '')}`, /^a\.md:1: "One" lacks "by"/],
    [
      'with an unknown section',
      `## One\n${whole}\n### Extra\nX`,
      /^a\.md:9: an entry has no section "Extra"/,
    ],
    ['with a section twice', `## One\n${whole}\n### More\nX`, /^a\.md:9: "More" is there twice/],
    ['without a section', `## One\n${whole.replace('### More\nNo.', '')}`, /^a\.md:1: "One" lacks "More"/],
    ['with an empty section', `## One\n${whole.replace('Yes.', '')}`, /^a\.md:5: "Answer" says nothing/],
    ['with a heading of another depth', `## One\n${whole}\n#### Deep`, /^a\.md:9: there is no place for/],
    ['with a second title', `## One\n${whole}\n# Again`, /^a\.md:9: there is no place for/],
  ])('%s', (_, text, message) => {
    expect(() => parse(text)).toThrow(message)
  })
})
