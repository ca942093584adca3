import type { Cloud } from './cloud.ts'

/** States within a cloud differ by so much, relatively. */
const grain = 0.01

/** Puts single states together into clouds of similar ones, keeping mean and variance exact. */
export class Gathering {
  readonly #clouds = new Map<number, Cloud>()
  readonly #alive: number

  constructor(alive: number) {
    this.#alive = alive
  }

  add(chance: number, w: number, senders: number): void {
    if (!(chance > 0)) return
    const key = cell(this.#alive - w) * 1e6 + cell(senders)
    const cloud = this.#clouds.get(key)
    if (cloud === undefined) this.#clouds.set(key, { chance, w, senders, ww: 0, ws: 0, ss: 0 })
    else join(cloud, chance, w, senders)
  }

  /** Hands over the clouds, and is empty then. */
  take(): Cloud[] {
    const clouds = [...this.#clouds.values()]
    this.#clouds.clear()
    return clouds
  }
}

function cell(number: number): number {
  return Math.floor(Math.log(number) / grain)
}

/** Welford's update of weighted means and variances (West, "Updating mean and variance estimates", 1979). */
function join(cloud: Cloud, chance: number, w: number, senders: number): void {
  const total = cloud.chance + chance
  const share = chance / total
  const [offW, offS] = [w - cloud.w, senders - cloud.senders]
  cloud.ww = (1 - share) * (cloud.ww + share * offW * offW)
  cloud.ws = (1 - share) * (cloud.ws + share * offW * offS)
  cloud.ss = (1 - share) * (cloud.ss + share * offS * offS)
  cloud.w += share * offW
  cloud.senders += share * offS
  cloud.chance = total
}
