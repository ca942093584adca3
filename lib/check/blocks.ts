import type { Operation } from '../trace/facts.ts'
import type { Run } from './run.ts'

/**
 * A client's order to a node: block these peers and no others, or (`heal`) none. It came with the event `came` and
 * holds from the event `settled` on, in which the node acknowledged it; in between either state is right. An order that
 * was overtaken by the next before it was acknowledged never settles: its late answer begins nothing.
 */
export type Order = {
  node: string
  kind: 'partition' | 'heal'
  list: string[]
  operation: Operation
  came: number
  settled: number
}

/** Whom a node blocks: for certain, and perhaps, while an order is under way. */
export type Blocked = { sure: ReadonlySet<string>; perhaps: ReadonlySet<string> }

/** Whom each node was told to block, and when, as a run's `partition` and `heal` requests say. */
export class Blocks {
  readonly #orders = new Map<string, Order[]>()
  readonly #states = new Map<string, Blocked>()

  constructor({ trace, facts }: Run) {
    const answers = new Map<string, number>()
    for (const { event } of facts.sent) {
      const { src, dest, body, id } = event
      if (body.type === 'partition_ok' || body.type === 'heal_ok')
        answers.set(`${src} ${dest} ${body.in_reply_to}`, id)
    }
    for (const node of trace.plan.nodes) this.#orders.set(node, [])
    for (const operation of facts.operations) {
      const { request, node, client, sent } = operation
      const [arrival] = sent.deliveries
      if ((request.type !== 'partition' && request.type !== 'heal') || arrival === undefined) continue
      const list = request.type === 'heal' ? [] : [...new Set(request.blocked as string[])].sort()
      const settled = answers.get(`${node} ${client} ${request.msg_id}`) ?? Number.POSITIVE_INFINITY
      this.#orders.get(node)?.push({ node, kind: request.type, list, operation, came: arrival.id, settled })
    }
    for (const orders of this.#orders.values()) {
      for (const [index, order] of orders.entries()) {
        const next = orders[index + 1]
        if (next !== undefined && next.came < order.settled) order.settled = Number.POSITIVE_INFINITY
      }
    }
  }

  /** All orders to a node, or to any, as they came. */
  orders(node?: string): Order[] {
    if (node !== undefined) return this.#orders.get(node) ?? []
    return [...this.#orders.values()].flat().sort((a, b) => a.came - b.came)
  }

  /** The order that a node acts on when this event happens; undefined before the first. */
  orderAt(node: string, id: number): Order | undefined {
    return this.orders(node).findLast(({ settled }) => settled <= id)
  }

  /** The lists that a node may hold when this event happens: one, or several while an order is under way. */
  listsAt(node: string, id: number): string[][] {
    const orders = this.orders(node)
    const first = orders.findLastIndex(({ settled }) => settled <= id)
    const later = orders.slice(Math.max(first, 0)).filter(({ came }) => came <= id)
    const lists = later.map(({ list }) => list)
    return first < 0 ? [[], ...lists] : lists
  }

  at(node: string, id: number): Blocked {
    const lists = this.listsAt(node, id)
    const key = JSON.stringify(lists)
    const known = this.#states.get(key)
    if (known !== undefined) return known
    const [one = [], ...others] = lists
    const sure = new Set(one.filter((name) => others.every((list) => list.includes(name))))
    const state = { sure, perhaps: new Set(lists.flat()) }
    this.#states.set(key, state)
    return state
  }
}
