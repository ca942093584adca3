import { takesWhateverComes } from '../../../lib/check/evidence/arrival-order.ts'
import { neverTellsConflict } from '../../../lib/check/evidence/conflict-false.ts'
import { dropsContext } from '../../../lib/check/evidence/context-dropped.ts'
import { countsAcrossKeys } from '../../../lib/check/evidence/counter-across-keys.ts'
import { coversUnread } from '../../../lib/check/evidence/covers-unread.ts'
import { dropsOnExchange } from '../../../lib/check/evidence/dropped-on-exchange.ts'
import { answersEmpty } from '../../../lib/check/evidence/empty-answer.ts'
import { mergesEqualValues } from '../../../lib/check/evidence/equal-values.ts'
import { keepsCovered } from '../../../lib/check/evidence/keeps-covered.ts'
import { keepsCopies } from '../../../lib/check/evidence/kept-copies.ts'
import { countsByNode } from '../../../lib/check/evidence/keyed-by-node.ts'
import { keepsKeysAsFields } from '../../../lib/check/evidence/keys-as-fields.ts'
import { ignoresMode } from '../../../lib/check/evidence/mode-ignored.ts'
import { neverExchanges } from '../../../lib/check/evidence/never-exchanges.ts'
import { overwritesSiblings } from '../../../lib/check/evidence/overwrites-siblings.ts'
import { replaysRequests } from '../../../lib/check/evidence/replays-request.ts'
import { reusesNumbers } from '../../../lib/check/evidence/reused-dot.ts'
import { comparesBySum } from '../../../lib/check/evidence/sum-order.ts'
import { keepsLocalOnTie } from '../../../lib/check/evidence/tie-kept.ts'
import { tellsVersionOnce } from '../../../lib/check/evidence/told-once.ts'
import { comparesVectorsFirst } from '../../../lib/check/evidence/vectors-first.ts'
import type { Mistake } from '../../../lib/grade/grader.ts'

/** Who gives out wrong vectors loses or keeps the wrong versions because of it. */
const consequences = [
  'overwrites-siblings',
  'keeps-covered-siblings',
  'compares-by-sum',
  'drops-concurrent-on-exchange',
  'merges-equal-values',
]

