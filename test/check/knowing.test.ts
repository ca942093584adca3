import { describe, expect, it } from 'vitest'
import { Knowing } from '../../lib/check/knowing.ts'
import { teller } from '../support/programs.ts'
import { broadcast, eventsOf, run } from '../support/run.ts'

const ran = run(teller, {
  operations: [broadcast(100, 'n1', 42), broadcast(300, 'n1', '42')],
  faults: [{ kind: 'crash', node: 'n2', at: 200, restartAt: 250 }],
})
const knowing = new Knowing(ran)
const at = (ms: number) => ran.trace.events.findLast((event) => event.at <= ms) ?? { id: -1 }

describe('who knew what when', () => {
  it('begins with the event by which it was seen', () => {
    const [learn] = eventsOf(ran, 'learn').filter(({ node }) => node === 'n2')
    expect(learn).toMatchObject({ at: 110, value: 42 })
    expect(knowing.knew('n2', '42', { id: (learn?.id ?? 0) - 1 })).toBe(false)
    expect(knowing.knew('n2', '42', { id: learn?.id ?? 0 })).toBe(true)
  })

  it('ends with a crash, and does not begin again by itself', () => {
    expect(knowing.knew('n2', '42', at(199))).toBe(true)
    expect(knowing.knew('n2', '42', at(260))).toBe(false)
    expect(knowing.spans('n2', '42')).toMatchObject([{ from: { at: 110 }, to: { kind: 'crash', at: 200 } }])
  })

  it('tells a number from a text', () => {
    expect(knowing.knownBy('n2', at(5000))).toEqual(['"42"'])
    expect(knowing.knownBy('n1', at(5000))).toEqual(['42', '"42"'])
  })

  it('holds nothing of a value or a node that there is not', () => {
    expect(knowing.spans('n1', '7')).toEqual([])
    expect(knowing.knownBy('n9', at(5000))).toEqual([])
  })
})

describe('the values that a body carries', () => {
  it('are found wherever they stand, as themselves', () => {
    expect([...knowing.carriedBy({ type: 'gossip', news: { from: ['n1'], list: [[42], 7] } })]).toEqual([
      '42',
    ])
    expect([...knowing.carriedBy({ type: 'gossip', text: 'it is 42' })]).toEqual([])
  })

  it('are none of the numbers that belong to the protocol', () => {
    expect([...knowing.carriedBy({ type: '42', msg_id: 42 })]).toEqual([])
    expect([...knowing.carriedBy(undefined)]).toEqual([])
  })
})
