import { describe, expect, it } from 'vitest'
import { type Contract, contractProblem, type FieldKind } from '../../lib/protocol/contract.ts'
import type { Json } from '../../lib/protocol/message.ts'

describe.each<[FieldKind, Json[], Json[]]>([
  ['any', [null, 0, 'a', [], {}], []],
  ['boolean', [true, false], [0, 'true', null]],
  ['integer', [0, -3, 1e15], [1.5, '1', null, [1]]],
  ['number', [0, -1.5], ['1', null, true]],
  ['string', ['', 'constructor'], [1, null, ['a']]],
  ['strings', [[], ['a', '']], ['a', [1], [null], {}]],
  ['value', [0, '', '__proto__', 1.5], [null, true, [1], {}]],
  ['values', [[], [1, '1', '']], [1, [null], [[1]], {}, null]],
  ['values|null', [null, [], [1, 'a']], [0, '', [true], {}]],
  ['object', [{}, { a: 1 }], [null, [], 'a']],
  ['topology', [{}, { n1: [], n2: ['n1'] }], [null, [], { n1: 'n2' }, { n1: [2] }]],
])('a field of kind %s', (kind, right, wrong) => {
  const contract: Contract = { call: { field: kind } }

  it.each(right.map((value) => [JSON.stringify(value), value]))('may be %s', (_, field) => {
    expect(contractProblem(contract, { type: 'call', field })).toBeUndefined()
  })

  if (wrong.length > 0) {
    it.each(wrong.map((value) => [JSON.stringify(value), value]))('may not be %s', (_, field) => {
      expect(contractProblem(contract, { type: 'call', field })).toMatch(/^call\.field must be /)
    })
  }
})

describe('a request breaks its contract', () => {
  it('with a field of the wrong type, and the sentence says what it must be', () => {
    const problem = contractProblem({ broadcast: { message: 'value' } }, { type: 'broadcast', message: true })
    expect(problem).toBe('broadcast.message must be a number or a string')
  })

  it('with a missing field, and the sentence says which', () => {
    const problem = contractProblem({ broadcast: { message: 'value' } }, { type: 'broadcast' })
    expect(problem).toBe('broadcast needs the field "message" (a number or a string)')
  })

  it('with a list of neighbours under "__proto__" that is none', () => {
    const topology = JSON.parse('{"__proto__": 1}')
    expect(contractProblem({ t: { topology: 'topology' } }, { type: 't', topology })).toContain(
      't.topology must be',
    )
  })

  it('with an optional field of the wrong type', () => {
    expect(contractProblem({ set: { 'limit?': 'integer' } }, { type: 'set', limit: 'ten' })).toBe(
      'set.limit must be a whole number',
    )
  })

  it('when a field is only inherited from Object.prototype', () => {
    expect(contractProblem({ ask: { toString: 'any' } as never }, { type: 'ask' })).toBe(
      'ask needs the field "toString" (any JSON value)',
    )
  })
})

describe('a request keeps its contract', () => {
  it('without an optional field', () => {
    expect(contractProblem({ set: { 'limit?': 'integer' } }, { type: 'set' })).toBeUndefined()
  })

  it('with fields that the contract does not name', () => {
    expect(contractProblem({ read: {} }, { type: 'read', extra: 1 })).toBeUndefined()
  })

  it('when its type has no contract, even one named like a built-in', () => {
    expect(contractProblem({ read: {} }, { type: 'constructor' })).toBeUndefined()
    expect(contractProblem({ read: {} }, { type: '__proto__' })).toBeUndefined()
  })
})