export const mistakes: Mistake[] = [
  {
    slug: 'keys-as-fields',
    title: 'Keys are kept as fields of an object',
    evidence: keepsKeysAsFields,
    explainsEnds: true,
    cause:
      'The store is a plain object, and those seem to have "constructor", "toString" and "__proto__" from the start.',
    fix: 'Keep the store in a Map, and send it as a list of pairs: [...store].',
  },
  {
    slug: 'replays-the-request',
    title: 'Nodes send each other the request, and not the version',
    evidence: replaysRequests,
    cause:
      "A node passes the client's vv_write on to the others. To them it comes from a node, so each makes a vector of its own for it, and one write becomes several versions.",
    fix: 'Make the vector once, at the node that the client asked. Send the others the finished version, vector and all, in a message of your own type.',
    instead: [...consequences, 'keyed-by-node', 'reused-dot', 'arrival-order-wins'],
  },
  {
    slug: 'keyed-by-node',
    title: 'Vectors count nodes, not clients',
    evidence: countsByNode,
    cause:
      'The entry that a write raises is that of the node. Two clients of one node share it, so what one writes blindly seems to build on what the other wrote.',
    fix: "Raise the entry of the client, which is the message's src: node.on('vv_write', (body, { src }) => …).",
    instead: [...consequences, 'reused-dot', 'covers-unread'],
  },
  {
    slug: 'counter-across-keys',
    title: 'One counter serves all keys',
    evidence: countsAcrossKeys,
    cause: "A client's writes are numbered through all keys, so the first one of a key is not its first.",
    fix: 'Keep the largest number for each key and client: a Map of vectors, by key.',
    instead: consequences,
  },
  {
    slug: 'covers-unread',
    title: 'A write covers what its client has not read',
    evidence: coversUnread,
    cause:
      "The new vector is made of what the node knows, its siblings' entries among it, and not of the context. So it says that the client had read them all.",
    fix: "Begin with the context, and raise one entry in it, the client's own. What the node knows decides the number in that entry, and nothing else.",
    instead: consequences,
  },
  {
    slug: 'context-dropped',
    title: 'The context is not in the vector',
    evidence: dropsContext,
    cause:
      "The new vector holds its own client's entry alone. What the client had read is forgotten, so the write covers none of it, and a conflict can never be settled.",
    fix: "Copy the context and raise the client's entry in the copy: { ...context, [src]: number }.",
    instead: consequences,
  },
  {
    slug: 'reused-dot',
    title: 'A number is given out twice',
    evidence: reusesNumbers,
    cause:
      'The next number of a client is worked out from the context alone, or from what is stored just now. A client that has not read its own last write, or whose version has been replaced, gets the same vector again for another value, and no replica can tell the two apart.',
    fix: 'Remember, for each key and client, the largest number this node has ever met: in a context, in what it gave out, in what other nodes sent. The next one is one more.',
    instead: consequences,
  },
  {
    slug: 'empty-instead-of-error',
    title: 'A key that nobody wrote is answered as if it were empty',
    evidence: answersEmpty,
    cause: 'A read of an unknown key answers no values, and not an error.',
    fix: "if (!store.has(key)) throw node.error(20, 'there is no such key')",
  },
  {
    slug: 'compares-by-sum',
    title: 'Vectors are compared by their sums',
    evidence: comparesBySum,
    cause:
      'The version whose entries add up to more is taken for the newer one. But {c1:3} does not cover {c2:1}: who wrote it had never seen that one.',
    fix: 'One vector covers another if every entry of it is as large or larger. If neither covers the other, keep both.',
    instead: ['overwrites-siblings', 'drops-concurrent-on-exchange'],
  },
  {
    slug: 'merges-equal-values',
    title: 'Equal values are taken for one write',
    evidence: mergesEqualValues,
    cause:
      'Versions are told apart by their values. Two clients wrote the same, and one of the writes is gone.',
    fix: 'Tell versions apart by their vectors: equal vectors are the same write, equal values are not.',
  },
  {
    slug: 'overwrites-siblings',
    title: 'A write removes siblings that its client had not read',
    evidence: overwritesSiblings,
    cause: 'In vv mode a write replaces whatever the node holds, its context notwithstanding.',
    fix: 'Put the new version beside the old ones, and remove those alone whose vectors it covers.',
  },
  {
    slug: 'keeps-copies',
    title: 'One version is kept several times',
    evidence: keepsCopies,
    // Copies of copies soon make a list that nothing comes back from.
    explainsEnds: true,
    cause:
      'An exchange brings versions that the node has already. Equal vectors are not removed, since neither is the larger, and every further exchange doubles them.',
    fix: 'Of versions with equal vectors keep one.',
  },
  {
    slug: 'keeps-covered-siblings',
    title: 'Versions stay that another one covers',
    evidence: keepsCovered,
    cause:
      'When a version comes, from a client or from another node, those that it covers are not removed, or it is kept though one that is there covers it.',
    fix: 'After every write and every exchange keep the maximal versions: those that no other one covers.',
  },
  {
    slug: 'conflict-always-false',
    title: 'A conflict is never told',
    evidence: neverTellsConflict,
    cause: 'conflict is false whatever there is.',
    fix: 'In vv mode answer conflict: values.length > 1.',
  },
  {
    slug: 'mode-ignored',
    title: 'The mode is ignored',
    evidence: ignoresMode,
    cause: 'set_mode is answered, and nothing else looks at it: the node keeps siblings in lww mode too.',
    fix: 'Keep the mode in a variable. In lww mode a write replaces what the node holds, and of two nodes the version with the later clock stays.',
  },
  {
    slug: 'never-exchanges',
    title: 'Nodes tell each other nothing',
    evidence: neverExchanges,
    cause: 'Each node keeps what its own clients write, and no other ever hears of it.',
    fix: 'Send what the node holds to another one, again and again (node.every), and merge what comes.',
  },
  {
    slug: 'told-once',
    title: 'A version is sent once, and was lost',
    evidence: tellsVersionOnce,
    cause:
      'A node tells the others of a write when it comes. Whoever was cut off at that moment never hears of it.',
    fix: 'Exchange what you hold again and again, or send it until it is confirmed.',
  },
  {
    slug: 'drops-concurrent-on-exchange',
    title: 'An exchange drops siblings',
    evidence: dropsOnExchange,
    cause:
      "When two nodes put their versions together, one side's are given up, or turned away, though none covers them.",
    fix: 'Keep the maximal versions of both: all but those that another one covers. It is the same function as for a write.',
  },
  {
    slug: 'tie-keeps-local',
    title: 'Equal clocks leave each node with its own',
    evidence: keepsLocalOnTie,
    cause:
      'In lww mode a version wins only by a later clock. When two clocks say the same, neither wins, anywhere.',
    fix: 'When the clocks are equal let the larger node id win: every node must come to the same choice.',
  },
  {
    slug: 'vectors-before-clocks',
    title: 'In lww mode vectors decide before clocks do',
    evidence: comparesVectorsFirst,
    cause:
      'A version that covers the other wins even where its clock is the earlier one; the clock is asked only when neither covers the other.',
    fix: 'In lww mode compare the clocks, then the node ids, and nothing else. What covers what matters in vv mode alone.',
  },
  {
    slug: 'arrival-order-wins',
    title: 'Whatever comes last wins',
    evidence: takesWhateverComes,
    cause:
      'In lww mode a node takes what another sends for the newer version: it looks at no clock, or at its own, and not at that of the node that took the write.',
    fix: 'Keep with every version the clock and the node that took the write, send both along, and keep the later of the two.',
  },
]
