/*
 * Built as a class, pushing with one-way messages that nobody answers, and telling a new value at once besides. It
 * never asks, so a node that nobody draws stays ignorant: no star.
 */
import type { Node, Timer } from 'gossip-workbench'

type Value = number | string

class Gossiper {
  readonly #node: Node
  readonly #values: Value[] = []
  #fanout = 2
  #timer: Timer
  readonly #tick = () => {
    this.round()
  }

  constructor(node: Node) {
    this.#node = node
    this.#timer = node.every(200, this.#tick)
  }

  get values() {
    return this.#values
  }

  configure(fanout: number, intervalMs: number) {
    this.#fanout = fanout
    this.#timer.cancel()
    this.#timer = this.#node.every(intervalMs, this.#tick)
  }

  learn(values: Value[]): Value[] {
    const fresh = [...new Set(values)].filter((value) => !this.#values.includes(value))
    this.#values.push(...fresh)
    return fresh
  }

  round(messages = this.#values) {
    const peers = [...this.#node.peers]
    for (let last = peers.length - 1; last > 0; last--) {
      const other = Math.floor(this.#node.random() * (last + 1))
      ;[peers[last], peers[other]] = [peers[other] as string, peers[last] as string]
    }
    const drawn = peers.slice(0, this.#fanout)
    for (const peer of drawn) this.#node.send(peer, { type: 'gossip_sync', messages })
    return drawn.length
  }
}

export default function (node: Node) {
  const gossiper = new Gossiper(node)

  node.on('configure', ({ fanout, gossip_interval_ms }) => {
    gossiper.configure(fanout, gossip_interval_ms)
    return { type: 'configure_ok' }
  })
  node.on('gossip_round', () => {
    const peers = gossiper.round()
    return { type: 'gossip_round_ok', peers_contacted: peers, messages_sent: gossiper.values.length }
  })
  node.on('gossip_sync', ({ messages }) => {
    return { type: 'gossip_sync_ok', new_count: gossiper.learn(messages).length }
  })
  node.on('broadcast', ({ message }) => {
    const fresh = gossiper.learn([message])
    if (fresh.length > 0) gossiper.round(fresh)
    return { type: 'broadcast_ok' }
  })
  node.on('read', () => ({ type: 'read_ok', messages: [...gossiper.values] }))
}
