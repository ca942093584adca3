import type { Step } from '../../../lib/check/conversation.ts'
import type { Body } from '../../../lib/protocol/message.ts'
import { awkwardValues as awkward } from '../../../lib/scenario/broadcast.ts'

/** Exactly this status; the list in exactly this order. Nothing is ever dropped here: there is nobody to talk to. */
function statusIs(blocked: string[], isPartitioned = blocked.length > 0): Step {
  const expected: Body = {
    type: 'partition_status_ok',
    blocked,
    is_partitioned: isPartitioned,
    messages_dropped: 0,
  }
  return {
    request: { type: 'partition_status' },
    expect(answer) {
      for (const [field, value] of Object.entries(expected)) {
        if (JSON.stringify(answer[field]) === JSON.stringify(value)) continue
        return `expected "${field}" to be ${JSON.stringify(value)}`
      }
      return undefined
    },
  }
}

function partition(...blocked: string[]): Step {
  return { request: { type: 'partition', blocked }, expect: { type: 'partition_ok' } }
}

const heal: Step = { request: { type: 'heal' }, expect: { type: 'heal_ok' } }

function broadcast(message: number | string): Step {
  return { request: { type: 'broadcast', message }, expect: { type: 'broadcast_ok' } }
}

function read(...messages: (number | string)[]): Step {
  return { request: { type: 'read' }, expect: { type: 'read_ok', messages } }
}

/** One node, alone in its cluster, is told whom to block. */
export const script: Step[] = [
  statusIs([]),
  read(),
  broadcast(1),
  partition('n3', 'n2'),
  statusIs(['n2', 'n3']),
  // Cut off or not, a node serves its clients.
  broadcast('1'),
  read(1, '1'),
  // Another list replaces the first.
  partition('n4'),
  statusIs(['n4']),
  // The same once more changes nothing.
  partition('n4'),
  statusIs(['n4']),
  // Each name once, sorted as text.
  partition('n3', 'n10', 'n2', 'n3', 'n9'),
  statusIs(['n10', 'n2', 'n3', 'n9']),
  // An empty list is a heal.
  partition(),
  statusIs([]),
  partition('n5'),
  heal,
  statusIs([]),
  heal,
  statusIs([]),
  // Names that are nobody's, the node's own, and a client's: kept as given, without effect.
  partition('c1', 'n1', 'constructor', '__proto__'),
  statusIs(['__proto__', 'c1', 'constructor', 'n1']),
  ...awkward.filter((value) => value !== 1 && value !== '1').map(broadcast),
  read(...awkward),
  heal,
  statusIs([]),
  read(...awkward),
]
