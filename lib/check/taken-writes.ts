import { type StoreRequests, type Write, writesOf } from '../trace/writes.ts'
import { type Finding, holds } from './finding.ts'
import { Holdings, showHeld } from './holdings.ts'
import type { Run } from './run.ts'
import { number, show, time } from './words.ts'

/** An acknowledged write shows at its node at once, and its `write_id` is its number among those that came there. */
export function writesTaken(run: Run, requests: StoreRequests): Finding {
  const holdings = new Holdings(run)
  const numbers = new Map<string, number>()
  for (const write of writesOf(run.facts, requests)) {
    const place = (numbers.get(write.node) ?? 0) + 1
    numbers.set(write.node, place)
    const failure = misnumbered(write, place) ?? notShown(holdings, write)
    if (failure !== undefined) return failure
  }
  return holds
}

function misnumbered(
  { operation, node, text, taken, acknowledged }: Write,
  place: number,
): Finding | undefined {
  const id = operation.answer?.body.write_id
  if (acknowledged === undefined || id === place) return undefined
  return {
    kind: 'fails',
    at: taken.at,
    message: `At ${time(taken.at)} ${operation.client} wrote ${showHeld(text)} at ${node}. It was write ${number(place)} of those that clients brought to ${node}; its write_id was ${show(id)}.`,
  }
}

function notShown(holdings: Holdings, { operation, node, key, text, taken, acknowledged }: Write) {
  if (acknowledged === undefined || !holdings.keys.includes(key)) return undefined
  const before = holdings.at(node, key, taken.id)
  const during = holdings.of(node, key).filter(({ from }) => from.id > taken.id && from.at <= acknowledged.at)
  // While the node took its time something else may have come, and won.
  const isOvertaken = acknowledged.at > taken.at && during.length > 0
  if (before === text || isOvertaken || during.some((one) => one.text === text)) return undefined
  const finding: Finding = {
    kind: 'fails',
    at: acknowledged.at,
    message: `At ${time(taken.at)} ${operation.client} wrote ${showHeld(text)} at ${node}, and had its acknowledgement ${acknowledged.at === taken.at ? 'at once' : `at ${time(acknowledged.at)}`}. ${node} ${before === undefined ? 'went on holding nothing under this key' : `went on holding ${showHeld(before)}`}: a write must show at its node when it is acknowledged.`,
  }
  return finding
}
