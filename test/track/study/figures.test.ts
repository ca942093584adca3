import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { loadComparisons } from '../../../lib/compare/load.ts'
import { expectedRounds } from '../../../lib/theory/expected-rounds.ts'
import { reachOfWave } from '../../../lib/theory/forward-once.ts'
import { fanoutByOne } from '../../../lib/theory/independent-fanout.ts'
import { minimumFanout } from '../../../lib/theory/minimum-fanout.ts'
import { loadTrack } from '../../../lib/track/load.ts'
import { packageRoot } from '../../../lib/track/root.ts'
import { loadConcepts } from '../../../lib/track/study/concepts.ts'
import { loadInterview } from '../../../lib/track/study/interview.ts'
import { loadKeyMistakes } from '../../../lib/track/study/key-mistakes.ts'
import { taskText } from '../../../lib/track/text.ts'

const root = packageRoot()
const track = loadTrack(root)
const plain = (text: string) =>
  text
    .replace(/\]\([^)]*\)/g, ']')
    .replace(/`[^`]*`/g, '`')
    .split(/\s+/)
    .join(' ')

/** Where figures are from: our own theory, a source named with the question, or a task's text. */
type Figures = {
  computed: string[]
  cited: [sentence: string, source: RegExp][]
  limits: [sentence: string, task: string, limit: string][]
}

const once = (nodes: number) =>
  minimumFanout({ nodes, target: 0.99, model: 'once', rounds: 'inf', loss: 0, crashed: 0 })
const forever = (rounds: number) =>
  minimumFanout({ nodes: 25, target: 0.99, model: 'forever', rounds, loss: 0, crashed: 0 })
const percent = (share: number, digits = 0) => `${(100 * share).toFixed(digits)} %`

/** On average, and all of them: a wave on 25 nodes. */
function wave(fanout: number, excludesSource: boolean, digits: [number, number]): [string, string] {
  const reach = reachOfWave({ nodes: 25, fanout, excludesSource })
  const mean = reach.reduce((sum, p, nodes) => sum + p * nodes, 0)
  return [percent(mean / 25, digits[0]), percent(reach[25] ?? 0, digits[1])]
}

const flood = (nodes: number, links: number) => 2 * links - (nodes - 1)
const complete = (nodes: number) => (nodes * (nodes - 1)) / 2
const detection = Math.E / (Math.E - 1)
const hashes = 1 + 16 * 3 * (Math.log(1e6) / Math.log(16))

