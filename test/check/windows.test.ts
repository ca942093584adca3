import { describe, expect, it } from 'vitest'
import { busiestWindow } from '../../lib/check/windows.ts'

const once = (...times: number[]) => times.map((at) => ({ at, amount: 1 }))

describe('the busiest window', () => {
  it('is half-open: what comes a full width later is not in it', () => {
    expect(busiestWindow(once(0, 500, 1000), 1000)).toEqual({ from: 0, total: 2, items: 2 })
    expect(busiestWindow(once(0, 500, 999), 1000)).toEqual({ from: 0, total: 3, items: 3 })
  })

  it('may begin at any item', () => {
    expect(busiestWindow(once(0, 900, 1000, 1100, 1800), 1000)).toEqual({ from: 900, total: 4, items: 4 })
  })

  it('counts amounts, not items', () => {
    const items = [...once(0, 1, 2), { at: 5000, amount: 10 }]
    expect(busiestWindow(items, 1000)).toEqual({ from: 5000, total: 10, items: 1 })
  })

  it('is the first of equal ones', () => {
    expect(busiestWindow(once(100, 5000), 1000).from).toBe(100)
  })

  it('of nothing is empty', () => {
    expect(busiestWindow([], 1000)).toEqual({ from: 0, total: 0, items: 0 })
  })
})
