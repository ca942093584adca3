/** Pearson's statistic: Σ (observed − expected)² ÷ expected, over cells that are each expected to hold something. */
export function pearson(observed: readonly number[], expected: readonly number[]): number {
  if (observed.length !== expected.length) {
    throw new RangeError(`${observed.length} observed cells, ${expected.length} expected`)
  }
  return observed.reduce((sum, count, index) => {
    const mean = expected[index] ?? 0
    if (!(mean > 0)) throw new RangeError(`cell ${index} is expected to hold ${mean}`)
    return sum + (count - mean) ** 2 / mean
  }, 0)
}