function computed(): string[] {
  const [a, b, c, d] = [25, 100, 1000, 10_000].map((nodes) => once(nodes).minFanout)
  const lower = minimumFanout({ nodes: 1000, target: 0.7, model: 'once', rounds: 'inf', loss: 0, crashed: 0 })
  const five = forever(5)
  const [two, three] = [wave(2, false, [1, 0]), wave(3, false, [1, 0])]
  const [twoApart, threeApart] = [wave(2, true, [2, 2]), wave(3, true, [2, 2])]
  const [push, pull, both] = (['push', 'pull', 'push-pull'] as const).map((calls) =>
    expectedRounds(1000, calls).toFixed(2),
  )
  return [
    // npx workbench grade 1.1, and compare spreading (on 25 nodes of a grid: 56 and 24)
    `For a line of 25 nodes that is ${flood(25, 24)}, for a 5×5 grid ${flood(25, 40)}, for 25 nodes that all know each other ${flood(25, complete(25))}`,
    `which is ${flood(25, complete(25)) / 24} times as many where 25 nodes all know each other (${flood(25, complete(25))} against 24)`,
    `makes ${3 ** 3} calls out of one`,
    // npx workbench fanout --nodes … --model once --rounds inf --target 0.99
    `gives ${a}, and for 100, 1,000 and 10,000 nodes it gives ${b}, ${c} and ${d}`,
    `with 8 instead of ${c} a thousand nodes are all reached in ${percent(lower.at(8).reach.pAll)} of runs`,
    `For c = ${(-Math.log(-Math.log(0.99))).toFixed(1)} that is 0.99`,
    `higher by ln 10 ≈ ${Math.LN10.toFixed(1)}`,
    // The same with --loss 0.1: so many more, which is a ninth.
    `Each sender reaches ${1 - 0.1}·K`,
    // npx workbench fanout --nodes 25 --target 0.99 --rounds 5, and 7
    `K = ${five.minFanout} informs all 25 nodes in 5 rounds with probability ${five.at(3).reach.pAll.toFixed(4)}`,
    `the formula's ${fanoutByOne({ nodes: 25, rounds: 5 }, 0.99)} beside it`,
    `for "all ${25 - 1} others" its miss probability has to be counted up to ${25 - 1} times`,
    `periodic rounds with K = ${forever(7).minFanout} inform all 25 within 7 rounds with probability ${forever(7).at(2).reach.pAll.toFixed(3)}`,
    // npx workbench fanout --nodes 25 --target 0.01 --rounds inf --model once
    `With 25 nodes such a wave reaches ${two[0]} of the nodes on average, and all of them in ${two[1]} of runs`,
    `with three peers it is ${three[0]} and ${three[1]}`,
    // Two thousand waves of npx workbench grade 2.1 are held to these.
    `as in task 2.1, gets ${twoApart[0]} and ${twoApart[1]}, or ${threeApart[0]} and ${threeApart[1]}`,
    // npx workbench simulate --nodes 1000 --fanout 1 --model push, pull and push-pull
    `For 1,000 nodes the expected number of rounds until all know is ${push} with push, ${pull} with pull and ${both} with both`,
    `For d = 3 and a million leaves with 16 children that is at most some ${Math.round(hashes / 10) * 10} hashes`,
    `e/(e − 1) ≈ ${detection.toFixed(2)} periods`,
    `With a period of 1 s that leaves on average some ${Math.floor(10 - detection)} s of the ten`,
    `which with 1,000 nodes is ${4 * Math.log10(1000)} s`,
    `reached after 8 · ln 10 ≈ ${(8 * Math.LN10).toFixed(1)} mean intervals`,
    `About ${Math.round(8 * Math.LN10)} s, by the formula above`,
    `φ = 8 would mean one false alarm in 10⁸ heartbeats`,
    `with two children 100 nodes are ${words(Math.floor(Math.log2(100)))} edges deep`,
  ]
}

const figures: Figures = {
  computed: computed(),
  cited: [
    ['was 0 by default until version 4.0 made it 5', /KIP-1030/],
    ['Up to version 5.0 tokens and the schema version were told by gossip, too; from 6.0 on', /CEP-21/],
    ['Gossip Glomers (25 nodes, 100 ms a hop, 100 operations a second)', /Glomers/],
    ['30 messages per operation, 400 ms median and 600 ms maximum in challenge 3d', /challenge 3d/],
    ['20, 1 s and 2 s in 3e', /challenge 3e/],
    ['by default sends to 3 nodes every 200 ms', /Consul: gossip parameters/],
    ['memberlist waits 4·log₁₀ n periods at least', /memberlist/],
    ['never more than 2n − 1 periods apart', /SWIM/],
    ['the default threshold of 8', /FailureDetector/],
    ["10 or 12 for Amazon's EC2 (documentation of version 2.2)", /DataStax: failure detection/],
    ['some 6 links a node by default', /gossipsub/],
    ["Kingsbury's tests of 2013 Riak with last-write-wins dropped 30 to 70 % of writes", /Kingsbury/],
    ['Riak has them since 2.0', /Riak: causal context/],
  ],
  limits: [
    ['within 5 s after the last write or heal', '4.5', '5 s after the last write'],
    [
      'three messages that name any one value',
      '1.5',
      'at most **3** forwards that name one and the same value',
    ],
    ['and ten that name none', '1.5', 'and at most **10** that name none'],
    ['allows a node ten in all once its clients are quiet', '1.5', 'more than 10 messages in any second'],
  ],
}

