import { type Laws, mergesLawfully } from '../../../lib/check/laws.ts'
import { answersInOrder, entriesBy } from '../../../lib/check/lww-alone.ts'
import { followsClock } from '../../../lib/check/lww-clock.ts'
import { allHoldTheLatest } from '../../../lib/check/lww-converged.ts'
import { storeAnswers, storeReadsTruly } from '../../../lib/check/lww-reads.ts'
import { neverOlder, onlyWhatWasWritten } from '../../../lib/check/lww-shown.ts'
import { writesWin } from '../../../lib/check/lww-writes.ts'
import type { Check, Grader } from '../../../lib/grade/grader.ts'
import { canonicalJson } from '../../../lib/protocol/canonical-json.ts'
import { answers, answerWithinMs, contract, equalWithinMs } from './bounds.ts'
import { mistakes } from './mistakes.ts'
import { scenarios } from './scenarios.ts'

const everywhere = scenarios.map(({ name }) => name)
const alone = ['talk', 'step-back']
const cutApart = ['pairs', 'orders']
const clusters = everywhere.filter((name) => !alone.includes(name) && !cutApart.includes(name))

const laws: Laws = {
  parts(request, answer) {
    if (request.type === 'kv_read') return undefined
    return entriesBy('', request, answer).map((part) => canonicalJson(part))
  },
  told: ({ type, entries, key, value }) =>
    type === 'write' ? `write ${JSON.stringify({ key, value })}` : `kv_merge ${JSON.stringify(entries)}`,
  // The observer's own words: x = "a".
  shown: (values) => (values.length === 0 ? 'nothing' : values.join(', ')),
}

const checks: Check[] = [
  {
    id: 'answers',
    name: 'Every request is answered, in the documented shape',
    required: true,
    scenarios: everywhere,
    judge: (run) => storeAnswers(run, answers, answerWithinMs),
  },
  {
    id: 'reads',
    name: 'Reading is answered at once, truly, and changes nothing',
    required: true,
    reads: true,
    scenarios: everywhere,
    judge: storeReadsTruly,
  },
  {
    id: 'alone',
    name: 'A node by itself gives every request the answer it should',
    required: true,
    scenarios: alone,
    judge: answersInOrder,
  },
  {
    id: 'clock',
    name: 'A write has the ts of its node’s clock, or a little more if it must',
    required: true,
    scenarios: [...alone, ...clusters],
    judge: followsClock,
  },
  {
    id: 'laws',
    name: 'Merging is commutative, associative and idempotent',
    required: true,
    scenarios: cutApart,
    judge: (run) => mergesLawfully(run, laws),
  },
  {
    id: 'order',
    name: 'Of all entries that came the one wins that the order says',
    required: true,
    scenarios: cutApart,
    judge: answersInOrder,
  },
  {
    id: 'never-older',
    name: 'What a node holds gives way only to what wins over it',
    required: true,
    scenarios: clusters,
    judge: neverOlder,
  },
  {
    id: 'writes-win',
    name: 'A write wins over all that its node has seen of that key',
    required: true,
    scenarios: ['step-back', ...clusters],
    judge: writesWin,
  },
  {
    id: 'equal',
    name: 'Five seconds after the last change, or the heal, all hold the same',
    required: true,
    scenarios: clusters,
    judge: (run) => allHoldTheLatest(run, equalWithinMs),
  },
  {
    id: 'nothing-foreign',
    name: 'No node holds what no client wrote',
    required: true,
    scenarios: clusters,
    judge: onlyWhatWasWritten,
  },
]

const grader: Grader = { contract, exhibit: 'halves', writes: 'write', scenarios, checks, mistakes }

export default grader
