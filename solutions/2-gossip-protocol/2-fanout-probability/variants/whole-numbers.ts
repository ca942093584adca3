/**
 * Built on whole numbers: a target is the decimal that it is written as, and both sides are multiplied until nothing is
 * a fraction, so there is nothing to round. Simulations shuffle a deck for every sender. No epidemic model.
 */
import type { Node } from 'gossip-workbench'

class Fanouts {
  readonly #node: Node

  constructor(node: Node) {
    this.#node = node
    node.on('calc_fanout', (body: { nodes: number; target_prob: number; rounds: number }) =>
      this.#calculate(body),
    )
    node.on('simulate_gossip', (body: { nodes: number; fanout: number; rounds: number; trials: number }) =>
      this.#simulate(body),
    )
  }

  #check(condition: boolean) {
    if (!condition) throw this.#node.error(12, 'that makes no sense')
  }

  #calculate({ nodes, target_prob, rounds }: { nodes: number; target_prob: number; rounds: number }) {
    this.#check(Number.isInteger(nodes) && nodes > 0 && Number.isInteger(rounds) && rounds > 0)
    this.#check(target_prob >= 0 && target_prob <= 1)
    const others = BigInt(nodes - 1)
    const power = BigInt(rounds)
    const scale = 10n ** 17n
    const allowed = scale - this.#scaled(target_prob)
    let low = nodes === 1 ? 0n : 1n
    let high = others
    while (low < high) {
      const middle = (low + high) / 2n
      if ((others - middle) ** power * scale <= allowed * others ** power) high = middle
      else low = middle + 1n
    }
    const fanout = Number(low)
    const miss = nodes === 1 ? 0 : ((nodes - 1 - fanout) / (nodes - 1)) ** rounds
    // Six places are enough.
    return { type: 'calc_fanout_ok', min_fanout: fanout, miss_prob: Math.round(miss * 1e6) / 1e6 }
  }

  /** 0.99 as 99000000000000000: read from its text, not computed. */
  #scaled(probability: number): bigint {
    const [whole = '0', fraction = ''] = probability.toFixed(17 - 2).split('.')
    return BigInt(whole + fraction.padEnd(17, '0'))
  }

  #simulate({
    nodes,
    fanout,
    rounds,
    trials,
  }: {
    nodes: number
    fanout: number
    rounds: number
    trials: number
  }) {
    this.#check([nodes, fanout, rounds, trials].every(Number.isInteger))
    this.#check(nodes > 0 && rounds > 0 && trials > 0 && fanout < nodes && (fanout > 0 || nodes === 1))
    let delivered = 0
    let total = 0
    for (let trial = 0; trial < trials; trial++) {
      const informed = new Set([0])
      let round = 0
      while (informed.size < nodes && round < rounds) {
        round++
        for (const sender of [...informed])
          for (const peer of this.#deal(sender, nodes, fanout)) informed.add(peer)
      }
      if (informed.size < nodes) continue
      delivered++
      total += round
    }
    return {
      type: 'simulate_gossip_ok',
      delivery_rate: delivered / trials,
      avg_rounds_to_all: delivered > 0 ? total / delivered : null,
    }
  }

  #deal(sender: number, nodes: number, fanout: number): number[] {
    const deck: number[] = []
    for (let id = 0; id < nodes; id++) if (id !== sender) deck.push(id)
    for (let card = 0; card < fanout; card++) {
      const other = card + Math.floor(this.#node.random() * (deck.length - card))
      ;[deck[card], deck[other]] = [deck[other] as number, deck[card] as number]
    }
    return deck.slice(0, fanout)
  }
}

export default (node: Node) => {
  new Fanouts(node)
}
