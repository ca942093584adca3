import { countsOtherThanNew } from '../../../lib/check/evidence/count-off.ts'
import { losesFalsyElements } from '../../../lib/check/evidence/loses-falsy.ts'
import { tellsNoMerged } from '../../../lib/check/evidence/merged-untold.ts'
import { neverForwards } from '../../../lib/check/evidence/never-forwards.ts'
import { hasNoTimer } from '../../../lib/check/evidence/no-timer.ts'
import { intersectsOnMerge, replacesOnMerge } from '../../../lib/check/evidence/replaces.ts'
import { resendsEveryReceipt } from '../../../lib/check/evidence/resends.ts'
import { showsRepeats } from '../../../lib/check/evidence/shows-repeats.ts'
import { mixesNumbersAndStrings } from '../../../lib/check/evidence/stringly.ts'
import { tellsOnce } from '../../../lib/check/evidence/tells-once.ts'
import type { Mistake } from '../../../lib/grade/grader.ts'
import { workload } from './bounds.ts'

export const mistakes: Mistake[] = [
  {
    slug: 'list-not-set',
    title: 'A list is kept, and not a set',
    evidence: (run) => showsRepeats(run, workload),
    cause:
      'Elements are put into an array as they come. Gossip brings the same element again and again, so a replica that has heard it twice holds it twice.',
    fix: 'Keep the elements in a Set, or ask whether one is there before you push it: for what a client adds, and for what comes with a merge, where one list may hold it twice.',
    instead: ['new-count-off'],
  },
  {
    slug: 'replaces-on-merge',
    title: 'A merge replaces what was there',
    evidence: (run) => replacesOnMerge(run, workload),
    cause:
      'The elements that come with a merge take the place of the replica’s own. Whoever gossips last wins, and what only the other knew is lost.',
    fix: 'Merge by union: keep all that you hold, and add each element of the list that is missing.',
    instead: ['new-count-off'],
  },
  {
    slug: 'intersection',
    title: 'A merge keeps only what both sides hold',
    evidence: (run) => intersectsOnMerge(run, workload),
    cause:
      'The merge takes the intersection of the two sets. It is commutative, associative and idempotent as well, but what one replica alone knows is thrown away, and the set shrinks.',
    fix: 'Take the union: an element is in the merged set when it is in one of the two, or in both.',
    instead: ['new-count-off'],
  },
  {
    slug: 'stringly-elements',
    title: 'Numbers and strings are mixed up',
    evidence: (run) => mixesNumbersAndStrings(run, workload),
    cause: 'Elements are kept as the keys of an object, or turned into text, so that 1 and "1" become one.',
    fix: 'Keep them in a Set, which holds 1 and "1" apart, and send them on as they came.',
  },
  {
    slug: 'loses-falsy-elements',
    title: '0 and "" are taken for nothing',
    evidence: (run) => losesFalsyElements(run, workload),
    cause:
      'Whether there is an element is asked with if (element), element || … or filter(Boolean). To JavaScript 0 and "" are as false as undefined is.',
    fix: 'An element is always there when your handler is called; the workbench answers requests that lack it. Ask only whether the set has it.',
  },
  {
    slug: 'new-count-off',
    title: 'new_count is another number',
    evidence: (run) => countsOtherThanNew(run, workload),
    cause:
      'new_count is how many elements the replica did not hold before the merge. Neither the length of the list nor the size of the set tells it: elements may be known already, and one may stand in the list twice.',
    fix: 'Look at the size of your set before and after the merge: new_count is the difference.',
  },
  {
    slug: 'passes-on-known',
    title: 'Every receipt is passed on',
    // Whoever tells all of its set whenever it has grown sends elements again as well, and comes to an end.
    evidence: (run) => (run.trace.end.kind === 'capped' ? resendsEveryReceipt(run, workload) : undefined),
    cause:
      'Whenever gossip comes the replica gossips in turn, whether or not there was anything new in it. Each message makes several, and the network drowns.',
    fix: 'Gossip on a timer, or only when the merge has brought something new.',
    instead: ['no-timer'],
  },
  {
    slug: 'merge-not-gossiped',
    title: 'What came by a merge is not gossiped',
    evidence: (run) => tellsNoMerged(run, workload),
    cause:
      'The replica gossips what clients added to it and keeps to itself what came with a merge. But what it holds it must tell, wherever it has it from: nobody else may be left who knows.',
    fix: 'Gossip the whole set, or put what a merge brings into the same list of news as what is added.',
  },
  {
    slug: 'never-gossips',
    title: 'Elements stay where they came in',
    evidence: (run) => neverForwards(run, workload),
    cause: 'The replica keeps elements and answers clients, but tells no other replica anything.',
    fix: 'Set a timer when the program starts, node.every(200, …), and send your set to other replicas each time.',
    instead: ['no-timer', 'tells-once'],
  },
  {
    slug: 'tells-once',
    title: 'Each element is told once',
    evidence: tellsOnce,
    cause:
      'After an element was sent the replica takes it for told. What was sent into a partition or was lost on the way is not sent again.',
    fix: 'Send the whole set in every round. Telling somebody what he knows does no harm: a union is idempotent.',
    instead: ['no-timer'],
  },
  {
    slug: 'no-timer',
    title: 'Nothing happens by itself',
    evidence: (run) => hasNoTimer(run, { fanout: 1, intervalMs: 1000 }),
    cause:
      'The replica gossips when something comes in, and only then. If that message is lost there is no other until somebody writes again.',
    fix: 'Gossip by the clock: node.every(200, …) tells the set again and again, for ever.',
  },
]
