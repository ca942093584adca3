import { expect, it } from 'vitest'
import { raceOf } from '../../lib/lww/race.ts'
import { fastNode, replicaOf, usual } from '../../lib/lww/setting.ts'
import { nodeIds } from '../../lib/scenario/topologies.ts'

it('the fast clock is that of a replica which some client writes to, the last of them', () => {
  for (const clients of [1, 2, 3, 5])
    for (const replicas of [2, 3, 5]) {
      const written = Array.from({ length: clients }, (_, client) => replicaOf(client, replicas))
      expect(fastNode({ clients, replicas })).toBe(nodeIds(replicas).findLast((id) => written.includes(id)))
    }
})

it('and no other clock of a race is ahead', () => {
  const { plan } = raceOf({ ...usual, clients: 2, replicas: 3, skewMs: 700 }, 'lww')
  expect(plan.skew).toEqual({ n2: 700 })
})
