import { describe, expect, it } from 'vitest'
import { carriages, carriedBy } from '../../lib/check/carried.ts'
import type { Node } from '../../lib/node/api.ts'
import { broadcaster } from '../support/programs.ts'
import { broadcast, run, workload } from '../support/run.ts'

const values = new Set([1234, 5678, '1234'])

describe('a message carries', () => {
  it.each([
    ['the value in any field', { type: 'x', it: 1234 }, [1234]],
    ['a number or a text, not the one for the other', { type: 'x', it: '1234' }, ['1234']],
    ['all the values of a list, each once', { type: 'x', all: [1234, 5678, 5678] }, [1234, 5678]],
    ['values deep inside', { type: 'x', all: [{ v: 1234 }, { v: '1234' }] }, [1234, '1234']],
    ['nothing by its type or its numbers', { type: '1234', msg_id: 1234, in_reply_to: 5678 }, []],
    ['nothing that is only part of a text', { type: 'x', it: '1234!' }, []],
    ['what is in its list, whatever stands beside', { type: 'x', all: [1234], id: 5678 }, [1234]],
    ['nobody knows which of two numbers beside each other', { type: 'x', it: 1234, id: 5678 }, []],
  ])('%s', (_, body, expected) => {
    expect(carriedBy(body, values)).toEqual(expected)
  })
})

/** n1 asks n2 `times` over, every `ms`; n2 answers after `answerMs`. */
const asking = (times: number, ms: number, answerMs: number) => (node: Node) => {
  broadcaster(node, (message) => {
    const ask = () => void node.rpc('n2', { type: 'take', message }, { timeoutMs: ms }).catch(() => {})
    for (let round = 0; round < times; round++) node.after(1 + round * ms, ask)
  })
  node.on('take', (_, message) => {
    node.after(answerMs, () => node.reply(message, { type: 'took' }))
  })
}

const forwardsOf = (main: (node: Node) => void) =>
  carriages(run(main, { operations: [broadcast(100, 'n1', 42)], until: 3000 }), workload).length

describe('the forwards of a run', () => {
  it('do not count a request that was repeated after 250 ms without an answer', () => {
    expect(forwardsOf(asking(3, 250, 1000))).toBe(1)
  })

  it('count one that was repeated sooner', () => {
    expect(forwardsOf(asking(3, 200, 1000))).toBe(3)
  })

  it('count one that was repeated though the answer had come', () => {
    expect(forwardsOf(asking(3, 250, 1))).toBe(3)
  })

  it('count one-way messages, however long after', () => {
    const again = (node: Node) => {
      const seen = broadcaster(node)
      if (node.id !== 'n1') return
      for (const ms of [200, 600])
        node.after(ms, () => node.send('n2', { type: 'take', message: [...seen][0] }))
    }
    expect(forwardsOf(again)).toBe(2)
  })
})
