/** Milliseconds of the fastest of several runs: what the machine can do when nothing else disturbs it. */
export async function fastest(times: number, act: () => unknown): Promise<number> {
  let best = Number.POSITIVE_INFINITY
  for (let run = 0; run < times; run++) {
    const startedAt = performance.now()
    await act()
    best = Math.min(best, performance.now() - startedAt)
  }
  return best
}

/**
 * Milliseconds of processor time of each act's fastest run. The acts take turns, so that a machine that slows
 * down or is shared with others slows all of them, and their ratios stay what they are.
 */
export function fastestInTurn(rounds: number, acts: readonly (() => void)[]): number[] {
  const best = acts.map(() => Number.POSITIVE_INFINITY)
  for (let round = 0; round < rounds; round++) {
    acts.forEach((act, index) => {
      const before = process.cpuUsage()
      act()
      const { user, system } = process.cpuUsage(before)
      best[index] = Math.min(best[index] ?? 0, (user + system) / 1000)
    })
  }
  return best
}

export function print(name: string, figure: string, ratio = ''): void {
  console.log(`${name.padEnd(52)}${figure.padStart(18)}  ${ratio}`)
}
