import { describe, expect, it } from 'vitest'
import {
  covers,
  isVector,
  maximalOf,
  maximumOf,
  sameVector,
  totalOf,
  vectorText,
} from '../../lib/check/version-vector.ts'

describe('a vector', () => {
  it('covers what has no larger entry, itself included', () => {
    expect(covers({ c1: 2, c2: 1 }, { c1: 1 })).toBe(true)
    expect(covers({ c1: 2 }, { c1: 2 })).toBe(true)
    expect(covers({ c1: 2 }, {})).toBe(true)
  })

  it('does not cover what names another client, however large its own entries', () => {
    expect(covers({ c1: 9 }, { c2: 1 })).toBe(false)
    expect(covers({ c2: 1 }, { c1: 9 })).toBe(false)
  })

  it('is the same with a 0 as without', () => {
    expect(sameVector({ c1: 1, c2: 0 }, { c1: 1 })).toBe(true)
    expect(sameVector({ c1: 1 }, { c1: 2 })).toBe(false)
  })

  it('has no entries but its own', () => {
    expect(covers({}, { constructor: 1 })).toBe(false)
  })

  it('is made of whole numbers', () => {
    expect([{}, { c1: 3 }].every(isVector)).toBe(true)
    expect([null, [], 'c1', { c1: 1.5 }, { c1: -1 }, { c1: '1' }].some(isVector)).toBe(false)
  })

  it('is told in the order of clients', () => {
    expect(vectorText({ c2: 1, c1: 3 })).toBe('{c1:3, c2:1}')
    expect(totalOf({ c2: 1, c1: 3 })).toBe(4)
  })
})

describe('of several', () => {
  const versions = [{ c1: 1 }, { c2: 1 }, { c1: 1, c2: 1 }, { c1: 2 }, { c1: 2 }].map((vc) => ({ vc }))

  it('the maximum has of each client the largest entry', () => {
    expect(maximumOf(versions.map(({ vc }) => vc as { [client: string]: number }))).toEqual({ c1: 2, c2: 1 })
    expect(maximumOf([])).toEqual({})
  })

  it('those are maximal that no other one covers, equal ones all', () => {
    expect(maximalOf(versions as { vc: { [client: string]: number } }[])).toEqual([
      { vc: { c1: 1, c2: 1 } },
      { vc: { c1: 2 } },
      { vc: { c1: 2 } },
    ])
  })
})
