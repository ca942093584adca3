/**
 * Built as a class with a deck of cards: the peers are shuffled and dealt out, and shuffled again when the deck runs
 * out, so nobody waits long for a turn. A card that is the sender of the value goes under the deck.
 */
import type { Message, Node } from 'gossip-workbench'

type Value = number | string

class Gossiper {
  readonly #node: Node
  readonly #known: Value[] = []
  #fanout = 2
  #deck: string[] = []
  #received = 0
  #forwarded = 0
  #duplicates = 0

  constructor(node: Node) {
    this.#node = node
    node.on('configure', ({ fanout }: { fanout: number }) => {
      this.#fanout = fanout
      return { type: 'configure_ok' }
    })
    node.on('broadcast', ({ message }: { message: Value }, { src }: Message) => {
      this.#hear(message, src)
      return { type: 'broadcast_ok' }
    })
    node.on('gossip', ({ message }: { message: Value }, { src }: Message) => {
      this.#received++
      if (!this.#hear(message, src)) this.#duplicates++
    })
    node.on('read', () => ({ type: 'read_ok', messages: this.#known }))
    node.on('gossip_stats', () => ({
      type: 'gossip_stats_ok',
      received: this.#received,
      forwarded: this.#forwarded,
      duplicates: this.#duplicates,
    }))
  }

  /** False when the value was known. */
  #hear(value: Value, src: string): boolean {
    if (this.#known.includes(value)) return false
    this.#known.push(value)
    for (const peer of this.#deal(src)) {
      this.#forwarded++
      this.#node.send(peer, { type: 'gossip', message: value })
    }
    return true
  }

  #deal(src: string): string[] {
    const hand: string[] = []
    const rest: string[] = []
    const most = this.#node.peers.filter((peer) => peer !== src).length
    while (hand.length < Math.min(this.#fanout, most)) {
      const card = this.#deck.pop() ?? this.#shuffle(hand)
      if (card === src || hand.includes(card)) rest.push(card)
      else hand.push(card)
    }
    this.#deck.unshift(...rest)
    return hand
  }

  /** A new deck of all that are not in the hand; its top card. */
  #shuffle(hand: string[]): string {
    this.#deck = this.#node.peers.filter((peer) => !hand.includes(peer))
    for (let last = this.#deck.length - 1; last > 0; last--) {
      const other = Math.floor(this.#node.random() * (last + 1))
      ;[this.#deck[last], this.#deck[other]] = [this.#deck[other] as string, this.#deck[last] as string]
    }
    return this.#deck.pop() as string
  }
}

export default (node: Node) => {
  new Gossiper(node)
}
