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

export function print(name: string, figure: string, ratio = ''): void {
  console.log(`${name.padEnd(52)}${figure.padStart(18)}  ${ratio}`)
}
