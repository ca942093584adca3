import { describe, expect, it } from 'vitest'
import { showsAtOnce } from '../../lib/check/shown-at-once.ts'
import hiding from '../../solutions/1-naive-broadcast/4-batching/mistakes/read-misses-buffer.ts'
import ticker from '../../solutions/1-naive-broadcast/4-batching/variants/ticker.ts'
import { failureOf } from '../support/finding.ts'
import { broadcaster, keeper } from '../support/programs.ts'
import { broadcast, run, workload } from '../support/run.ts'

const pair = { topology: { n1: ['n2'], n2: ['n1'] }, operations: [broadcast(100, 'n1', 42)], until: 1000 }

describe('a value that came', () => {
  it('shows at once, while it waits in the buffer', () => {
    expect(showsAtOnce(run(ticker, pair), workload)).toEqual({ kind: 'holds' })
  })

  it('shows too late, and both moments are named', () => {
    expect(failureOf(showsAtOnce(run(hiding, pair), workload)).message).toBe(
      'At 100 ms n1 received 42 in c1\'s "broadcast". Its "read" should show the value from then on, buffered or not; it did from 150 ms on.',
    )
  })

  it('shows too late where a batch brought it', () => {
    const late = (node: Parameters<typeof keeper>[0]) => {
      const seen = broadcaster(node, (message) => node.send('n2', { type: 'batch', messages: [message] }))
      node.on('batch', ({ messages }) => void node.after(5, () => seen.add(messages[0]) && undefined))
    }
    expect(failureOf(showsAtOnce(run(late, pair), workload)).message).toMatch(
      /^At 110 ms n2 received 42 in a batch from n1\. .* from 115 ms on\.$/,
    )
  })

  it('is not judged here where it never shows', () => {
    const forgetting = (node: Parameters<typeof keeper>[0]) => {
      keeper(node)
      node.on('broadcast', () => ({ type: 'broadcast_ok' }))
    }
    expect(showsAtOnce(run(forgetting, pair), workload)).toEqual({ kind: 'holds' })
  })
})
