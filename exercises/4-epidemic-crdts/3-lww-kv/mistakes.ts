import {
  countsAllEntries,
  keepsKeysAsFields,
  takesEmptyForMissing,
} from '../../../lib/check/evidence/lww-answers.ts'
import { takesOlderFromPeers, takesWhateverComes } from '../../../lib/check/evidence/lww-older.ts'
import { losesKeysOnTheWay, tellsOnce, tellsOnlyWrites } from '../../../lib/check/evidence/lww-spread.ts'
import { addsNothing, beatsOnlyItsOwn, stampsByClockAlone } from '../../../lib/check/evidence/lww-stamps.ts'
import {
  comparesValuesAsTheyAre,
  idsInAnotherOrder,
  sortsNoKeys,
  tiesKeepHeld,
  tiesTakeIncoming,
} from '../../../lib/check/evidence/lww-ties.ts'
import { neverForwards } from '../../../lib/check/evidence/never-forwards.ts'
import { roundsShownTs } from '../../../lib/check/evidence/rounded-ts.ts'
import type { Mistake } from '../../../lib/grade/grader.ts'

const workload = { write: 'write', field: 'value', read: 'kv_read', list: '' }

export const mistakes: Mistake[] = [
  {
    slug: 'object-as-map',
    title: 'Keys are fields of a plain object',
    evidence: (run) => keepsKeysAsFields(run) ?? losesKeysOnTheWay(run),
    cause:
      'The store, or what is sent of it, is a plain object. It has a "constructor" and a "toString" before anybody writes, and to assign to "__proto__" makes no field of it.',
    fix: 'Keep entries in a Map. To send it, Object.fromEntries(map) is safe, and so is Object.entries(body.entries) to take it apart; entries[key] = … is not.',
  },
  {
    slug: 'null-is-missing',
    title: 'null, false, 0 or "" is taken for nothing',
    evidence: takesEmptyForMissing,
    cause:
      'Whether a key is held is asked of its value, with if (value), value == null or value ?? …, or a written null deletes. But null and false and 0 and "" are values as any other.',
    fix: 'Ask the store and not the value: held.has(key), or whether held.get(key) is undefined where it gives the whole entry.',
  },
  {
    slug: 'arrival-order-wins',
    title: 'What comes last wins',
    evidence: takesWhateverComes,
    cause:
      'An entry that comes is stored without a look at what is held, or with the time of its arrival for a ts. Replicas hear of the same entries in different orders, and each ends with the one that it heard of last.',
    fix: 'Compare before you store: only an entry that wins over the held one, by ts first, may take its place.',
    instead: ['stale-overwrites', 'tie-takes-remote', 'updated-counts-all', 'ignores-seen'],
  },
  {
    slug: 'stale-overwrites',
    title: 'A peer puts an older entry over a newer one',
    evidence: takesOlderFromPeers,
    cause:
      'kv_merge compares, and the handler of what replicas send each other does not: a peer that is behind overwrites what is newer here.',
    fix: 'Let everything that comes in pass one function, which compares and then stores: writes, kv_merge, and your own messages.',
  },
  {
    slug: 'rounded-ts',
    title: 'The ts in an answer is rounded',
    evidence: roundsShownTs,
    cause:
      'A ts is rounded to milliseconds or seconds before it is answered. Then it is not that of the entry any more: two entries of which one wins seem to be tied, or to win the other way round.',
    fix: 'Answer the very number that is held. A ts has as many digits as it needs to tell two writes apart.',
    instead: ['lost-epsilon', 'wall-clock-only', 'ignores-seen'],
  },
  {
    slug: 'lost-epsilon',
    title: 'What is added to ts is too little to count',
    evidence: addsNothing,
    cause:
      'A write gets the very ts that it should beat. Numbers of the size of today’s seconds, 1.8e9, are 2.4e-7 apart: to add 1e-9 or Number.EPSILON to one gives the same number.',
    fix: 'Add a microsecond, 1e-6, or a millisecond, 1e-3.',
    instead: ['wall-clock-only', 'ignores-seen'],
  },
  {
    slug: 'wall-clock-only',
    title: 'ts is the clock and nothing else',
    evidence: stampsByClockAlone,
    cause:
      'A write is stamped with what the clock says. When the clock is set back, or two writes come within one of its milliseconds, a later write loses to an earlier one of the same node.',
    fix: 'Take the greater of the clock and of a little more than the ts that is held under the key.',
    instead: ['ignores-seen'],
  },
  {
    slug: 'ignores-seen',
    title: 'A write beats only the node’s own writes',
    evidence: beatsOnlyItsOwn,
    cause:
      'The node remembers the last ts that it gave itself, and not those of entries that came from elsewhere. One whose clock is ahead wins over everything that is written here afterwards, though it was seen before.',
    fix: 'Compare with the ts of the entry that is held under the key, whoever wrote it.',
  },
  {
    slug: 'tie-takes-remote',
    title: 'On equal ts what comes is taken',
    evidence: tiesTakeIncoming,
    cause:
      'The comparison is incoming.ts >= held.ts, or looks no further than ts. Two replicas that hear of two tied entries in different orders end with different ones, and swap them for ever.',
    fix: 'Go on where ts are equal: compare the nodes, and where these are equal the JSON of the values.',
  },
  {
    slug: 'values-as-they-are',
    title: 'Values are compared and not their JSON',
    evidence: comparesValuesAsTheyAre,
    cause:
      'Where ts and node are equal, values are compared with <. That asks for 9 < 10, where by text "10" comes before "9"; texts without their quotes, lists and objects come otherwise too, or in no order at all.',
    fix: 'Compare two texts: the JSON of each value, written with the keys of every object sorted.',
    instead: ['tie-keeps-local', 'unsorted-json'],
  },
  {
    slug: 'unsorted-json',
    title: 'JSON is compared with its keys unsorted',
    evidence: sortsNoKeys,
    cause:
      'JSON.stringify writes an object’s keys in the order in which they were put in, numbers first. That order is no part of the value, and on another replica it may be another.',
    fix: 'Write the JSON by hand, object by object: Object.keys(value).sort(), each key and its value. An object that you build with sorted keys still has "9" before "10".',
  },
  {
    slug: 'ids-in-another-order',
    title: 'Node ids are compared in another order',
    evidence: idsInAnotherOrder,
    cause:
      'Ids are compared by localeCompare, by the number in them or backwards, or an entry without a node is put last. The order is that of code units: "N2", "n1", "n10", "n2", "n9".',
    fix: 'Compare with < and >, which go by code unit, and put an entry without a node before any other.',
  },
  {
    slug: 'tie-keeps-local',
    title: 'On equal ts what is held stays',
    evidence: tiesKeepHeld,
    cause:
      'The comparison is incoming.ts > held.ts and nothing more, or stops at the node. Two replicas that hear of two tied entries in different orders end with different ones, and stay so.',
    fix: 'Go on where ts are equal: compare the nodes, and where these are equal the JSON of the values.',
  },
  {
    slug: 'updated-counts-all',
    title: 'updated counts all entries',
    evidence: countsAllEntries,
    cause: 'updated is the number of entries that came, and not of the keys whose entry is another one now.',
    fix: 'Let the function that compares and stores say whether it stored, and count that.',
  },
  {
    slug: 'no-gossip',
    title: 'No replica tells another anything',
    evidence: (run) => neverForwards(run, workload),
    cause:
      'Writes are stored where they come in, and nothing sends them to anybody. No client calls kv_merge for you.',
    fix: 'Send what you hold to a random peer, again and again: node.every(200, …).',
    instead: ['merged-not-gossiped', 'sent-once'],
  },
  {
    slug: 'merged-not-gossiped',
    title: 'What came by kv_merge is not passed on',
    evidence: tellsOnlyWrites,
    cause: 'Only what is written here is told to the others. What a kv_merge brought stays where it came in.',
    fix: 'Tell peers what you hold, wherever it came from.',
  },
  {
    slug: 'sent-once',
    title: 'Each write is sent once',
    evidence: tellsOnce,
    cause:
      'A write is sent to the peers as it comes, and never again. What a partition or the network drops is gone.',
    fix: 'Send what you hold again and again: node.every(200, …) with a random peer repairs whatever was lost.',
  },
]
