import type { AnswerShapes } from '../check/answers.ts'
import { maximalOf, maximumOf, type Vector } from '../check/version-vector.ts'
import type { Mode } from '../check/versions.ts'
import type { Contract } from '../protocol/contract.ts'
import type { Json } from '../protocol/message.ts'
import type { Observe, Operation, Plan } from '../trace/plan.ts'

// The store that keeps versions: `vv_write` with the context that its client has read, and `vv_read`.

export const versionsContract: Contract = {
  set_mode: { mode: 'string' },
  vv_write: { key: 'string', value: 'any', context: 'object' },
  vv_read: { key: 'string' },
}

export const versionsAnswers: AnswerShapes = {
  set_mode: { type: 'set_mode_ok', fields: [] },
  vv_write: { type: 'vv_write_ok', fields: ['vc'] },
  vv_read: { type: 'vv_read_ok', fields: ['values', 'conflict', 'context?'] },
}

function observeVersions(keys: string[]): Observe {
  return {
    request: { type: 'vv_read' },
    reply: 'vv_read_ok',
    field: 'values',
    keys,
    each: true,
    part: 'value',
  }
}

/** A client's request at a node. */
type Asked = { at: number; client: string; node: string }
type Held = { vc: Vector; value: Json }

/**
 * What clients do in a run, in the order of time. It knows what a right store would hold where, so that a client can
 * write with the context that it would read: vectors are decided by the task, so a plan can name them beforehand.
 */
export class Story {
  readonly nodes: readonly string[]
  readonly operations: Operation[] = []
  readonly #held = new Map<string, Held[]>()
  readonly #keys = new Set<string>()
  #readers = 0

  constructor(nodes: readonly string[]) {
    this.nodes = nodes
  }

  get keys(): string[] {
    return [...this.#keys]
  }

  /** All nodes are told the mode at time 0, before anything else. */
  mode(mode: Mode): void {
    for (const node of this.nodes)
      this.#ask({ at: 0, client: this.#reader(), node }, { type: 'set_mode', mode })
  }

  /** A write; without a context it is blind. */
  write({
    key,
    value,
    context = {},
    ...asked
  }: Asked & { key: string; value: Json; context?: Vector }): Vector {
    const held = this.#at(asked.node, key)
    const own = maximumOf([context, ...held.map(({ vc }) => vc)])[asked.client] ?? 0
    const vc = { ...context, [asked.client]: own + 1 }
    this.#put(asked.node, key, [...held, { vc, value }])
    this.#keys.add(key)
    this.#ask(asked, { type: 'vv_write', key, value, context })
    return vc
  }

  /** The pointwise maximum of what a node holds under a key in vv mode: what its client would hand back. */
  merged(node: string, key: string): Vector {
    return maximumOf(this.#at(node, key).map(({ vc }) => vc))
  }

  read(at: number, node: string, key: string): void {
    this.#keys.add(key)
    this.#ask({ at, client: this.#reader(), node }, { type: 'vv_read', key })
  }

  /** Every node is read under every key. */
  readAll(at: number, nodes: readonly string[] = this.nodes): void {
    for (const key of this.keys) for (const node of nodes) this.read(at, node, key)
  }

  /** From here on these nodes know what any of them does. */
  meet(nodes: readonly string[] = this.nodes): void {
    for (const key of this.keys) {
      const all = maximalOf(distinct(nodes.flatMap((node) => this.#at(node, key))))
      for (const node of nodes) this.#put(node, key, all)
    }
  }

  #ask({ at, client, node }: Asked, body: Operation['body']): void {
    this.operations.push({ at, client, node, body })
  }

  /** Every read has a client of its own, so that none waits for another. Writers are named by the story. */
  #reader(): string {
    return `c${101 + this.#readers++}`
  }

  #at(node: string, key: string): Held[] {
    return this.#held.get(`${node} ${key}`) ?? []
  }

  #put(node: string, key: string, held: Held[]): void {
    this.#held.set(`${node} ${key}`, maximalOf(held))
  }
}

function distinct(held: Held[]): Held[] {
  const byVector = new Map(held.map((one) => [JSON.stringify(Object.entries(one.vc).sort()), one]))
  return [...byVector.values()]
}

/** What plain objects seem to hold from the start. A program that uses one should trip where a client asks for it. */
function isTrap(key: string): boolean {
  return key in {}
}

/** A run of a story on nodes that may all talk to each other. */
export function versionsPlan(
  scenario: string,
  seed: number,
  story: Story,
  more: Partial<Plan> & { until: number },
): Plan {
  return {
    scenario,
    seed,
    nodes: [...story.nodes],
    latency: { kind: 'uniform', min: 5, max: 20 },
    faults: [],
    operations: story.operations,
    observe: observeVersions(story.keys.filter((key) => !isTrap(key))),
    contract: versionsContract,
    ...more,
  }
}
