import type { Client } from './clients.ts'
import type { Departure } from './last-words.ts'
import type { SimNode } from './node.ts'

/** What waits in the simulation's queue for its time. */
export type Happening =
  | ({ kind: 'deliver' } & Departure)
  | { kind: 'timer'; node: SimNode; life: number; timer: number }
  | { kind: 'wake'; client: Client }
  | { kind: 'expire'; client: Client; msgId: number }
  | { kind: 'do'; act: () => void }
