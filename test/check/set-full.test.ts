import { describe, expect, it } from 'vitest'
import { noPhantoms, nothingLost, twinOf, writesOf } from '../../lib/check/set-full.ts'
import type { Node } from '../../lib/node/api.ts'
import { failureOf } from '../support/finding.ts'
import type { Main } from '../support/plain-program.ts'
import { broadcaster, keeper, teller } from '../support/programs.ts'
import { broadcast, request, run, workload } from '../support/run.ts'

const lost = (main: Main, plan: Parameters<typeof run>[1] = {}) =>
  nothingLost(run(main, { operations: [broadcast(100, 'n1', 42)], until: 1000, ...plan }), workload)

describe('nothing is lost', () => {
  it('when every value reaches every node', () => {
    expect(lost(teller)).toEqual({ kind: 'holds' })
  })

  it('when nobody acknowledged a value and nobody shows it', () => {
    expect(lost((node) => node.on('read', () => ({ type: 'read_ok', messages: [] })))).toEqual({
      kind: 'idle',
      why: 'Not judged: no "broadcast" was acknowledged, and no "read" showed a value.',
    })
  })

  it('when the node that lacks a value is down at the end', () => {
    expect(lost(keeper, { faults: [{ kind: 'crash', node: 'n2', at: 50 }] })).toEqual({ kind: 'holds' })
  })
})

describe('something is lost', () => {
  it('when a node lacks an acknowledged value at the end', () => {
    expect(failureOf(lost(keeper))).toMatchObject({
      at: 100,
      message:
        '42 was acknowledged by n1 at 100 ms and should be known to both nodes; at the end, 1 s, n2 does not know it.',
    })
  })

  it('when several nodes lack it, and they are named', () => {
    const { message } = failureOf(lost(keeper, { nodes: ['n1', 'n2', 'n3'] }))
    expect(message).toContain('n2 and n3 do not know it.')
  })

  it('when a single node does not show it', () => {
    const forgetful = (node: Node) => {
      keeper(node)
      node.on('read', () => ({ type: 'read_ok', messages: [] }))
    }
    expect(failureOf(lost(forgetful, { nodes: ['n1'] })).message).toBe(
      '42 was acknowledged by n1 at 100 ms and its "read" should show it; at the end, 1 s, n1 does not know it.',
    )
  })

  it('when a value was seen somewhere, though nobody acknowledged it', () => {
    const silent = (node: Node) => {
      const seen = broadcaster(node)
      node.on('broadcast', ({ message }) => void seen.add(message))
    }
    expect(failureOf(lost(silent)).message).toMatch(/^42 was seen at 100 ms and should be known/)
  })

  it('when a value was seen, though its client was answered with an error', () => {
    const refusing = (node: Node) => {
      const seen = broadcaster(node)
      node.on('broadcast', ({ message }) => {
        seen.add(message)
        throw node.error(11, 'try again')
      })
    }
    expect(failureOf(lost(refusing)).message).toMatch(/^42 was seen at 100 ms and should be known/)
  })

  it('when a node came back with empty memory', () => {
    const plan: Parameters<typeof run>[1] = {
      faults: [{ kind: 'crash', node: 'n2', at: 200, restartAt: 300 }],
    }
    expect(failureOf(lost(teller, plan)).message).toContain('n2 does not know it.')
  })

  it('and the message tells of the first value, and how many there are', () => {
    const operations = [broadcast(100, 'n1', 'a'), broadcast(200, 'n2', 'b'), broadcast(300, 'n1', 'c')]
    const { message } = failureOf(lost(keeper, { operations }))
    expect(message).toMatch(/^"a" was acknowledged.* \(And 2 other values likewise\.\)$/)
  })
})

/** A node whose read shows `messages` from the moment a client says "go". */
const showing = (messages: unknown[]) => (node: Node) => {
  const seen = broadcaster(node)
  let extra: unknown[] = []
  node.on('go', () => {
    extra = messages
    return { type: 'go_ok' }
  })
  node.on('read', () => ({ type: 'read_ok', messages: [...seen, ...extra] }))
}

describe('phantoms and duplicates:', () => {
  const found = (messages: unknown[]) =>
    noPhantoms(
      run(showing(messages), {
        nodes: ['n1'],
        operations: [broadcast(100, 'n1', 42), request(200, 'n1', 'go', 'c2')],
      }),
      workload,
    )

  it('none, when each value in a list was broadcast and stands in it once', () => {
    expect(found([])).toEqual({ kind: 'holds' })
  })

  it('a value that stands in a list twice', () => {
    expect(failureOf(found([42]))).toMatchObject({
      at: 200,
      message:
        'At 200 ms the list in n1\'s "read" answer holds 42 more than once. Each value belongs in it once.',
    })
  })

  it('a value that nobody broadcast', () => {
    expect(failureOf(found([7]))).toMatchObject({
      at: 200,
      message: 'At 200 ms n1 says it knows 7, which nobody ever sent with "broadcast".',
    })
  })

  it('a text for a number, with the number named', () => {
    expect(failureOf(found(['42'])).message).toBe(
      'At 200 ms n1 says it knows "42", which nobody ever sent with "broadcast". 42 was: numbers and strings are different values.',
    )
  })
})

describe('the twin', () => {
  it.each<[string | number, string | number | undefined]>([
    [1, '1'],
    ['1', 1],
    ['2.5', 2.5],
    [0, '0'],
    ['', undefined],
    [' ', undefined],
    ['one', undefined],
    ['Infinity', undefined],
  ])('of %j is %j', (value, twin) => {
    expect(twinOf(value)).toBe(twin)
  })
})

it('a value that two clients bring in keeps both requests', () => {
  const ran = run(teller, { operations: [broadcast(100, 'n1', 5, 'c1'), broadcast(100, 'n2', 5, 'c2')] })
  expect(
    writesOf(ran, workload)
      .get('5')
      ?.map(({ client }) => client),
  ).toEqual(['c1', 'c2'])
})
