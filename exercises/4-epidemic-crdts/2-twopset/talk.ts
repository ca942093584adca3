import type { Step } from '../../../lib/check/conversation.ts'
import { names, show } from '../../../lib/check/words.ts'
import type { Body, Value } from '../../../lib/protocol/message.ts'
import { added, merged, removed } from './histories.ts'

const add = (element: Value): Step => ({ request: added(element), expect: { type: 'add_ok' } })
const remove = (element: Value): Step => ({ request: removed(element), expect: { type: 'remove_ok' } })
const merge = (adds: Value[], removes: Value[]): Step => ({
  request: merged(adds, removes),
  expect: { type: 'merge_ok' },
})
/** All elements of the talk that are not expected have been removed. */
const read = (expected: Value[]): Step => ({
  request: { type: 'read' },
  expect({ elements }: Body) {
    if (!Array.isArray(elements)) return 'expected a list "elements"'
    const lacking = expected.filter((element) => !elements.includes(element))
    const extra = elements.filter((element) => !expected.includes(element as Value))
    if (lacking.length > 0) return `it lacks ${names(lacking.map(show))}, added and not removed`
    if (extra.length > 0)
      return `it holds ${names(extra.map(show))}, which ${extra.length === 1 ? 'is' : 'are'} to stay removed`
    return elements.length === expected.length ? undefined : 'it holds an element twice'
  },
})

/** The text of an error is the learner's own. */
const refused = (element: Value): Step => ({
  request: removed(element),
  expect({ type, code }: Body) {
    return type === 'error' && code === 20 ? undefined : 'it is not there, so expected error 20'
  },
})

/** One node, one client: all that can happen to an element, in the plainest order. */
export const script: Step[] = [
  read([]),
  // In, out, and no way back.
  add('x'),
  add('x'),
  read(['x']),
  remove('x'),
  read([]),
  refused('x'),
  add('x'),
  read([]),
  refused('x'),
  // What was refused has left nothing behind.
  refused('y'),
  add('y'),
  read(['y']),
  // A merge brings both, in one list or the other or both.
  merge([], []),
  merge(['a', 'b', 'b'], ['a']),
  read(['y', 'b']),
  refused('a'),
  merge(['x', 'a', 'c'], []),
  read(['y', 'b', 'c']),
  merge([], ['b', 'c', 'c']),
  read(['y']),
  add('b'),
  read(['y']),
  // Tombstones that come before their elements.
  merge([], ['late', 'later']),
  refused('late'),
  add('late'),
  merge(['later', 'z'], []),
  read(['y', 'z']),
  remove('z'),
  merge(['z'], []),
  // All sorts of elements.
  merge([1, '1', 0, '', '__proto__', 'constructor'], [2, '2']),
  remove('1'),
  remove(0),
  remove('__proto__'),
  add(2.5),
  read(['y', 1, '', 'constructor', 2.5]),
  refused('2'),
  remove(''),
  refused(''),
  remove(1),
  merge([1, '1', 0, ''], []),
  read(['y', 'constructor', 2.5]),
]
