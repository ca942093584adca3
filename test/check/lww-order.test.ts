import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareEntries, type Entry, entryText, whyItWins } from '../../lib/check/lww-order.ts'
import type { Json } from '../../lib/protocol/message.ts'

/** Each wins over the one before. */
const ascending: Entry[] = [
  { value: 'z', ts: 1, node: 'n9' },
  { value: 0, ts: 2 },
  { value: 'a!', ts: 2, node: 'N2' },
  { value: 'a', ts: 2, node: 'N2' },
  { value: 10, ts: 2, node: 'N2' },
  { value: 9, ts: 2, node: 'N2' },
  { value: [9], ts: 2, node: 'N2' },
  { value: false, ts: 2, node: 'N2' },
  { value: null, ts: 2, node: 'N2' },
  { value: { '10': 0, '9': 3 }, ts: 2, node: 'N2' },
  { value: { '10': 1, '9': 2 }, ts: 2, node: 'N2' },
  { value: { b: 0, a: 2 }, ts: 2, node: 'N2' },
  { value: { a: 3, b: 1 }, ts: 2, node: 'N2' },
  { value: 1, ts: 2, node: 'n1' },
  { value: 1, ts: 2, node: 'n10' },
  { value: 1, ts: 2, node: 'n9' },
  { value: 1, ts: 2.0000005 },
]

const entries: fc.Arbitrary<Entry> = fc
  .tuple(
    fc.jsonValue({ maxDepth: 2 }),
    fc.constantFrom(0, 1, 1.5),
    fc.constantFrom(undefined, 'n1', 'n10', 'n9'),
  )
  .map(([value, ts, node]) => ({ value: value as Json, ts, ...(node === undefined ? {} : { node }) }))

describe('the order of entries', () => {
  it('goes by ts, then by node, then by the JSON of the value, its keys sorted', () => {
    for (const [place, entry] of ascending.entries()) {
      for (const later of ascending.slice(place + 1)) {
        expect(compareEntries(later, entry), `${entryText(later)} over ${entryText(entry)}`).toBeGreaterThan(
          0,
        )
        expect(compareEntries(entry, later)).toBeLessThan(0)
      }
    }
  })

  it('takes values for equal that differ in the order of their keys', () => {
    const one = { value: { a: [{ b: 1, c: 2 }], d: null }, ts: 1, node: 'n1' }
    const other = { value: { d: null, a: [{ c: 2, b: 1 }] }, ts: 1, node: 'n1' }
    expect(compareEntries(one, other)).toBe(0)
  })

  it('is total: of any three entries two comparisons give the third', () => {
    fc.assert(
      fc.property(entries, entries, entries, (a, b, c) => {
        expect(Math.sign(compareEntries(a, b))).toBe(-Math.sign(compareEntries(b, a)) + 0)
        if (compareEntries(a, b) <= 0 && compareEntries(b, c) <= 0) {
          expect(compareEntries(a, c)).toBeLessThanOrEqual(0)
        }
      }),
      { seed: 4, numRuns: 500 },
    )
  })

  it('says why one wins', () => {
    const entry = (value: Json, ts: number, node?: string): Entry =>
      node === undefined ? { value, ts } : { value, ts, node }
    expect(whyItWins(entry(1, 2), entry(9, 1))).toBe('its ts is greater than 1')
    expect(whyItWins(entry(1, 2, 'n1'), entry(9, 2))).toBe(
      'the ts are equal, and an entry without a node comes first',
    )
    expect(whyItWins(entry(1, 2, 'n9'), entry(9, 2, 'n10'))).toBe(
      'the ts are equal, and by code unit "n9" comes after "n10"',
    )
    expect(whyItWins(entry(9, 2, 'n1'), entry(10, 2, 'n1'))).toBe(
      'ts and node are equal, and by code unit the JSON text 9 comes after 10',
    )
  })
})
