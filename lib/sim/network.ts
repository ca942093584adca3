import { createRandom, type Random } from '../random/random.ts'
import type { DropReason, Links } from '../trace/event.ts'
import type { Latency, Plan } from '../trace/plan.ts'
import { type Micros, toMicros } from './queue.ts'

/** What becomes of a message: dropped, or delivered after each of these delays. */
export type Fate =
  | { kind: 'dropped'; reason: DropReason; by?: string }
  | { kind: 'delivered'; delays: Micros[] }

/** The links between nodes: how slow, how lossy, and which are cut right now. */
export class Network {
  readonly #plan: Plan
  readonly #dice = new Map<string, Random>()
  /** By link, the names of the partitions that cut it. */
  readonly #cuts = new Map<string, string[]>()
  readonly #losses: number[] = []

  constructor(plan: Plan) {
    this.#plan = plan
  }

  /** Decides a message's fate as it is sent. Each link has its own dice. */
  fate(src: string, dest: string): Fate {
    const link = `${src}>${dest}`
    const by = this.cutBy(src, dest)
    if (by !== undefined) return { kind: 'dropped', reason: 'cut', by }
    const random = this.#diceOf(link)
    const plan = this.#plan
    for (const probability of [plan.loss ?? 0, ...this.#losses]) {
      if (probability > 0 && random() < probability) return { kind: 'dropped', reason: 'loss' }
    }
    const delays = [this.#delay(link, random)]
    if (plan.duplicate !== undefined && random() < plan.duplicate) delays.push(this.#delay(link, random))
    return { kind: 'delivered', delays }
  }

  /** The name of a partition that cuts this link now. */
  cutBy(src: string, dest: string): string | undefined {
    return this.#cuts.size === 0 ? undefined : this.#cuts.get(`${src}>${dest}`)?.[0]
  }

  cut(name: string, links: Links): void {
    for (const link of eachLink(links)) this.#cuts.set(link, [...(this.#cuts.get(link) ?? []), name])
  }

  heal(name: string, links: Links): void {
    for (const link of eachLink(links)) {
      const left = (this.#cuts.get(link) ?? []).filter((other) => other !== name)
      if (left.length === 0) this.#cuts.delete(link)
      else this.#cuts.set(link, left)
    }
  }

  addLoss(probability: number): void {
    this.#losses.push(probability)
  }

  removeLoss(probability: number): void {
    this.#losses.splice(this.#losses.indexOf(probability), 1)
  }

  #delay(link: string, random: Random): Micros {
    const { latency, links, reorder, reorderMs } = this.#plan
    const base = draw(links?.[link] ?? latency, random)
    const held = reorder !== undefined && random() < reorder ? random() * (reorderMs ?? 0) : 0
    return toMicros(base + held)
  }

  #diceOf(link: string): Random {
    const existing = this.#dice.get(link)
    if (existing !== undefined) return existing
    const random = createRandom(this.#plan.seed, `link ${link}`)
    this.#dice.set(link, random)
    return random
  }
}

function draw(latency: Latency, random: Random): number {
  switch (latency.kind) {
    case 'constant':
      return latency.ms
    case 'uniform':
      return latency.min + (latency.max - latency.min) * random()
    case 'exponential':
      return -latency.mean * Math.log(1 - random())
  }
}

function* eachLink(links: Links): Generator<string> {
  for (const { from, to } of links) {
    for (const src of from) for (const dest of to) if (src !== dest) yield `${src}>${dest}`
  }
}
