import { expect, it } from 'vitest'
import { errorCodes } from '../../lib/protocol/errors.ts'

it('only a time-out and a crash leave open whether a request happened', () => {
  const indefinite = Object.entries(errorCodes).filter(([, { definite }]) => !definite)
  expect(indefinite.map(([code, { name }]) => `${code} ${name}`)).toEqual(['0 timeout', '13 crash'])
})

it('the codes are those of the Maelstrom protocol', () => {
  expect(Object.keys(errorCodes).map(Number)).toEqual([0, 1, 10, 11, 12, 13, 14, 20, 21, 22, 30])
})
