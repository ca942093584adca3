import { digestIsACount } from '../../../lib/check/evidence/digest-count.ts'
import { digestRunsTogether } from '../../../lib/check/evidence/digest-encoding.ts'
import { digestDependsOnOrder } from '../../../lib/check/evidence/digest-order.ts'
import { digestCountsRepeats } from '../../../lib/check/evidence/digest-repeat.ts'
import { digestIsStale } from '../../../lib/check/evidence/digest-stale.ts'
import { losesFalsyValues } from '../../../lib/check/evidence/falsy-values.ts'
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
      'The same values, come in another order, give another digest. Two nodes get them in different orders, so their digests may differ for ever.',
    fix: 'Sort before you hash, by a text that tells values apart, such as JSON.stringify(value): a bare sort() takes 1 and "1" for equal, and leaves them as they came. Or combine one hash for each value, by an exclusive or or a sum of whole numbers; a sum of fractions rounds otherwise in another order.',
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
    slug: 'stale-digest',
    title: 'The digest stays as it was',
    evidence: digestIsStale,
    cause:
      'When values come with a digest_sync, the digest does not change; when clients broadcast them, it does. It is kept from before, or only broadcast works new values into it.',
    fix: 'Let one function take in new values, wherever they come from, and let it bring the digest up to date, or throw the kept one away.',
  },
  {
    slug: 'repeat-changes-digest',
    title: 'A value that comes again changes the digest',
    evidence: digestCountsRepeats,
    cause:
      'What a node holds already is worked into its digest when it comes once more, though the set stays as it is: an exclusive or takes it out again, and a sum counts it twice.',
    fix: 'Ask first whether the value is new, with seen.has(value), and only then change the digest.',
  },
  {
    slug: 'loses-falsy-values',
    title: '0 and "" are taken for nothing',
    evidence: losesFalsyValues,
    cause:
      'Whether there is a value is asked with if (value), value || … or filter(Boolean). To JavaScript 0 and "" are as false as null is, so they are left out.',
    fix: 'Ask what you mean: whether the list is null, whether seen.has(value).',
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
      'An exchange begins with all the values, before anybody has compared digests. Nodes that hold the same go on sending each other all of it.',
    fix: 'Begin with the digest alone: remote_messages may be null. Send values only when the answer says that the digests differ.',
  },
]
