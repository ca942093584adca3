/**
 * Built as a class with an outbox for every peer: what is new goes out at once, to everybody, and again and again until
 * it is confirmed. Nothing is sent while all know all.
 */
import type { Node } from 'gossip-workbench'

type Vector = Map<string, number>
type Version = { key: string; value: unknown; vector: Vector; clock: number; node: string }
type Wire = Omit<Version, 'vector'> & { vector: [string, number][] }

class Replica {
  readonly #node: Node
  readonly #siblings = new Map<string, Version[]>()
  /** By key and client: the largest number ever met. */
  readonly #numbers = new Map<string, Vector>()
  readonly #outbox: Map<string, Version[]>
  #isLww = false

  constructor(node: Node) {
    this.#node = node
    this.#outbox = new Map(node.peers.map((peer) => [peer, []]))
    node.on('set_mode', ({ mode }) => {
      this.#isLww = mode === 'lww'
      return { type: 'set_mode_ok' }
    })
    node.on('vv_write', ({ key, value, context }, { src }) => {
      const vector: Vector = new Map(Object.entries(context as { [client: string]: number }))
      this.#meet(key, vector)
      vector.set(src, (this.#numbers.get(key)?.get(src) ?? 0) + 1)
      const version = { key, value, vector, clock: node.now(), node: node.id }
      // What is its own replaces what is there, whatever the clocks say.
      if (this.#isLww) this.#siblings.delete(key)
      this.#take(version)
      return { type: 'vv_write_ok', vc: Object.fromEntries(vector) }
    })
    node.on('vv_read', async ({ key }) => {
      const held = this.#siblings.get(key)
      if (held === undefined) throw node.error(20, `${node.id} has no such key`)
      const values = held.map(({ value, vector }) => ({ value, vc: Object.fromEntries(vector) }))
      const context = Object.fromEntries(held.reduce((all, { vector }) => maximum(all, vector), new Map()))
      return { type: 'vv_read_ok', values, conflict: held.length > 1, context }
    })
    node.on('version', (wire: Wire) => {
      this.#take({ ...wire, vector: new Map(wire.vector) })
      return { type: 'version_ok' }
    })
    node.every(500, () => this.#retry())
  }

  #take(version: Version) {
    this.#meet(version.key, version.vector)
    const held = this.#siblings.get(version.key) ?? []
    const isOld = (one: Version, other: Version) =>
      this.#isLww ? !isLater(one, other) : covers(other.vector, one.vector)
    if (held.some((own) => isOld(version, own))) return
    this.#siblings.set(version.key, [...held.filter((own) => !isOld(own, version)), version])
    for (const [peer, waiting] of this.#outbox) {
      waiting.push(version)
      void this.#tell(peer, version)
    }
  }

  async #tell(peer: string, { vector, ...rest }: Version) {
    try {
      await this.#node.rpc(peer, { ...rest, type: 'version', vector: [...vector] }, { timeoutMs: 400 })
    } catch {
      return
    }
    const waiting = this.#outbox.get(peer) ?? []
    this.#outbox.set(
      peer,
      waiting.filter((other) => other.vector !== vector),
    )
  }

  #retry() {
    for (const [peer, waiting] of this.#outbox) for (const version of waiting) void this.#tell(peer, version)
  }

  #meet(key: string, vector: Vector) {
    this.#numbers.set(key, maximum(this.#numbers.get(key) ?? new Map(), vector))
  }
}

function covers(above: Vector, below: Vector): boolean {
  return [...below].every(([client, count]) => (above.get(client) ?? 0) >= count)
}

function maximum(one: Vector, other: Vector): Vector {
  const all = new Map(one)
  for (const [client, count] of other) all.set(client, Math.max(all.get(client) ?? 0, count))
  return all
}

function isLater(one: Version, other: Version): boolean {
  return one.clock === other.clock ? one.node > other.node : one.clock > other.clock
}

export default (node: Node) => {
  new Replica(node)
}
