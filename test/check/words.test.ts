import { describe, expect, it } from 'vitest'
import { aType, count, names, number, show, time } from '../../lib/check/words.ts'

it.each([
  [0, '0 ms'],
  [318, '318 ms'],
  [12.345, '12.3 ms'],
  [999.96, '1 s'],
  [1000, '1 s'],
  [1250, '1.25 s'],
  [61_004, '61 s'],
])('%d milliseconds read as %s', (ms, text) => {
  expect(time(ms)).toBe(text)
})

it.each([
  [0, '0'],
  [999, '999'],
  [1000, '1,000'],
  [1_234_567, '1,234,567'],
  [1234.567, '1,234.57'],
  [0.1234, '0.12'],
])('%d reads as %s', (amount, text) => {
  expect(number(amount)).toBe(text)
})

it.each([
  [0, '0 messages'],
  [1, '1 message'],
  [50_000, '50,000 messages'],
])('%d of something reads as %s', (amount, text) => {
  expect(count(amount, 'message')).toBe(text)
})

it('a noun may have a plural of its own', () => {
  expect(count(2, 'reply', 'replies')).toBe('2 replies')
})

describe('a list of names', () => {
  it.each<[string[], string]>([
    [[], 'none'],
    [['n1'], 'n1'],
    [['n1', 'n2'], 'n1 and n2'],
    [['n1', 'n2', 'n3', 'n4'], 'n1, n2, n3 and n4'],
    [['n1', 'n2', 'n3', 'n4', 'n5'], 'n1, n2, n3 and 2 others'],
  ])('%j reads as %s', (list, text) => {
    expect(names(list)).toBe(text)
  })
})

describe('a value', () => {
  it('reads as its JSON, so that 1 and "1" differ', () => {
    expect([show(1), show('1'), show({ type: 'a' })]).toEqual(['1', '"1"', '{"type":"a"}'])
  })

  it('is cut short when long', () => {
    expect(show('x'.repeat(100))).toHaveLength(60)
  })

  it('that is missing reads as nothing', () => {
    expect(show(undefined)).toBe('nothing')
  })
})

it.each([
  ['broadcast', 'a "broadcast"'],
  ['offer_ok', 'an "offer_ok"'],
  ['update', 'an "update"'],
  ['unicast', 'a "unicast"'],
])('a message of type %s is called %s', (type, text) => {
  expect(aType(type)).toBe(text)
})
