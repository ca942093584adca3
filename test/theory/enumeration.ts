import type { Reach, Spread } from '../../lib/theory/spread.ts'

/** The informed, and those of them who are to send: one bit a node, node 0 being the source. */
type State = { informed: number; fresh: number }

/**
 * The reach after some rounds, by going through every choice of targets and every loss of messages, one sender after
 * the other. Nothing of the theory is in it but the rules. The nodes with the highest numbers are the crashed.
 */
export function enumerate(spread: Spread, rounds: number, model: 'forever' | 'once'): Reach {
  const live = (1 << (spread.nodes - spread.crashed)) - 1
  let states = new Map([[keyOf({ informed: 1, fresh: 1 }), 1]])
  for (let round = 0; round < rounds; round++) {
    const next = new Map<string, number>()
    for (const [key, chance] of states) {
      const { informed, fresh } = stateOf(key)
      for (const [after, share] of afterRound(informed, model === 'once' ? fresh : informed, spread, live)) {
        const state = keyOf({ informed: after, fresh: after & ~informed })
        next.set(state, (next.get(state) ?? 0) + chance * share)
      }
    }
    states = next
  }
  const reach = { pAll: 0, pMiss: 0, missed: 0 }
  for (const [key, chance] of states) {
    const missed = bits(live & ~stateOf(key).informed)
    if (missed === 0) reach.pAll += chance
    else reach.pMiss += chance
    reach.missed += missed * chance
  }
  return reach
}

function afterRound(informed: number, senders: number, spread: Spread, live: number): Map<number, number> {
  let now = new Map([[informed, 1]])
  for (let sender = 0; sender < spread.nodes; sender++) {
    if (((senders >> sender) & 1) === 0) continue
    const next = new Map<number, number>()
    for (const [state, chance] of now) {
      for (const [hit, share] of hits(sender, spread)) {
        const after = state | (hit & live)
        next.set(after, (next.get(after) ?? 0) + chance * share)
      }
    }
    now = next
  }
  return now
}

/** Every set of nodes that messages of a sender can arrive at, with its chance. */
function hits(sender: number, { nodes, fanout, loss }: Spread): Map<number, number> {
  const others = ((1 << nodes) - 1) & ~(1 << sender)
  const choices = subsets(others).filter((set) => bits(set) === fanout)
  const found = new Map<number, number>()
  for (const targets of choices) {
    for (const arrived of subsets(targets)) {
      const chance = (1 - loss) ** bits(arrived) * loss ** (fanout - bits(arrived))
      found.set(arrived, (found.get(arrived) ?? 0) + chance / choices.length)
    }
  }
  return found
}

function subsets(set: number): number[] {
  const all = [0]
  for (let subset = set; subset > 0; subset = (subset - 1) & set) all.push(subset)
  return all
}

function bits(set: number): number {
  let count = 0
  for (let rest = set; rest > 0; rest >>= 1) count += rest & 1
  return count
}

const keyOf = ({ informed, fresh }: State) => `${informed}/${fresh}`

function stateOf(key: string): State {
  const [informed = 0, fresh = 0] = key.split('/').map(Number)
  return { informed, fresh }
}
