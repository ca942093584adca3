import { describe, expect, it } from 'vitest'
import type { Compared } from '../../lib/compare/comparison.ts'
import { comparisonText } from '../../lib/view/comparison-text.ts'
import { plain } from '../../lib/view/paint.ts'

const messages = { id: 'messages', head: 'messages/value', unit: 'count', best: 'fewest messages' } as const
const equal = { id: 'equal', head: 'equal again', unit: 'ms', best: 'soonest equal again' } as const

const compared: Compared = {
  slug: 'cards',
  title: 'Postcards and letters',
  question: 'Which of them gets there sooner, and what does it cost to send one to everybody you know?',
  seed: 4,
  contenders: [
    { name: 'card', program: 'card.ts', what: 'no envelope' },
    {
      name: 'letter',
      program: 'letter.ts',
      what: 'an envelope, a stamp, and a good deal of patience besides',
    },
    { name: 'pigeon', program: 'pigeon.ts', what: 'grain' },
  ],
  trials: [
    {
      name: 'calm',
      title: 'A fine day.',
      figures: [messages, equal],
      rows: [
        [24, 50],
        [1234.5, 50],
        [30.88, 1510.4],
      ],
    },
    { name: 'storm', title: 'A storm.', figures: [equal], rows: [[null], [null], [null]] },
    { name: 'still', title: 'No wind.', figures: [equal], rows: [[0], [0], [0]] },
  ],
}

const text = (width: number) => comparisonText(compared, { width, paint: plain })

describe('a comparison as text', () => {
  it('tells who is compared, and a table for each trial', () => {
    const lines = text(80)
    expect(lines.slice(0, 7)).toEqual([
      'Postcards and letters',
      'Which of them gets there sooner, and what does it cost to send one to everybody',
      'you know?',
      '',
      '  card    no envelope',
      '  letter  an envelope, a stamp, and a good deal of patience besides',
      '  pigeon  grain',
    ])
    const calm = lines.indexOf('A fine day.')
    expect(lines.slice(calm, calm + 5)).toEqual([
      'A fine day.',
      '          messages/value  equal again',
      '  card                24        50 ms',
      '  letter           1,235        50 ms',
      '  pigeon            30.9       1.51 s',
    ])
  })

  it('names who did best, all of them where several did', () => {
    expect(text(80)).toContain('  Fewest messages: card. Soonest equal again: card and letter.')
  })

  it('says never where it never came to that, and names nobody where all are alike', () => {
    const lines = text(80)
    expect(lines.filter((line) => / {2}never$/.test(line))).toHaveLength(3)
    expect(lines.slice(lines.indexOf('A storm.')).filter((line) => line.includes('Soonest'))).toEqual([])
  })

  it('says that it was measured, with which seed, and how to have another', () => {
    expect(text(120).slice(-2)).toEqual([
      'Measured just now, all on the same requests and faults (seed 4).',
      'Other dice: npx workbench compare cards --seed 5',
    ])
  })

  it.each([60, 80, 120])('fits %i columns', (width) => {
    expect(Math.max(...text(width).map(({ length }) => length))).toBeLessThanOrEqual(width)
  })
})
