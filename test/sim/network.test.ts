import { describe, expect, it } from 'vitest'
import { type Fate, Network } from '../../lib/sim/network.ts'
import { toMs } from '../../lib/sim/queue.ts'
import type { Latency, Plan } from '../../lib/trace/plan.ts'
import { falseAlarm, meanBound } from '../support/hoeffding.ts'
import { planned } from '../support/run.ts'

const count = 20_000

describe('latency', () => {
  it('may be constant', () => {
    expect(new Set(delays({ kind: 'constant', ms: 12.5 }))).toEqual(new Set([12.5]))
  })

  it('may be uniform: never outside its range, with its middle as its mean', () => {
    const all = delays({ kind: 'uniform', min: 5, max: 20 })
    expect(all.every((ms) => ms >= 5 && ms <= 20)).toBe(true)
    expect(Math.abs(meanOf(all) - 12.5)).toBeLessThan(meanBound(count, 15))
  })

  it('may be exponential, with the mean asked for', () => {
    const all = delays({ kind: 'exponential', mean: 100 })
    // Chernoff's bound for a sum of exponentials: a mean of `count` draws strays by a share d with a chance of at most
    // exp(−count·(d − ln(1 + d))) above and exp(−count·(−d − ln(1 − d))) below. At d = 0.05 both are under the limit.
    const d = 0.05
    const strays = Math.exp(-count * (d - Math.log(1 + d))) + Math.exp(-count * (-d - Math.log(1 - d)))
    expect(strays).toBeLessThan(falseAlarm)
    expect(all.every((ms) => ms >= 0)).toBe(true)
    expect(Math.abs(meanOf(all) / 100 - 1)).toBeLessThan(d)
  })

  it('may be exponential, with its shape: a share of 1/e above the mean', () => {
    const above = delays({ kind: 'exponential', mean: 100 }).filter((ms) => ms > 100).length / count
    expect(Math.abs(above - Math.exp(-1))).toBeLessThan(meanBound(count, 1))
  })

  it('may be another one on a single link, in that direction', () => {
    const network = networkOf({ links: { 'n1>n2': { kind: 'constant', ms: 500 } } })
    expect([network.fate('n1', 'n2'), network.fate('n2', 'n1')]).toEqual([delivered(500), delivered(10)])
  })

  it('grows by up to reorderMs for the share of messages that are held back', () => {
    const all = delays({ kind: 'constant', ms: 10 }, { reorder: 0.25, reorderMs: 40 })
    const held = all.filter((ms) => ms > 10).length / count
    expect(Math.max(...all)).toBeLessThanOrEqual(50)
    expect(Math.abs(held - 0.25)).toBeLessThan(meanBound(count, 1))
  })
})

describe('loss', () => {
  it('takes its share of the messages', () => {
    const network = networkOf({ loss: 0.3 })
    expect(Math.abs(shareLost(network) - 0.3)).toBeLessThan(meanBound(count, 1))
  })

  it('comes on top of the plan’s own while a fault adds some, and no longer', () => {
    const network = networkOf({ loss: 0.2 })
    network.addLoss(0.5)
    const during = shareLost(network)
    network.removeLoss(0.5)
    expect(Math.abs(during - (1 - 0.8 * 0.5))).toBeLessThan(meanBound(count, 1))
    expect(Math.abs(shareLost(network) - 0.2)).toBeLessThan(meanBound(count, 1))
  })

  it('of 1 takes everything', () => {
    expect(shareLost(networkOf({ loss: 1 }))).toBe(1)
  })
})

describe('duplication', () => {
  it('delivers its share of the messages twice', () => {
    const network = networkOf({ duplicate: 0.1 })
    const twice = fates(network).filter((fate) => fate.kind === 'delivered' && fate.delays.length === 2)
    expect(Math.abs(twice.length / count - 0.1)).toBeLessThan(meanBound(count, 1))
  })

  it('gives each copy a latency of its own', () => {
    const network = networkOf({ duplicate: 1, latency: { kind: 'uniform', min: 0, max: 100 } })
    const fate = network.fate('n1', 'n2')
    expect(new Set(fate.kind === 'delivered' ? fate.delays : []).size).toBe(2)
  })
})

