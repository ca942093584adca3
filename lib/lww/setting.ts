/** What a race is made of. */
export type Setting = {
  clients: number
  /** By each client. */
  writes: number
  replicas: number
  /** How far the clock of one replica, `fastNode`, is ahead of the others', in milliseconds. */
  skewMs: number
  seed: number
}

export const usual: Setting = { clients: 2, writes: 2, replicas: 2, skewMs: 500, seed: 1 }

/** The key that everybody writes. */
export const key = 'cart'

/** Whose a value is can be read off it: a1 and a2 are the first client's writes, b1 is the second's. */
export function nameOf(client: number, write: number): string {
  return `${letters.charAt(client)}${write + 1}`
}

/** But for those of clients, c1, and nodes, n1. */
const letters = 'abdefghijklmopqrstuvwxyz'

/** The last replica that a client writes to: a clock that dates no write would change nothing. */
export function fastNode({ clients, replicas }: Pick<Setting, 'clients' | 'replicas'>): string {
  return `n${Math.min(clients, replicas)}`
}

/** Clients take the replicas in turn. */
export function replicaOf(client: number, replicas: number): string {
  return `n${(client % replicas) + 1}`
}
