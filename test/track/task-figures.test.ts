import { expect, it } from 'vitest'
import { expectedRounds } from '../../lib/theory/expected-rounds.ts'
import { minimumFanout } from '../../lib/theory/minimum-fanout.ts'
import { minimumRounds } from '../../lib/theory/minimum-rounds.ts'
import { loadTrack } from '../../lib/track/load.ts'
import { packageRoot } from '../../lib/track/root.ts'
import { taskText } from '../../lib/track/text.ts'

// Figures by which task texts explain something. Those that bound a program are held to its grader elsewhere.

const { tasks } = loadTrack(packageRoot())

/** The share s that a value reaches in the end where everybody tells `fanout` others once: s = 1 − e^(−K·s). */
function fixedPoint(fanout: number): number {
  let share = 1
  for (let step = 0; step < 1000; step++) share = 1 - Math.exp(-fanout * share)
  return share
}

const rounds = (nodes: number) =>
  minimumRounds({ nodes, fanout: 3, target: 0.99, model: 'forever', loss: 0, crashed: 0 }).minRounds

const estimate = (nodes: number) =>
  (Math.log(nodes) / Math.log(3 + 1) + (Math.log(nodes) + Math.log(100)) / 3).toFixed(1)

const [push, pull, both] = (['push', 'pull', 'push-pull'] as const).map((calls) =>
  expectedRounds(1000, calls).toFixed(2),
)

/** As `npx workbench fanout --nodes 10000 --model once --rounds inf --target 0` says it. */
const reached = minimumFanout({ nodes: 10_000, target: 0, model: 'once', rounds: 'inf', loss: 0, crashed: 0 })

const sentences: [task: string, sentence: string][] = [
  ['2.1', `With K = 2 it is ${fixedPoint(2).toFixed(3)}, however many nodes there are`],
  [
    '2.1',
    `of 10,000 exactly ${(100 - reached.at(2).reach.missed / 100).toFixed(2)} % are reached on average`,
  ],
  ['2.1', `more than ln n: ${Math.log(25).toFixed(1)} for 25 nodes, ${Math.log(1000).toFixed(1)} for 1,000`],
  ['2.1', `Ten times as many nodes need ln 10 ≈ ${Math.LN10.toFixed(1)} more`],
  [
    '2.2',
    `with K = 3 it comes to ${estimate(25)} rounds with 25 nodes, ${estimate(1000)} with 1,000 and ${estimate(1_000_000)} with 1,000,000; exactly it is ${rounds(25)}, ${rounds(1000)} and ${rounds(1_000_000)}`,
  ],
  ['2.3', `is ${push} with push, ${pull} with pull, and ${both} with both`],
  ['3.2', `1 / (1 − 1/e) ≈ ${(1 / (1 - 1 / Math.E)).toFixed(2)} periods`],
  ['3.2', `8 · ln 10 ≈ ${(8 * Math.LN10).toFixed(1)} mean gaps`],
]

it.each(sentences)('%s says: %s', (number, sentence) => {
  const task = tasks.find((one) => one.number === number)
  expect(task && taskText(task).split(/\s+/).join(' ')).toContain(sentence)
})
