/** Wrong: asks that the miss be smaller than 1 - target_prob, where equal is enough. The rounding is right. */
import type { Node } from 'gossip-workbench'

export default function (node: Node) {
  const isCount = (number: number) => Number.isInteger(number) && number >= 1

  node.on('calc_fanout', ({ nodes, target_prob, rounds }) => {
    if (!isCount(nodes) || !isCount(rounds) || !(target_prob >= 0 && target_prob <= 1)) {
      throw node.error(12, 'nodes and rounds are whole numbers from 1 up, target_prob is from 0 to 1')
    }
    if (nodes === 1) return { type: 'calc_fanout_ok', min_fanout: 0, miss_prob: 0 }
    if (target_prob === 1) return { type: 'calc_fanout_ok', min_fanout: nodes - 1, miss_prob: 0 }
    const miss = (k: number) => (1 - k / (nodes - 1)) ** rounds
    let k = 1
    while (k < nodes - 1 && miss(k) >= 1 - target_prob - 1e-9) k++
    return { type: 'calc_fanout_ok', min_fanout: k, miss_prob: miss(k) }
  })

  node.on('simulate_gossip', ({ nodes, fanout, rounds, trials }) => {
    const isFanout = Number.isInteger(fanout) && fanout >= Math.min(1, nodes - 1) && fanout < nodes
    if (![nodes, rounds, trials].every(isCount) || !isFanout) {
      throw node.error(12, 'nodes, rounds and trials are from 1 up, fanout is from 1 to nodes - 1')
    }
    let delivered = 0
    let sum = 0
    for (let trial = 0; trial < trials; trial++) {
      const { done, round } = gossip(nodes, fanout, rounds)
      if (!done) continue
      delivered++
      sum += round
    }
    const average = delivered === 0 ? null : sum / delivered
    return { type: 'simulate_gossip_ok', delivery_rate: delivered / trials, avg_rounds_to_all: average }
  })

  function gossip(nodes: number, fanout: number, rounds: number) {
    const informed = new Set([0])
    let round = 0
    while (informed.size < nodes && round < rounds) {
      round++
      for (const sender of [...informed]) for (const peer of draw(sender, nodes, fanout)) informed.add(peer)
    }
    return { done: informed.size === nodes, round }
  }

  function draw(self: number, nodes: number, fanout: number): number[] {
    const urn = Array.from({ length: nodes }, (_, id) => id).filter((id) => id !== self)
    return Array.from({ length: fanout }, () => {
      const [peer] = urn.splice(Math.floor(node.random() * urn.length), 1)
      return peer as number
    })
  }
}
