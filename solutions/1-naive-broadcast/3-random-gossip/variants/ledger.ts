/**
 * Built as a class on a ledger: what each neighbour is known to have, by its acknowledgements and by what it sent us.
 * A round goes to those who lack something and brings just that, so rounds get smaller and at last stop. A node that
 * starts says so until each neighbour has answered, and who hears it takes a clean page for it.
 */
import type { Node } from 'gossip-workbench'

type Value = number | string

class Gossiper {
  readonly #node: Node
  readonly #values = new Set<Value>()
  /** By neighbour; none as long as it has not greeted us back. */
  #pages = new Map<string, Set<Value> | undefined>()

  constructor(node: Node) {
    this.#node = node
    node.every(200, () => this.#round())
    node.on('topology', ({ topology }) => {
      this.#pages = new Map((topology[node.id] ?? []).map((id: string) => [id, undefined]))
      return { type: 'topology_ok' }
    })
    node.on('broadcast', ({ message }) => {
      this.#values.add(message)
      return { type: 'broadcast_ok' }
    })
    node.on('hello', (_body, { src }) => {
      this.#pages.set(src, new Set())
      return { type: 'hello_ok' }
    })
    node.on('news', ({ values }, { src }) => {
      this.#learn(values, src)
      return { type: 'news_ok' }
    })
    node.on('read', () => ({ type: 'read_ok', messages: [...this.#values] }))
  }

  #learn(values: Value[], from: string) {
    for (const value of values) {
      this.#values.add(value)
      this.#pages.get(from)?.add(value)
    }
  }

  #round() {
    const waiting = [...this.#pages].filter(([, page]) => page === undefined || page.size < this.#values.size)
    for (const [neighbour, page] of this.#draw(waiting, 3)) void this.#tell(neighbour, page)
  }

  async #tell(neighbour: string, page: Set<Value> | undefined) {
    const values = [...this.#values].filter((value) => page?.has(value) !== true)
    try {
      if (page === undefined) {
        await this.#node.rpc(neighbour, { type: 'hello' })
        if (this.#pages.get(neighbour) === undefined) this.#pages.set(neighbour, new Set())
      } else {
        await this.#node.rpc(neighbour, { type: 'news', values })
        // On the page it had then: if the neighbour has started anew since, that one counts no more.
        for (const value of values) page.add(value)
      }
    } catch {
      // Stays on the list of those to be told.
    }
  }

  #draw<T>(from: T[], count: number): T[] {
    const urn = [...from]
    return Array.from(
      { length: Math.min(count, urn.length) },
      () => urn.splice(Math.floor(this.#node.random() * urn.length), 1)[0] as T,
    )
  }
}

export default (node: Node) => {
  new Gossiper(node)
}
