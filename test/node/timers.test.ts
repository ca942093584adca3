import { describe, expect, it } from 'vitest'
import type { Node, Timer } from '../../lib/node/api.ts'
import { loneNode, settled } from '../support/lone-node.ts'

/** The times, in milliseconds, at which what `main` sets up calls `tick`. */
function ticksOf(forMs: number, main: (node: Node, tick: () => void) => void): number[] {
  const ticks: number[] = []
  const lone = loneNode((node) => main(node, () => void ticks.push(node.now())))
  lone.pass(forMs)
  return ticks
}

describe('node.after', () => {
  it('calls once, after the wait', () => {
    expect(ticksOf(1000, (node, tick) => node.after(200, tick))).toEqual([200])
  })

  it('does not call once cancelled', () => {
    expect(ticksOf(1000, (node, tick) => node.after(200, tick).cancel())).toEqual([])
  })

  it('may be cancelled after it has called', () => {
    const late = (node: Node, tick: () => void) => {
      const timer = node.after(100, tick)
      node.after(200, () => timer.cancel())
    }
    expect(ticksOf(1000, late)).toEqual([100])
  })
})

describe('node.every', () => {
  it('calls again and again, first after one wait', () => {
    expect(ticksOf(350, (node, tick) => node.every(100, tick))).toEqual([100, 200, 300])
  })

  it('stops when cancelled from outside', () => {
    const stopped = (node: Node, tick: () => void) => {
      const timer = node.every(100, tick)
      node.after(250, () => timer.cancel())
    }
    expect(ticksOf(1000, stopped)).toEqual([100, 200])
  })

  it('stops when cancelled within its own tick', () => {
    const once = (node: Node, tick: () => void) => {
      const timer: Timer = node.every(100, () => {
        tick()
        timer.cancel()
      })
    }
    expect(ticksOf(1000, once)).toEqual([100])
  })

  it('may be cancelled twice', () => {
    const twice = (node: Node, tick: () => void) => {
      const timer = node.every(100, tick)
      timer.cancel()
      timer.cancel()
    }
    expect(ticksOf(1000, twice)).toEqual([])
  })

  it('keeps its rhythm when a tick throws, and the throw ends the run', () => {
    const lone = loneNode((node) =>
      node.every(100, () => {
        throw new Error('oops')
      }),
    )
    lone.pass(200)
    expect(lone.failures).toEqual([
      { during: 'node.every(100, …)', error: 'Error: oops' },
      { during: 'node.every(100, …)', error: 'Error: oops' },
    ])
  })
})

describe('a wait', () => {
  it.each<[string, unknown]>([
    ['0', 0],
    ['negative', -5],
    ['a fraction below 1', 0.3],
    ['NaN', Number.NaN],
    ['missing', undefined],
    ['null', null],
  ])('that is %s is 1 ms', (_, ms) => {
    expect(ticksOf(2, (node, tick) => node.every(ms as number, tick))).toEqual([1, 2])
  })

  it('may be given as the text of a number', () => {
    expect(ticksOf(100, (node, tick) => node.after('40' as never, tick))).toEqual([40])
  })

  it('longer than a timer can hold is cut, not wrapped around', () => {
    expect(ticksOf(1000, (node, tick) => node.after(Number.POSITIVE_INFINITY, tick))).toEqual([])
  })
})

describe('a timer’s task', () => {
  it('must be a function', () => {
    expect(() => loneNode((node) => node.after(5, 'soon' as never))).toThrow(
      'node.after(5, …) needs a function to call, not string',
    )
  })

  it('ends the run when it throws', () => {
    const lone = loneNode((node) =>
      node.after(5, () => {
        throw new RangeError('oops')
      }),
    )
    lone.pass(5)
    expect(lone.failures).toEqual([{ during: 'node.after(5, …)', error: 'RangeError: oops' }])
  })

  it('ends the run when its promise rejects', async () => {
    const lone = loneNode((node) =>
      node.after(5, async () => {
        throw new RangeError('later')
      }),
    )
    lone.pass(5)
    await settled()
    expect(lone.failures).toEqual([{ during: 'node.after(5, …)', error: 'RangeError: later' }])
  })
})
