import { describe, expect, it } from 'vitest'
import { confusionOf, type Naming } from '../../lib/grade/confusion.ts'
import { confusionLines } from '../../lib/view/confusion-text.ts'

const slugs = ['no-dedup', 'one-shot']
const told: Naming[] = [
  { program: 'no-dedup', expected: 'no-dedup', named: ['no-dedup', 'one-shot'] },
  { program: 'one-shot', expected: 'one-shot', named: ['one-shot'] },
  { program: 'solution.ts', expected: null, named: [] },
]
const changed = (program: string, named: string[]) =>
  told.map((row) => (row.program === program ? { ...row, named } : row))

describe('the mistakes of a task are told apart', () => {
  it('when each is named itself first, whatever else, and right programs nothing', () => {
    expect(confusionOf('1.1', slugs, told).clear).toBe(true)
  })

  it.each([
    ['is named after another', 'no-dedup', ['one-shot', 'no-dedup']],
    ['is named nothing', 'one-shot', []],
    ['is right and is named', 'solution.ts', ['one-shot']],
  ])('but not when one %s', (_, program, named) => {
    const { clear, rows } = confusionOf('1.1', slugs, changed(program, named))
    expect(clear).toBe(false)
    expect(rows.filter(({ right }) => !right).map((row) => row.program)).toEqual([program])
  })

  it('and not when no program shows one of them', () => {
    expect(confusionOf('1.1', [...slugs, 'never-shown'], told).clear).toBe(false)
  })
})

it('the matrix as text has a row a program, a column a mistake, and in it the place of the name', () => {
  expect(confusionLines(confusionOf('1.1', slugs, changed('solution.ts', ['one-shot'])))).toEqual([
    '1.1 named as    1  2',
    ' 1 no-dedup     1  2',
    ' 2 one-shot     .  1',
    '   solution.ts  .  1  wrong',
  ])
})
