import { expect, it, vi } from 'vitest'
import { createMemory } from '../../lib/tui/memory.ts'

it('a memory makes a thing once for the same parts', () => {
  const remember = createMemory()
  const make = vi.fn(() => ['line'])
  const text = {}
  expect(remember([text, 80], make)).toBe(remember([text, 80], make))
  expect(make).toHaveBeenCalledOnce()
})

it('a memory makes it anew when a part is another', () => {
  const remember = createMemory()
  const make = vi.fn(() => ['line'])
  remember([{}, 80], make)
  remember([{}, 80], make)
  remember([{}, 80, 1], make)
  expect(make).toHaveBeenCalledTimes(3)
})

it('a memory forgets what is long ago, to stay small', () => {
  const remember = createMemory()
  const make = vi.fn(() => 'line')
  remember(['first'], make)
  for (let later = 0; later < 20; later++) remember([later], make)
  remember(['first'], make)
  expect(make).toHaveBeenCalledTimes(22)
})
