import vm from 'node:vm'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { copyBody, NotABody, NotJson, TooLarge } from '../../lib/protocol/json-copy.ts'
import type { Body } from '../../lib/protocol/message.ts'

const realm = { object: Object.prototype }
const roomy = 1_000_000

describe('a copied body', () => {
  it('is every JSON body unchanged', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (fields) => {
        const body = JSON.parse(JSON.stringify({ ...fields, type: 'any' }))
        expect(copyBody(body, realm, roomy).body).toEqual(body)
      }),
      { seed: 1, numRuns: 300 },
    )
  })

  it('is what a trip through JSON text makes of it', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const body = { type: 'any', value, left: undefined }
        expect(JSON.stringify(copy(body))).toBe(JSON.stringify(body))
      }),
      { seed: 2, numRuns: 300 },
    )
  })

  it('shares nothing with the original', () => {
    const values = [1]
    const body = copy({ type: 'list', values })
    values.push(2)
    expect(body).toEqual({ type: 'list', values: [1] })
  })

  it('lacks the fields that are undefined', () => {
    expect(Object.keys(copy({ type: 'a', gone: undefined, kept: null }))).toEqual(['type', 'kept'])
  })

  it('has 0 where there was minus 0, alone and in a list', () => {
    const { alone, list } = copy({ type: 'a', alone: -0, list: [-0] }) as unknown as {
      alone: number
      list: number[]
    }
    expect([Object.is(alone, 0), Object.is(list[0], 0)]).toEqual([true, true])
  })

  it('has a field "__proto__" as a field, and stays a plain object', () => {
    const body = copy({ type: 'a', inner: JSON.parse('{"__proto__": {"x": 1}}') })
    expect(JSON.stringify(body)).toBe('{"type":"a","inner":{"__proto__":{"x":1}}}')
    expect((body.inner as { x?: number }).x).toBeUndefined()
  })

  it('may come from an object without a prototype', () => {
    expect(copy(Object.assign(Object.create(null), { type: 'a', n: 1 }))).toEqual({ type: 'a', n: 1 })
  })

  it('may come from the plain objects of another realm', () => {
    const context = vm.createContext(vm.constants.DONT_CONTEXTIFY)
    const given = vm.runInContext('({ type: "a", list: [{ n: 1 }] })', context)
    const theirs = { object: vm.runInContext('Object.prototype', context) }
    expect(copyBody(given, theirs, roomy).body).toEqual({ type: 'a', list: [{ n: 1 }] })
  })

  it('may hold the same object twice', () => {
    const shared = { n: 1 }
    expect(copy({ type: 'a', both: [shared, shared] })).toEqual({ type: 'a', both: [{ n: 1 }, { n: 1 }] })
  })

  it('throws what a getter throws, and not an error of its own', () => {
    const body = {
      type: 'a',
      get broken(): never {
        throw new RangeError('mine')
      },
    }
    expect(() => copy(body)).toThrow(new RangeError('mine'))
  })
})

