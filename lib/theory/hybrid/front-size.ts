/** Enough informed for their chances to be described by mean and variance. */
const enough = 1000
/** In more rounds than these there is no time for so many. */
const mostRounds = 200

/** A front of so many, or fewer if it has to last for many rounds: a round takes as long as the square of it. */
export function lasting(most: number, rounds: number): number {
  return rounds <= mostRounds ? most : Math.max(2, Math.floor((most * mostRounds) / rounds))
}

/**
 * How many may be informed in the exact front, so that its hits fit into 32 MB and neither they (each a sum over K
 * lost messages) nor a round take longer than some tenths of a second. None for a large fanout: then the first sender
 * alone informs so many that mean and variance will do from the beginning.
 */
export function frontSize(fanout: number, loss: number, rounds = 1, most = lasting(enough, rounds)): number {
  const affordable = Math.min(10_000 / fanout, 4e6 / fanout ** 2, loss > 0 ? 1e8 / fanout ** 3 : most)
  return affordable < 2 ? 0 : Math.floor(Math.min(most, affordable))
}
