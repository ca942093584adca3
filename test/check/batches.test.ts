import { describe, expect, it } from 'vitest'
import { batchesFit, learnedFromBatches, noEmptyBatch } from '../../lib/check/batches.ts'
import type { Node } from '../../lib/node/api.ts'
import type { Json } from '../../lib/protocol/message.ts'
import ticker from '../../solutions/1-naive-broadcast/4-batching/variants/ticker.ts'
import { failureOf } from '../support/finding.ts'
import type { Main } from '../support/plain-program.ts'
import { broadcaster } from '../support/programs.ts'
import { broadcast, run } from '../support/run.ts'

/** Answers with a batch of these to node n2, whatever it is told. */
const batching =
  (messages: Json): Main =>
  (node: Node) => {
    broadcaster(node, () => node.send('n2', { type: 'batch', messages }))
    node.on('configure', () => ({ type: 'configure_ok' }))
  }

const once = (main: Main) => run(main, { operations: [broadcast(100, 'n1', 42)], until: 1000 })

/** Tells the other node by this message. */
const telling = (type: string, field: string): Main => {
  return (node) => {
    const seen = broadcaster(node, (message, src) => {
      const other = node.id === 'n1' ? 'n2' : 'n1'
      if (src !== other) node.send(other, { type, [field]: [message] })
    })
    node.on(type, (body) => {
      for (const value of body[field]) seen.add(value)
    })
  }
}

describe('batches', () => {
  it('fit up to max_batch', () => {
    expect(batchesFit(once(batching([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])))).toEqual({ kind: 'holds' })
  })

  it('are too long above it', () => {
    expect(failureOf(batchesFit(once(batching([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]))))).toEqual({
      kind: 'fails',
      at: 100,
      message: 'At 100 ms n1 sent n2 a batch of 11 values. The max_batch of n1 was 10 then.',
    })
  })

  it('are held to the limit that their sender was configured with', () => {
    const body = { type: 'configure', max_batch: 2, max_delay_ms: 5 }
    const operations = [{ at: 50, client: 'c2', node: 'n1', body }, broadcast(100, 'n1', 42)]
    expect(failureOf(batchesFit(run(batching([1, 2, 3]), { operations, until: 1000 }))).message).toBe(
      'At 100 ms n1 sent n2 a batch of 3 values. The max_batch of n1 was 2 then.',
    )
  })

  it('hold no value twice', () => {
    expect(failureOf(batchesFit(once(batching([1, '1', 1])))).message).toBe(
      'At 100 ms n1 sent n2 a batch with 1 in it more than once: {"type":"batch","messages":[1,"1",1]}.',
    )
  })

  it.each<[string, Json]>([
    ['no list', 42],
    ['a list of something else', [{ value: 42 }]],
  ])('are no batches with %s', (_, messages) => {
    expect(failureOf(batchesFit(once(batching(messages)))).message).toMatch(
      /^At 100 ms n1 sent n2 a batch without a list of values in its field "messages": /,
    )
  })
})

describe('an empty batch', () => {
  it('is found, and all of them are counted', () => {
    const ran = run(batching([]), { operations: [broadcast(100, 'n1', 1), broadcast(200, 'n1', 2)] })
    expect(failureOf(noEmptyBatch(ran))).toMatchObject({
      at: 100,
      message:
        'At 100 ms n1 sent n2 a batch with nothing in it. Where nothing waits, nothing is to be sent. It was the first of 2 empty batches in this run.',
    })
  })

  it('is not seen where there is none', () => {
    expect(noEmptyBatch(once(batching([42])))).toEqual({ kind: 'holds' })
  })
})

describe('values between nodes', () => {
  it('may travel in batches', () => {
    expect(learnedFromBatches(once(telling('batch', 'messages')))).toEqual({ kind: 'holds' })
  })

  it.each([
    ['forward', 'messages'],
    ['batch', 'more'],
  ])('may not travel in the field of a "%s" named "%s"', (type, field) => {
    expect(failureOf(learnedFromBatches(once(telling(type, field)))).message).toBe(
      `At 110 ms n2 learned 42 from a "${type}" of n1, in its field "${field}". Between nodes values travel in the list "messages" of a "batch".`,
    )
  })

  it('may be shown when another message comes', () => {
    const hiding: Main = (node) => {
      const [shown, hidden] = [broadcaster(node), new Set<number>()]
      node.on('broadcast', ({ message }) => {
        shown.add(message)
        node.send('n2', { type: 'batch', messages: [message] })
        node.send('n2', { type: 'show' })
      })
      node.on('batch', ({ messages }) => hidden.add(messages[0]) && undefined)
      node.on('show', () => {
        for (const value of hidden) shown.add(value)
      })
    }
    expect(learnedFromBatches(once(hiding))).toEqual({ kind: 'holds' })
  })
})

describe('a right program', () => {
  const ran = run(ticker, {
    topology: { n1: ['n2'], n2: ['n1'] },
    operations: Array.from({ length: 25 }, (_, index) =>
      broadcast(100 + index, 'n1', index, `c${index + 1}`),
    ),
    until: 1000,
  })

  it.each([batchesFit, noEmptyBatch, learnedFromBatches])('passes %o', (check) => {
    expect(check(ran)).toEqual({ kind: 'holds' })
  })
})
