import { effortOfHits, hitsOfOneSender } from './hits.ts'
import { standstill } from './infect-forever.ts'
import { type Attempt, precisely } from './precise.ts'
import { aliveIn, type Reach, type Spread } from './spread.ts'
import { Uninformed } from './uninformed.ts'

/** Chances by how many nodes learned in the last round; the index is that number. */
type ByFresh = Float64Array

/** Rows of fresh nodes for every w take A² ÷ 2 numbers: 64 MB here, and a chain as long would take minutes anyway. */
const mostAlive = 4000

/**
 * The exact reach after 0, 1, …, `rounds` synchronous rounds in which only the nodes send that learned in the round
 * before (forward once).
 *
 * The state is (w, f): w live nodes uninformed, f of the others fresh. A round takes w to T^f δ_w, and the fresh of the
 * next round are those that w has lost. So for each w by itself, Horner's rule over f as in infect-forever.ts.
 *
 * Gives up, with undefined, when it would take more than `effort` multiplications, or much memory.
 */
export function infectAndDie(spread: Spread, rounds: number, effort: number): Reach[] | undefined {
  const alive = aliveIn(spread)
  if (alive === 1 || spread.fanout === 0) return standstill(alive, rounds)
  if (alive > mostAlive || effortOfHits(spread, alive - 1) > effort) return undefined
  const hits = hitsOfOneSender(spread, 0, alive - 1)
  return precisely(alive, (negligible): Attempt<Reach[]> | undefined => {
    const wave = new Uninformed(alive - 1, hits, negligible)
    let rows = new Map<number, ByFresh>([[alive - 1, Float64Array.of(0, 1)]])
    /** What has come to an end, by w. */
    const ended = new Float64Array(alive)
    const reached = [reachOf(rows, ended)]
    while (reached.length <= rounds) {
      const next = new Map<number, ByFresh>()
      for (const [before, row] of rows) {
        for (let fresh = row.length - 1; fresh > 0; fresh--) {
          const chance = row[fresh] as number
          if (chance > negligible) wave.add(before, chance)
          else wave.dropped += chance
          wave.send()
        }
        settle(wave, before, next, ended)
        if (wave.work > effort) return undefined
      }
      rows = next
      reached.push(reachOf(rows, ended))
    }
    return { result: reached, last: reached.at(-1) as Reach, dropped: wave.dropped }
  })
}

/** After a round that began with `before` uninformed: puts the chances where the next begins, or where all ends. */
function settle(wave: Uninformed, before: number, next: Map<number, ByFresh>, ended: Float64Array): void {
  ended[0] = (ended[0] as number) + wave.take(0)
  for (let w = wave.low; w <= wave.high; w++) {
    const chance = wave.take(w)
    if (w === before) ended[w] = (ended[w] as number) + chance
    else if (chance > 0) {
      const row = rowFor(next, w, before - w)
      row[before - w] = (row[before - w] as number) + chance
    }
  }
  wave.clear()
}

function rowFor(rows: Map<number, ByFresh>, w: number, fresh: number): ByFresh {
  const row = rows.get(w)
  if (row !== undefined && row.length > fresh) return row
  const wider = new Float64Array(fresh + 1 + Math.ceil(fresh / 4))
  if (row !== undefined) wider.set(row)
  rows.set(w, wider)
  return wider
}

function reachOf(rows: Map<number, ByFresh>, ended: Float64Array): Reach {
  const byMissed = Float64Array.from(ended)
  for (const [w, row] of rows) byMissed[w] = row.reduce((sum, chance) => sum + chance, byMissed[w] as number)
  return reachByMissed(byMissed)
}

/** The reach, from the chances by how many live nodes are missed. */
export function reachByMissed(chances: Float64Array): Reach {
  let [pMiss, missed] = [0, 0]
  for (let w = chances.length - 1; w > 0; w--) {
    pMiss += chances[w] as number
    missed += w * (chances[w] as number)
  }
  return { pAll: chances[0] as number, pMiss, missed }
}
