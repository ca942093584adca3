import type { CutLimits } from '../../../lib/check/standing-cut.ts'

// The numbers that the task text promises.

/** A request made while a partition stands is answered within this time. */
export const answerWithinMs = 1000

/** After the last heal, or after its acknowledgement if that is later, a value is everywhere within this time. */
export const healWithinMs = 5000

/** Forwards a second over each directed link that is cut. */
export const intoCut: CutLimits = { naming: 3, bare: 10 }

/** Gold: messages a second from each node during a cut, once nothing new has come in for so long. */
export const calm = { limit: 10, settleMs: 2000 }

/** Gold: bytes a second after the heal, as a share of the busiest second. */
export const settled = { afterMs: healWithinMs, share: 0.05 }
