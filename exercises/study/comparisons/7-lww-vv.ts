import type { Mode } from '../../../lib/check/versions.ts'
import type { Comparison, Figure, Trial } from '../../../lib/compare/comparison.ts'
import { messageBytes } from '../../../lib/compare/memberships.ts'
import { type Cell, lossesIn, lossPlan, valuesShown } from '../../../lib/lww/losses.ts'

const program = 'solutions/4-epidemic-crdts/4-lww-data-loss/solution.ts'
const replicas = 3
const writes = 4
const modes: { [contender: string]: Mode } = { 'last writer wins': 'lww', 'version vectors': 'vv' }

const figures: Figure[] = [
  {
    id: 'writesLost',
    head: 'writes lost',
    unit: 'count',
    best: 'fewest writes lost',
    measure: (run) => lossesIn(run).lost,
  },
  {
    id: 'valuesToSettle',
    head: 'values at the end',
    unit: 'count',
    measure: valuesShown,
  },
  messageBytes(0),
]

function trial(name: string, title: string, cell: Cell): Trial {
  return {
    ...{ name, title, figures },
    plan: (seed, contender) => lossPlan(cell, replicas, writes, seed, modes[contender.name] ?? 'vv'),
  }
}

const comparison: Comparison = {
  slug: 'lww-vv',
  title: 'Last writer wins, version vectors',
  question: `What becomes of writes to one key that do not know of each other? Clients read and write at ${replicas} replicas, ${writes} times each in two seconds. Nothing is cut and nothing lost on the way; replicas exchange all the time.`,
  contenders: [
    { name: 'last writer wins', program, what: 'keeps the write with the latest time, and no other' },
    { name: 'version vectors', program, what: 'keeps all writes that nobody has built on' },
  ],
  trials: [
    trial('two', `Two clients make ${2 * writes} writes, and clocks agree.`, { clients: 2, skewMs: 0 }),
    trial('eight', `Eight clients make ${8 * writes} writes, and clocks agree.`, { clients: 8, skewMs: 0 }),
    trial('skewed', `Eight clients make ${8 * writes} writes, and clocks are up to 1 s apart.`, {
      clients: 8,
      skewMs: 1000,
    }),
  ],
}

export default comparison
