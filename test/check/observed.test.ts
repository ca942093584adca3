import { describe, expect, it } from 'vitest'
import { readsAgree, readsChangeNothing } from '../../lib/check/observed.ts'
import type { Node } from '../../lib/node/api.ts'
import { failureOf } from '../support/finding.ts'
import { broadcaster, keeper, teller } from '../support/programs.ts'
import { broadcast, read, run, workload } from '../support/run.ts'

const operations = [broadcast(100, 'n1', 42), read(200, 'n1')]

describe('reading changes nothing', () => {
  it('when it is answered at once, from memory', () => {
    expect(readsChangeNothing(run(teller, { operations }))).toEqual({ kind: 'holds' })
  })

  it('is broken by a read that sends', () => {
    const main = (node: Node) => {
      const seen = broadcaster(node)
      node.on('read', () => {
        node.send('n2', { type: 'note' })
        return { type: 'read_ok', messages: [...seen] }
      })
    }
    expect(failureOf(readsChangeNothing(run(main, { operations })))).toMatchObject({
      at: 0,
      message: 'At 0 ms on n1: answering "read" sent a message; reading must not change anything.',
    })
  })

  it('is broken by a value that is shown once and then no more', () => {
    const main = (node: Node) => {
      const seen = broadcaster(node)
      node.after(300, () => seen.clear())
    }
    expect(failureOf(readsChangeNothing(run(main, { operations })))).toMatchObject({
      at: 300,
      message: 'At 300 ms n1 no longer shows 42, which it had shown before. A value once known stays known.',
    })
  })
})

/** Shows clients something else than the harness. */
const twoFaced = (toClients: (seen: unknown[]) => unknown[]) => (node: Node) => {
  const seen = broadcaster(node)
  node.on('read', (_, { src }) => ({
    type: 'read_ok',
    messages: src === 'c0' ? [...seen] : toClients([...seen]),
  }))
}

describe('a client’s read agrees with what the harness sees', () => {
  it('when it shows the same values, in any order', () => {
    const reversed = twoFaced((seen) => seen.toReversed())
    const plan = { operations: [broadcast(100, 'n1', 1), broadcast(150, 'n1', 2), read(200, 'n1')] }
    expect(readsAgree(run(reversed, plan), workload)).toEqual({ kind: 'holds' })
  })

  it('when it is of a node that came back with empty memory', () => {
    const faults = [{ kind: 'crash', node: 'n1', at: 120, restartAt: 150 } as const]
    expect(readsAgree(run(keeper, { operations, faults }), workload)).toEqual({ kind: 'holds' })
  })

  it('unless a value is missing from it', () => {
    expect(
      failureOf(
        readsAgree(
          run(
            twoFaced(() => []),
            { operations },
          ),
          workload,
        ),
      ),
    ).toMatchObject({
      at: 200,
      message:
        'At 200 ms n1 answered c2\'s "read" without 42, though asked by the harness at the same moment it said otherwise.',
    })
  })

  it('unless a value is in it that the harness did not see', () => {
    const more = twoFaced((seen) => [...seen, '42'])
    expect(failureOf(readsAgree(run(more, { operations }), workload)).message).toContain('with "42" in it')
  })

  it('and one that is answered later is not judged, for things may have happened in between', () => {
    const slow = (node: Node) => {
      keeper(node)
      node.on('read', (_, message) => {
        if (message.src === 'c0') return { type: 'read_ok', messages: [] }
        node.after(50, () => node.reply(message, { type: 'read_ok', messages: [1, 2, 3] }))
        return undefined
      })
    }
    expect(readsAgree(run(slow, { operations }), workload)).toEqual({ kind: 'holds' })
  })
})
