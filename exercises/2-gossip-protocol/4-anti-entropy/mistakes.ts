import { digestIsACount } from '../../../lib/check/evidence/digest-count.ts'
import { digestRunsTogether } from '../../../lib/check/evidence/digest-encoding.ts'
import { digestDependsOnOrder } from '../../../lib/check/evidence/digest-order.ts'
import { alwaysSendsState } from '../../../lib/check/evidence/needless-state.ts'
import { mergesOneWay } from '../../../lib/check/evidence/one-way-merge.ts'
import { countsAllAsTransferred } from '../../../lib/check/evidence/transferred-all.ts'
import type { Mistake } from '../../../lib/grade/grader.ts'
import { broadcastWorkload as workload } from '../../../lib/scenario/broadcast.ts'

export const mistakes: Mistake[] = [
  {
    slug: 'order-dependent-digest',
    title: 'The digest depends on the order of arrival',
    evidence: digestDependsOnOrder,
    cause:
      'The digest is made from the values in the order in which they came. Two nodes with the same values have them in different orders, so their digests differ for ever.',
    fix: 'Sort before you hash, by a text that tells values apart, such as JSON.stringify(value); or add up one hash for each value, which no order changes.',
    instead: ['always-full-state'],
  },
  {
    slug: 'count-as-digest',
    title: 'The digest is only a count',
    evidence: digestIsACount,
    cause:
      'The digest says how many values there are, and nothing of what they are. Two nodes that each hold one value the other lacks look alike, and never exchange them.',
    fix: 'Make the digest from the values themselves: a hash over all of them, in an order that every node agrees on.',
  },
  {
    slug: 'ambiguous-digest-encoding',
    title: 'Different values look the same in the digest',
    evidence: digestRunsTogether,
    cause:
      'The values are strung together as plain text before they are hashed. So 1 and "1" leave the same mark, and two values may read as one.',
    fix: 'Hash a text from which the values could be read back: JSON.stringify keeps the quotes of a string, and of a whole sorted list the borders as well.',
  },
  {
    slug: 'transferred-counts-all',
    title: 'Known values are counted as transferred',
    evidence: countsAllAsTransferred,
    cause:
      'transferred is the length of remote_messages, and not the number of values in it that were new to this node.',
    fix: 'Compare the size of your set before and after the merge: the difference is what was transferred.',
  },
  {
    slug: 'one-way-merge',
    title: 'Only one side learns',
    evidence: mergesOneWay,
    cause:
      'Of the two nodes in an exchange one takes what the other holds more, and the other takes nothing: what came with the request is not merged, or what came back with the answer.',
    fix: 'Merge on both sides: remote_messages when a request comes, local_messages when its answer comes.',
  },
  {
    slug: 'always-full-state',
    title: 'Everything is sent every time',
    evidence: (run) => alwaysSendsState(run, workload),
    cause:
      'An exchange begins with all the values, before anybody has compared digests. Nodes that hold the same send each other all of it, twice a second.',
    fix: 'Begin with the digest alone: remote_messages may be null. Send values only when the answer says that the digests differ.',
  },
]