describe('a body is refused, with the place named, when it holds', () => {
  class Point {}
  it.each<[string, unknown, string]>([
    ['NaN', { n: Number.NaN }, 'n is NaN'],
    ['Infinity', { n: { m: Number.POSITIVE_INFINITY } }, 'n.m is Infinity'],
    ['minus Infinity in a list', { n: [1, Number.NEGATIVE_INFINITY] }, 'n[1] is -Infinity'],
    ['undefined in a list', { list: [1, undefined] }, 'list[1] is undefined'],
    // biome-ignore lint/suspicious/noSparseArray: a hole is what is tested
    ['a list with a hole', { list: [1, , 3] }, 'list[1] is undefined'],
    ['a BigInt', { n: 10n }, 'n is a BigInt'],
    ['a symbol', { deep: [[Symbol('s')]] }, 'deep[0][0] is a symbol'],
    ['a function', { call() {} }, 'call is a function'],
    ['a Date', { at: [{ when: new Date(0) }] }, 'at[0].when is an instance of Date'],
    ['a Map', { map: new Map() }, 'map is an instance of Map'],
    ['a Set', { set: new Set([1]) }, 'set is an instance of Set'],
    ['an instance of a class', { point: new Point() }, 'point is an instance of Point'],
    ['a promise', { later: Promise.resolve(1) }, 'later is an instance of Promise'],
    ['typed numbers', { bytes: new Uint8Array(2) }, 'bytes is an instance of Uint8Array'],
    ['a wrapped number', { n: Object(1) }, 'n is an instance of Number'],
    [
      'an object with "__proto__" set',
      { entries: Object.setPrototypeOf({ a: 1 }, { b: 2 }) },
      'entries is an object whose prototype was set, as the key "__proto__" does',
    ],
    ['an object of nameless make', { odd: Object.create({ constructor: 1 }) }, 'odd is not a plain object'],
  ])('%s', (_, fields, sentence) => {
    expect(problemOf({ type: 'a', ...(fields as object) })).toBe(`${sentence}, which JSON cannot carry`)
  })

  it('itself', () => {
    const body: { [field: string]: unknown } = { type: 'a' }
    body.self = body
    expect(problemOf(body)).toContain('contains itself')
  })

  it('a list that holds itself', () => {
    const list: unknown[] = []
    list.push(list)
    expect(problemOf({ type: 'a', list })).toMatch(/^list\[0\]\[0\].* is more than 100 levels deep/)
  })

  it('an object whose constructor cannot be read', () => {
    const hostile = Object.create({
      get constructor() {
        throw new Error('hands off')
      },
    })
    expect(problemOf({ type: 'a', hostile })).toBe('hostile is not a plain object, which JSON cannot carry')
  })
})

describe('what is no body is refused in words that fit:', () => {
  it.each<[string, unknown, string]>([
    ['a list', [1], 'a message is an object with a type, and this is a list'],
    ['a text', 'hello', 'a message is an object with a type, and this is a string'],
    ['nothing', undefined, 'a message is an object with a type, and this is undefined'],
    ['null', null, 'a message is an object with a type, and this is null'],
    ['an object without a type', { n: 1 }, 'type is undefined and must be a string'],
    ['a number for a type', { type: 7 }, 'type is a number and must be a string'],
    ['a list for a type', { type: ['a'] }, 'type is a list and must be a string'],
    ['an object for a type', { type: {} }, 'type is an object and must be a string'],
  ])('%s', (_, given, sentence) => {
    expect(problemOf(given)).toBe(sentence)
  })
})

describe('the size of a body', () => {
  it.each<[string, unknown]>([
    ['texts', ['some', 'words']],
    ['small numbers', [1, 2, 3]],
    ['null and booleans', [null, true, false]],
    ['empty lists and objects', [[], {}, [[]]]],
    ['fields', { a: { b: { c: 'd' } } }],
  ])('is at least that of the JSON of %s', (_, value) => {
    const body = { type: 'a', value }
    expect(copyBody(body, realm, roomy).size).toBeGreaterThanOrEqual(JSON.stringify(body).length)
  })

  it.each<[string, unknown]>([
    ['a long text', 'x'.repeat(2000)],
    ['a long list of numbers', Array(1000).fill(1)],
    ['a long list of null', Array(1000).fill(null)],
    ['a long list of empty lists', Array(1000).fill([])],
    ['a long list of empty objects', Array(1000).fill({})],
    ['many fields', Object.fromEntries(Array.from({ length: 1000 }, (_, n) => [`f${n}`, true]))],
  ])('stops the copy of %s at the limit', (_, value) => {
    expect(() => copyBody({ type: 'a', value }, realm, 1000)).toThrow(TooLarge)
  })

  it('stops a small graph that would unfold into a huge tree', () => {
    let list: unknown[] = []
    for (let level = 0; level < 12; level++) list = [list, list]
    expect(() => copyBody({ type: 'a', list }, realm, 1000)).toThrow(TooLarge)
  })
})

function copy(given: object): Body {
  return copyBody(given, realm, roomy).body
}

function problemOf(given: unknown): string {
  try {
    copy(given as object)
  } catch (error) {
    if (error instanceof NotJson || error instanceof NotABody) return error.message
    throw error
  }
  return 'nothing'
}
