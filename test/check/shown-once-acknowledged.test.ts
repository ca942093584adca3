import { describe, expect, it } from 'vitest'
import { shownOnceAcknowledged } from '../../lib/check/shown-once-acknowledged.ts'
import type { Node } from '../../lib/node/api.ts'
import { failureOf } from '../support/finding.ts'
import { keeper } from '../support/programs.ts'
import { broadcast, run, workload } from '../support/run.ts'

const once = (main: (node: Node) => void) =>
  shownOnceAcknowledged(run(main, { operations: [broadcast(100, 'n1', 42)], until: 1000 }), workload)

/** Shows a value when 400 ms have passed, and acknowledges it then or before. */
const late = (acknowledges: 'at once' | 'then') => (node: Node) => {
  const shown: unknown[] = []
  node.on('broadcast', ({ message }, request) => {
    if (acknowledges === 'at once') node.reply(request, { type: 'broadcast_ok' })
    node.after(400, () => {
      shown.push(message)
      if (acknowledges === 'then') node.reply(request, { type: 'broadcast_ok' })
    })
  })
  node.on('read', () => ({ type: 'read_ok', messages: shown }))
}

describe('what a node has acknowledged', () => {
  it('it shows', () => {
    expect(once(keeper)).toEqual({ kind: 'holds' })
  })

  it('it need not show before', () => {
    expect(once(late('then'))).toEqual({ kind: 'holds' })
  })

  it('it may not show later', () => {
    expect(failureOf(once(late('at once')))).toEqual({
      kind: 'fails',
      at: 100,
      message:
        'At 100 ms n1 answered c1\'s "broadcast" of 42 with "broadcast_ok". Its "read" should show 42 from then on; it did from 500 ms on.',
    })
  })
})
