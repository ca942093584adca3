import { gammaTail } from './gamma-tail.ts'

/**
 * P(X ≥ x) for X that follows the χ² distribution with `freedom` degrees of freedom: Q(freedom ÷ 2, x ÷ 2)
 * (Abramowitz and Stegun, 26.4.19).
 */
export function chiSquareTail(x: number, freedom: number): number {
  return x <= 0 ? 1 : gammaTail(freedom / 2, x / 2)
}
