import { oneWayIn } from '../both-ways.ts'
import { broughtTo } from '../brought.ts'
import type { Run } from '../run.ts'
import { count, names, show, time } from '../words.ts'

/** What came with a `digest_sync` was not kept, or exchanges taught one side only. */
export function mergesOneWay(run: Run): string | undefined {
  return notKept(run) ?? oneSided(run)
}

/** With fewer values it may be these that the node cannot keep. */
const leastValues = 2

/** Of all that clients sent with a digest that differed, the nodes kept nothing. */
function notKept(run: Run): string | undefined {
  const brought = broughtTo(run).filter(({ request }) => request === 'digest_sync')
  const [first] = brought
  if (first === undefined || brought.length < leastValues || brought.some(({ kept }) => kept))
    return undefined
  const { at, node, list } = first
  const ignored = brought.filter((one) => one.node === node && one.at === at).map(({ value }) => show(value))
  return `At ${time(at)} ${node} got a "digest_sync" with ${show(list)} in remote_messages. It answered with its own values, and never knew ${names(ignored)} afterwards; nor did it keep any other value that came so.`
}

function oneSided(run: Run): string | undefined {
  const found = oneWayIn(run)
  if (found === undefined) return undefined
  const { learner, exchanges, first } = found
  const other =
    learner === 'other'
      ? 'the node that had begun it learned nothing'
      : 'the node that was asked learned nothing'
  return `${count(exchanges, 'exchange')} taught a node something, and each time ${other}. At ${time(first.learn.at)} ${first.learn.node} learned from one that ${first.beginner} had begun.`
}
