import type { Spread } from '../spread.ts'

/**
 * How one uninformed node, and how two of them, escape a sender: with M = N − 1 and a = K(1 − p) ÷ M,
 *
 *   q1 = 1 − a                                       one node escapes
 *   q2 = 1 − 2a + (1 − p)² · K(K − 1) ÷ (M(M − 1))   both of two escape
 *
 * so after m senders E[w'] = w · q1^m and E[w'(w' − 1)] = w(w − 1) · q2^m. `log1` is ln q1, and `log2` is
 * ln(q2 ÷ q1²), which is nearly 0 and therefore taken from q2 − q1² = −(1 − p)² · K(M − K) ÷ (M²(M − 1)).
 */
export type Escape = { log1: number; log2: number }

export function escapeFrom({ nodes, fanout, loss }: Spread): Escape {
  const others = nodes - 1
  const hit = (fanout * (1 - loss)) / others
  const difference = (-((1 - loss) ** 2) * fanout * (others - fanout)) / (others ** 2 * (others - 1))
  return { log1: Math.log1p(-hit), log2: Math.log1p(difference / (1 - hit) ** 2) }
}
