import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EventQueue, toMicros, toMs } from '../../lib/sim/queue.ts'

describe('the event queue', () => {
  it('gives everything by time, and equal times in the order they were scheduled', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20)), (times) => {
        const queue = new EventQueue<{ at: number; order: number }>()
        const all = times.map((at, order) => ({ at, order }))
        for (const one of all) queue.schedule(one.at, one)
        const expected = all.toSorted((a, b) => a.at - b.at || a.order - b.order)
        expect(all.map(() => queue.next())).toEqual(expected)
      }),
      { seed: 1, numRuns: 200 },
    )
  })

  it('moves its clock to what it gives', () => {
    const queue = new EventQueue<string>()
    queue.schedule(30, 'later')
    queue.schedule(10, 'sooner')
    const moments = [queue.now, queue.next(), queue.now, queue.next(), queue.now]
    expect(moments).toEqual([0, 'sooner', 10, 'later', 30])
  })

  it('says when the next is due without taking it', () => {
    const queue = new EventQueue<string>()
    queue.schedule(5, 'one')
    expect([queue.due, queue.due, queue.next(), queue.due]).toEqual([5, 5, 'one', undefined])
  })

  it('gives nothing when nothing is left', () => {
    expect(new EventQueue().next()).toBeUndefined()
  })
})

it('milliseconds are exact to the microsecond', () => {
  expect([toMicros(0.1 + 0.2), toMs(toMicros(1.2345678))]).toEqual([300, 1.235])
})
