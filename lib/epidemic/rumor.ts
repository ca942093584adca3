/**
 * Rumor mongering (Demers et al., 1987): who knows the rumor spreads it until it loses interest.
 *
 * feedback: it loses interest only by calls that were useless, because the other knew already; blind: by any call.
 * counter: after `k` of them in a row; coin: with probability 1 ÷ k after each.
 * push: who is interested calls. pull: everybody calls, and who is interested answers.
 */
export type Rumor = {
  nodes: number
  way: 'push' | 'pull'
  when: 'feedback' | 'blind'
  stop: 'counter' | 'coin'
  k: number
}

/**
 * How it ended. `residue` is the share of nodes that never learned, `traffic` the messages with the rumor per node,
 * `last` and `average` the cycle in which the last node learned, and the mean over those that did, source excluded;
 * `informed[c]` and `interested[c]` are the nodes that know and those that still spread it, after c cycles.
 */
export type RumorCourse = {
  residue: number
  traffic: number
  last: number
  average: number
  informed: number[]
  interested: number[]
}
