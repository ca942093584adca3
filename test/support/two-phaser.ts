import type { SetWorkload } from '../../lib/check/set-full.ts'
import type { Node } from '../../lib/node/api.ts'
import type { Value } from '../../lib/protocol/message.ts'
import type { Main } from './plain-program.ts'

export const workload: SetWorkload = {
  ...{ write: 'add', field: 'element', read: 'read', list: 'elements', remove: 'remove' },
  merge: { write: 'merge', list: 'add_set', tombstones: 'remove_set' },
}

/** What a two-phase set does otherwise than it should. */
export type Habits = {
  /** There are no tombstones. */
  deletes?: boolean
  /** An add takes a tombstone away. */
  adds?: 'again'
  /** Elements that are merged take tombstones away. */
  merges?: 'adds last'
  /** Which tombstones a merge takes in; all, unless said otherwise. */
  buries?: 'held' | 'nothing'
  /** What cannot be removed; what is not there, unless said otherwise. `too late` refuses when the tombstone is set. */
  refuses?: 'nothing' | 'everything' | 'unknown' | 'too late'
  /** What is gossiped; both sets, unless said otherwise. */
  tells?: 'adds' | 'shown'
  shows?: (held: Value[]) => Value[]
}

/** A two-phase set that gossips every 100 ms. */
export function twoPhaser({
  deletes,
  adds,
  merges,
  buries,
  refuses,
  tells,
  shows = (held) => held,
}: Habits = {}): Main {
  return (node: Node) => {
    const added = new Set<Value>()
    const removed = new Set<Value>()
    const held = () => [...added].filter((element) => !removed.has(element))
    const remove = (element: Value) => (deletes ? added.delete(element) : removed.add(element))
    node.on('add', ({ element }) => {
      if (adds === 'again') removed.delete(element)
      added.add(element)
      return { type: 'add_ok' }
    })
    node.on('remove', ({ element }) => {
      const isThere = refuses === 'unknown' ? added.has(element) : held().includes(element)
      if (refuses === 'too late') remove(element)
      if ((!isThere && refuses !== 'nothing') || refuses === 'everything') throw node.error(20, 'no')
      if (isThere) remove(element)
      return { type: 'remove_ok' }
    })
    node.on('merge', ({ add_set, remove_set }) => {
      for (const element of add_set) added.add(element)
      for (const element of remove_set) {
        if (buries !== 'nothing' && (buries !== 'held' || added.has(element))) remove(element)
      }
      if (merges === 'adds last') for (const element of add_set) removed.delete(element)
      return { type: 'merge_ok' }
    })
    node.on('read', () => ({ type: 'read_ok', elements: shows(held()) }))
    node.every(100, () => {
      const add_set = tells === 'shown' ? held() : [...added]
      const remove_set = tells === 'adds' ? [] : [...removed]
      for (const peer of node.peers) node.send(peer, { type: 'merge', add_set, remove_set })
    })
  }
}
