import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isClient, valueKey } from '../../lib/protocol/message.ts'

it.each(['c0', 'c1', 'c12'])('%s is a client', (id) => {
  expect(isClient(id)).toBe(true)
})

it.each(['n1', 'c', 'c1x', 'xc1', 'C1', '', 'client', 'c-1', 'c1\n'])('%j is no client', (id) => {
  expect(isClient(id)).toBe(false)
})

it('two values have one key exactly when they are the same value', () => {
  const value = fc.oneof(fc.string(), fc.integer(), fc.constantFrom('1', 1, '', 0, 'null', '__proto__'))
  fc.assert(
    fc.property(value, value, (one, other) => {
      expect(valueKey(one) === valueKey(other)).toBe(one === other)
    }),
    { seed: 1, numRuns: 500 },
  )
})
