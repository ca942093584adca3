import { setImmediate as soon } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { Turns } from '../../lib/sandbox/turns.ts'

it('lets so many work at a time, and the lowest turn go first', async () => {
  const turns = new Turns(2)
  const order: string[] = []
  let atOnce = 0
  let most = 0
  const take = (turn: number, name: string) =>
    turns.take(turn, async () => {
      order.push(name)
      most = Math.max(most, ++atOnce)
      await soon()
      atOnce--
    })
  await Promise.all([
    take(1, 'b1'),
    take(1, 'b2'),
    take(2, 'c1'),
    take(1, 'b3'),
    take(0, 'a1'),
    take(1, 'b4'),
  ])
  expect(order).toEqual(['b1', 'b2', 'a1', 'b3', 'b4', 'c1'])
  expect(most).toBe(2)
})

it('gives the room of work that failed to the next', async () => {
  const turns = new Turns(1)
  const failing = turns.take(0, () => Promise.reject(new Error('no')))
  const next = turns.take(1, async () => 'done')
  await expect(failing).rejects.toThrow('no')
  expect(await next).toBe('done')
})
