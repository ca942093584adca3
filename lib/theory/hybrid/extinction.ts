import { hitsOfOneSender } from '../hits.ts'
import { standstill } from '../infect-forever.ts'
import { aliveIn, type Reach, type Spread } from '../spread.ts'
import { Uninformed } from '../uninformed.ts'
import { type Cloud, reachOfCloud } from './cloud.ts'
import { type Escape, escapeFrom } from './escape.ts'
import { frontSize } from './front-size.ts'
import { Gathering } from './gather.ts'
import { beginning } from './rounds.ts'

const negligible = 1e-30

/**
 * The reach of many nodes that each send once, to the end: one sender at a time as in to-extinction.ts, the first of
 * them exactly, because it is then that a message dies out early if it does.
 *
 * After that w follows from mean and variance, and here without an approximation: by the last sender but one they are
 * the factorial moments of escape.ts. Everybody is informed if w = 0 by then; that it came to an end before, and would
 * have got there all the same, has a chance of the order (K ÷ N)².
 */
export function hybridExtinction(spread: Spread): Reach {
  const alive = aliveIn(spread)
  if (alive === 1 || spread.fanout === 0) return standstill(alive, 0)[0] as Reach
  const sent = Math.min(alive - 1, frontSize(spread.fanout, spread.loss))
  const { ended, clouds } = exactly(spread, alive, sent)
  const luck = escapeFrom(spread)
  return clouds.reduce((total, cloud) => {
    const { pAll, pMiss } = reachOfCloud(after(alive - 1 - sent, cloud, luck))
    return {
      pAll: total.pAll + pAll,
      pMiss: total.pMiss + pMiss,
      missed: total.missed + cloud.chance * finallyMissed(alive - sent, cloud, luck),
    }
  }, ended)
}

/** What has ended when `sent` have sent, and what goes on. */
function exactly(spread: Spread, alive: number, sent: number): { ended: Reach; clouds: Cloud[] } {
  if (sent === 0) return { ended: { pAll: 0, pMiss: 0, missed: 0 }, clouds: [beginning(alive)] }
  const from = Math.max(0, alive - 1 - sent * spread.fanout - 1)
  const hits = hitsOfOneSender(spread, from, alive - 1)
  const wave = new Uninformed(alive - 1 - from, hits, negligible)
  wave.add(alive - 1 - from, 1)
  const ended = { pAll: 0, pMiss: 0, missed: 0 }
  for (let senders = 1; senders <= sent; senders++) {
    wave.send()
    const stuck = alive - senders
    if (stuck - from > wave.high) continue
    const chance = wave.take(stuck - from)
    ended.pMiss += chance
    ended.missed += chance * stuck
  }
  const gathering = new Gathering(alive)
  gathering.add(wave.take(0), from, 1)
  // The senders are counted from here on, so they are not part of a cloud.
  for (let w = wave.low; w <= wave.high; w++) gathering.add(wave.take(w), from + w, 1)
  return { ended, clouds: gathering.take() }
}

function after(senders: number, cloud: Cloud, { log1, log2 }: Escape): Cloud {
  const { chance, w, ww } = cloud
  const escaped = Math.exp(log1 * senders)
  const added =
    w * w * escaped ** 2 * Math.expm1(log2 * senders) + w * escaped * (1 - escaped * Math.exp(log2 * senders))
  return { ...cloud, chance, w: w * escaped, ww: escaped ** 2 * ww + added }
}

/**
 * The expected w at the end, which comes when as many have sent as are informed: w = w0 · q1^(left − w), by Newton's
 * method from below, where the curve is convex and nothing is overshot.
 */
function finallyMissed(left: number, { w: start }: Cloud, { log1 }: Escape): number {
  let w = 0
  for (let step = 0; step < 100; step++) {
    const value = start * Math.exp(log1 * (left - w))
    const next = w + (value - w) / (1 + log1 * value)
    if (!(next > w) || next >= left) break
    w = next
  }
  return w
}
