import { letsAddsWin } from '../../../lib/check/evidence/add-wins.ts'
import { dropsEarlyTombstones } from '../../../lib/check/evidence/early-tombstones.ts'
import { neverForwards } from '../../../lib/check/evidence/never-forwards.ts'
import { hasNoTimer } from '../../../lib/check/evidence/no-timer.ts'
import { deletesPlainly } from '../../../lib/check/evidence/plain-delete.ts'
import { poisonsUnseen } from '../../../lib/check/evidence/poisons-unseen.ts'
import { readdsRemoved } from '../../../lib/check/evidence/readded.ts'
import { removesAgain, removesAnything } from '../../../lib/check/evidence/removes-again.ts'
import { keepsTombstones } from '../../../lib/check/evidence/untold-removals.ts'
import type { Mistake } from '../../../lib/grade/grader.ts'
import { workload } from './bounds.ts'

export const mistakes: Mistake[] = [
  {
    slug: 'plain-delete',
    title: 'A removed element is simply deleted',
    evidence: (run) => deletesPlainly(run, workload),
    cause:
      'remove takes the element out of the one set there is, and nothing remembers that. Other replicas still hold it, and the next gossip brings it back: to a set without it, it looks like news.',
    fix: 'Keep two sets that only grow: what was ever added, and what was ever removed. Gossip both. An element is there when it is in the first and not in the second.',
    instead: ['add-wins', 'readd-after-remove', 'drops-early-tombstones', 'no-timer'],
  },
  {
    slug: 'add-wins',
    title: 'An add that meets a tombstone wins',
    evidence: (run) => letsAddsWin(run, workload),
    cause:
      'Where the news of an element meets its tombstone, the tombstone is dropped or passed over. But every replica that has not heard of the removal still tells of the element; so none can ever be removed.',
    fix: 'Let tombstones only be added, never taken away: in a two-phase set the removal always wins. (Sets in which adds win exist; they give every add a name of its own, and remove those names.)',
    instead: ['readd-after-remove', 'drops-early-tombstones'],
  },
  {
    slug: 'remove-poisons-unseen',
    title: 'Removing what is not there leaves a tombstone',
    evidence: (run) => poisonsUnseen(run, workload),
    cause:
      'The tombstone is set before, or without, a look at whether the element is there. The client is told that nothing was removed, and when the element is added later it never shows.',
    fix: 'Look first: if the element is not there, throw node.error(20, …) and change nothing. Only then put it among the removed.',
    instead: ['removes-anything', 'removes-twice'],
  },
  {
    slug: 'removes-anything',
    title: 'What is not there is removed as well',
    evidence: (run) => removesAnything(run, workload),
    cause: 'remove answers "remove_ok" whether or not the element is there.',
    fix: 'Ask what read would show: if the element is not in it, throw node.error(20, "not in the set").',
    instead: ['removes-twice'],
  },
  {
    slug: 'removes-twice',
    title: 'What is gone already can be removed again',
    evidence: (run) => removesAgain(run, workload),
    cause:
      'Before a removal the node asks whether the element was ever added, and not whether it is there: what was added and removed is still among the added.',
    fix: 'An element is there when it is among the added and not among the removed. Let one function say so, and use it in read and in remove.',
  },
  {
    slug: 'readd-after-remove',
    title: 'Adding it again brings a removed element back',
    evidence: (run) => readdsRemoved(run, workload),
    cause:
      'add takes the tombstone away, so the element is there again, on this replica. The others keep their tombstones, and when they gossip, it is gone once more.',
    fix: 'Let add touch the added elements only. A tombstone is for ever; who needs to add and remove by turns needs another type of set.',
  },
  {
    slug: 'drops-early-tombstones',
    title: 'A tombstone that comes before its element is dropped',
    evidence: (run) => dropsEarlyTombstones(run, workload),
    cause:
      'A merge takes in only tombstones of elements that the node holds. The news of a removal may overtake that of the add; when the add comes later, it is shown, and nobody tells of the removal again in time.',
    fix: 'Take in the tombstones as they come: remove_set is merged by union like add_set, whether or not the element is known.',
  },
  {
    slug: 'tombstones-not-merged',
    title: 'Removals stay where they were made',
    evidence: (run) => keepsTombstones(run, workload),
    cause:
      'Tombstones are kept, but not gossiped, or not taken in by a merge. The node that removed an element never shows it again, and all others go on showing it.',
    fix: 'The state is both sets. Send both in every message, and merge both: each by union.',
  },
  {
    slug: 'never-gossips',
    title: 'Updates stay where they came in',
    evidence: (run) => neverForwards(run, workload),
    cause: 'The replica keeps its sets and answers clients, but tells no other replica anything.',
    fix: 'Set a timer when the program starts, node.every(200, …), and send both sets to other replicas each time.',
    instead: ['no-timer'],
  },
  {
    slug: 'no-timer',
    title: 'Nothing happens by itself',
    evidence: (run) => hasNoTimer(run, { fanout: 1, intervalMs: 1000 }),
    cause:
      'The replica gossips when something comes in, and only then. What went into a cut, or was lost on the way, is not told again.',
    fix: 'Gossip by the clock: node.every(200, …) tells both sets again and again, for ever.',
  },
]