/** Digits that measure nothing: names, formulas, versions told apart, and what a question supposes. */
const noFigures = [
  ...[
    /\btasks? \d\.\d(, \d\.\d)*/g,
    /\bpart 4\b/g,
    /\bACK2\b/g,
    /\bn[1-9]\b/g,
    /\bp99\b/g,
    /\bHTTP\/(?:1\.1|2)(?!\d)/g,
    /\{s:\d\}/g,
    /2P-Set/g,
  ],
  ...[
    /2E − \(n − 1\)/g,
    /\bn − 1\b/g,
    /\(1 − K\/\(N−1\)\)\^[NR]/g,
    /\blibp2p\b/g,
    /1 \+ b·d·log_b L/g,
    /ln 10\b/g,
  ],
  ...[
    /\bfanout of 2 is now and then 1\b/g,
    /\bfanout of 1 or 2 is enough\b/g,
    /\bin round [12]\b/g,
    /from 25 to 1,000 nodes/g,
  ],
  ...[/1 from "1" and \[1,2\] from \[12\]/g, /"All 25"/g, /95th percentile/g],
]

describe('a figure of the interview', () => {
  const questions = loadInterview(root, track).map(({ answer, weakAnswerMisses, followUp, sources }) => ({
    text: plain(`${answer} ${weakAnswerMisses} ${followUp}`),
    sources,
  }))
  const asked = (sentence: string) => questions.filter(({ text }) => text.includes(sentence))

  it.each(figures.computed)('is what we compute: %s', (sentence) => {
    expect(asked(sentence)).not.toEqual([])
  })

  it.each(figures.cited)('has its source beside it: %s', (sentence, source) => {
    const names = asked(sentence).map(({ sources }) => sources.some(({ text }) => source.test(text)))
    expect(names).toEqual([true])
  })

  it.each(figures.limits)('is the limit of a task: %s', (sentence, number, limit) => {
    expect(asked(sentence)).toHaveLength(1)
    const task = track.tasks.find((task) => task.number === number)
    expect(task && taskText(task).split(/\s+/).join(' ')).toContain(limit)
  })

  it('is one of these, if it has a digit', () => {
    const known = [
      ...figures.computed,
      ...[...figures.cited, ...figures.limits].map(([sentence]) => sentence),
    ]
    const left = questions.map(({ text }) => withoutDigitsOf(text, known)).filter((text) => /\d/.test(text))
    expect(left.map((text) => text.match(/.{0,50}\d.{0,50}/)?.[0])).toEqual([])
  })
})

describe('a figure of the glossary or of the mistakes that matter most', () => {
  const known = [
    // cited there: Consul’s documentation, Amazon’s account, and Bailis and Kingsbury
    ...['on a local network every 200 ms', 'In July 2008 Amazon S3', 'Bailis and Kingsbury, 2014'],
    // what the theory says of them
    ...['Where nodes repeat in every round, 1 is enough', 'divided by n − 1, less 1; for a tree that is 0'],
    'such as 1 and "1"',
  ]
  const texts = [
    ...loadConcepts(root, track).map(({ text }) => plain(text)),
    ...loadKeyMistakes(root, track).map(({ why }) => plain(why)),
  ]

  it.each(known)('is traced: %s', (sentence) => {
    expect(texts.filter((text) => text.includes(sentence))).not.toEqual([])
  })

  it('is one of these, if it has a digit', () => {
    const left = texts.map((text) => withoutDigitsOf(text, known)).filter((text) => /\d/.test(text))
    expect(left.map((text) => text.match(/.{0,50}\d.{0,50}/)?.[0])).toEqual([])
  })
})

describe('a figure in what a comparison says of a program', async () => {
  const contenders = (await loadComparisons(root)).flatMap(({ contenders }) => contenders)

  it.each(contenders.map(({ name, what, program }) => [name, what, program]))(
    '%s: %s',
    (_, what, program) => {
      const source = readFileSync(join(root, program), 'utf8')
      const digits = what.replace('5×5 grid', '').match(/\bn?\d+\b/g) ?? []
      expect(digits.filter((digit) => !source.includes(digit))).toEqual([])
    },
  )
})

/** A text without these sentences and without what is no figure. */
function withoutDigitsOf(text: string, sentences: readonly string[]): string {
  const without = [...sentences]
    .sort((a, b) => b.length - a.length)
    .reduce((left, sentence) => left.replaceAll(sentence, ' '), text)
  return noFigures.reduce((left, pattern) => left.replace(pattern, ' '), without)
}

function words(number: number): string {
  return ['none', 'one', 'two', 'three', 'four', 'five', 'six', 'seven'][number] ?? String(number)
}
