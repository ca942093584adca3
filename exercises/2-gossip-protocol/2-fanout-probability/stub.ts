import type { Node } from 'gossip-workbench'

// A calculator: one node, no network. Clients ask, it answers.
export default function (node: Node) {
  // 1. The smallest fanout with P(miss) ≤ 1 − target_prob. There may be a model; without one it is "independent".
  node.on('calc_fanout', ({ nodes, target_prob, rounds, model }) => {
    // First refuse what makes no sense. The fields are there and are numbers, but which numbers?
    if (nodes < 1) throw node.error(12, 'there must be at least one node')

    throw node.error(10, `Not written yet: ${nodes} nodes, ${target_prob} after ${rounds} rounds, ${model}.`)
  })

  // 2. The same by experiment: gossip that is never sent, in arrays, as many times as there are trials.
  //    node.random() is a number from 0 up to, not including, 1.
  node.on('simulate_gossip', ({ nodes, fanout, rounds, trials }) => {
    if (trials < 1) throw node.error(12, 'there must be at least one trial')

    let delivered = 0
    for (let trial = 0; trial < trials; trial++) {
      if (roundsToAll(nodes, fanout, rounds) !== undefined) delivered++
    }
    return { type: 'simulate_gossip_ok', delivery_rate: delivered / trials, avg_rounds_to_all: null }
  })

  /** One trial: after how many rounds everybody is informed, or undefined if not within `rounds`. */
  function roundsToAll(nodes: number, fanout: number, rounds: number): number | undefined {
    throw node.error(
      10,
      `Not written yet: gossip among ${nodes} nodes, to ${fanout} each, for ${rounds} rounds.`,
    )
  }
}
