import { expect, it } from 'vitest'
import { valuesIn } from '../../lib/check/named.ts'
import type { Body, Value } from '../../lib/protocol/message.ts'
import { carries } from '../../lib/trace/facts.ts'

const values = new Set<Value>([7, '7', 8, 'eight'])

it.each<[string, Body, Value[]]>([
  ['a field', { type: 'a', message: 7 }, [7]],
  ['a list', { type: 'a', messages: ['7', 8, 9] }, ['7', 8]],
  ['a nested object', { type: 'a', by: { n1: { list: [{ value: 'eight' }] } } }, ['eight']],
  ['nothing: a part of a text, or the name of a field', { type: 'a', text: 'eighteen', eight: 1 }, []],
  ['nothing: the numbers of requests and answers', { type: 'eight', msg_id: 7, in_reply_to: 8 }, []],
])('values are found in %s, just as carries finds them', (_, body, expected) => {
  expect([...valuesIn(body, values)]).toEqual(expected)
  expect([...values].filter((value) => carries(body, value))).toEqual(expected)
})
