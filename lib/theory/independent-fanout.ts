/**
 * The textbook's question: one node pushes to `fanout` distinct others, drawn anew in each of `rounds` rounds. How
 * likely does it miss one given node of the nodes − 1 others in all of them?
 */
export type OnePusher = { nodes: number; rounds: number }

/** (1 − fanout ÷ (nodes − 1))^rounds, and 0 for a node that is alone. */
export function missByOne({ nodes, rounds }: OnePusher, fanout: number): number {
  return nodes === 1 ? 0 : ((nodes - 1 - fanout) / (nodes - 1)) ** rounds
}

/**
 * The smallest fanout from 1 to nodes − 1 (0 for a node alone) with a miss of at most 1 − target, in whole numbers: a
 * target that is met exactly is met. `target` is the decimal that it is written as, 0.99 and not the binary fraction
 * next to it.
 */
export function fanoutByOne(question: OnePusher, target: number): number {
  const most = question.nodes - 1
  let fanout = Math.min(1, most)
  while (comparedToTarget(question, fanout, target) > 0n) fanout++
  return fanout
}

/** Whether the miss is exactly 1 − target. */
export function meetsExactly(question: OnePusher, fanout: number, target: number): boolean {
  return comparedToTarget(question, fanout, target) === 0n
}

/** Has the sign of miss − (1 − target): both sides multiplied by everything that either is divided by. */
function comparedToTarget({ nodes, rounds }: OnePusher, fanout: number, target: number): bigint {
  if (nodes === 1) return 0n
  const others = BigInt(nodes - 1)
  const power = BigInt(rounds)
  const { digits, scale } = decimal(target)
  return (others - BigInt(fanout)) ** power * scale - (scale - digits) * others ** power
}

/** A probability as digits ÷ scale, from the shortest decimal that stands for it: what JSON shows. */
function decimal(probability: number): { digits: bigint; scale: bigint } {
  const [mantissa = '', exponent = '0'] = String(probability).split('e')
  const [whole = '', fraction = ''] = mantissa.split('.')
  // A probability has no positive exponent: at most "1", at the least "5e-324".
  const places = fraction.length - Number(exponent)
  return { digits: BigInt(whole + fraction), scale: 10n ** BigInt(places) }
}