describe('the dice of a link', () => {
  it('are its own: other links, and the way back, fall differently', () => {
    const network = networkOf({ latency: { kind: 'uniform', min: 0, max: 100 } })
    const firsts = ['n1>n2', 'n1>n3', 'n2>n1'].map((link) => {
      const [src = '', dest = ''] = link.split('>')
      return JSON.stringify(network.fate(src, dest))
    })
    expect(new Set(firsts).size).toBe(3)
  })

  it('do not depend on what goes over other links', () => {
    const plan: Partial<Plan> = { latency: { kind: 'uniform', min: 0, max: 100 }, loss: 0.2, duplicate: 0.2 }
    const alone = networkOf(plan)
    const busy = networkOf(plan)
    const among = Array.from({ length: 50 }, () => {
      busy.fate('n1', 'n3')
      busy.fate('n2', 'n1')
      return busy.fate('n1', 'n2')
    })
    expect(among).toEqual(Array.from({ length: 50 }, () => alone.fate('n1', 'n2')))
  })

  it('do not fall while the link is cut', () => {
    const plan: Partial<Plan> = { latency: { kind: 'uniform', min: 0, max: 100 } }
    const cut = networkOf(plan)
    cut.cut('wall', [{ from: ['n1'], to: ['n2'] }])
    cut.fate('n1', 'n2')
    cut.heal('wall', [{ from: ['n1'], to: ['n2'] }])
    expect(cut.fate('n1', 'n2')).toEqual(networkOf(plan).fate('n1', 'n2'))
  })
})

describe('a cut', () => {
  const oneWay = [{ from: ['n1'], to: ['n2', 'n3'] }]

  it('drops what goes one way, by name, and lets the other way be', () => {
    const network = networkOf({})
    network.cut('wall', oneWay)
    expect([network.fate('n1', 'n3'), network.fate('n3', 'n1')]).toEqual([
      { kind: 'dropped', reason: 'cut', by: 'wall' },
      delivered(10),
    ])
  })

  it('that overlaps another holds until both are healed', () => {
    const network = networkOf({})
    const seen: (string | undefined)[] = []
    const look = () => seen.push(network.cutBy('n1', 'n2'))
    network.cut('first', oneWay)
    network.cut('second', [{ from: ['n1'], to: ['n2'] }])
    look()
    network.heal('first', oneWay)
    look()
    network.heal('second', [{ from: ['n1'], to: ['n2'] }])
    look()
    expect(seen).toEqual(['first', 'second', undefined])
  })

  it('between groups that share a node does not cut the node off from itself', () => {
    const network = networkOf({})
    network.cut('wall', [{ from: ['n1', 'n2'], to: ['n1', 'n2'] }])
    expect([network.cutBy('n1', 'n1'), network.cutBy('n1', 'n2')]).toEqual([undefined, 'wall'])
  })
})

function networkOf(plan: Partial<Plan>): Network {
  return new Network(planned(plan))
}

function fates(network: Network): Fate[] {
  return Array.from({ length: count }, () => network.fate('n1', 'n2'))
}

function delays(latency: Latency, plan: Partial<Plan> = {}): number[] {
  return fates(networkOf({ ...plan, latency })).map((fate) =>
    fate.kind === 'delivered' ? toMs(fate.delays[0] as number) : Number.NaN,
  )
}

function shareLost(network: Network): number {
  return fates(network).filter((fate) => fate.kind === 'dropped' && fate.reason === 'loss').length / count
}

function delivered(ms: number): Fate {
  return { kind: 'delivered', delays: [ms * 1000] }
}

function meanOf(all: number[]): number {
  return all.reduce((sum, one) => sum + one, 0) / all.length
}
