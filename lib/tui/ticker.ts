import type { Clock } from './services.ts'

/** Lets time pass on the screen while there is something that moves, and not otherwise. */
export type Ticker = {
  /** To be called whenever that may have changed. */
  keep(moving: boolean): void
}

export function createTicker(clock: Clock, tick: (now: number) => void): Ticker {
  let stop: (() => void) | undefined
  return {
    keep(moving) {
      if (moving) stop ??= clock.every(tickMs, () => tick(clock.now()))
      else {
        stop?.()
        stop = undefined
      }
    },
  }
}

/** About as often as Ink draws. */
const tickMs = 33
