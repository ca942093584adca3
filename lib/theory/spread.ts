/**
 * Who takes part in a spread, and how. `nodes` counts the source and the `crashed`, which neither send nor receive but
 * are still picked; the source is alive. A sender picks `fanout` distinct nodes among the other nodes − 1, each equally
 * likely, and each message is lost on its own with probability `loss`.
 */
export type Spread = { nodes: number; fanout: number; loss: number; crashed: number }

/**
 * How far a message has come. `pAll` is the chance that every live node has it, `pMiss` the chance that at least one
 * has not, summed by itself so that a tiny one keeps its digits (1 − pAll would not), and `missed` the number of live
 * nodes that are expected to be without.
 */
export type Reach = { pAll: number; pMiss: number; missed: number }

/** The nodes that a message can reach, its source included. Throws a RangeError for a spread that cannot be. */
export function aliveIn({ nodes, fanout, loss, crashed }: Spread): number {
  const whole = [nodes, fanout, crashed].every((number) => Number.isSafeInteger(number) && number >= 0)
  if (!whole || nodes < 1) throw new RangeError('nodes, fanout and crashed count something')
  if (fanout > nodes - 1) throw new RangeError(`${fanout} of ${nodes - 1} other nodes cannot be picked`)
  if (crashed > nodes - 1) throw new RangeError('the source must be alive')
  if (!(loss >= 0 && loss <= 1)) throw new RangeError('loss is a probability')
  return nodes - crashed
}
