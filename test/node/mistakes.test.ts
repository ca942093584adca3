import { describe, expect, it } from 'vitest'
import type { Node } from '../../lib/node/api.ts'
import { loneNode, settled } from '../support/lone-node.ts'

describe('a program’s mistake ends the run and says during what:', () => {
  const answering = (answer: () => unknown) => (node: Node) => node.on('ask', answer as never)

  it.each<[string, (node: Node) => void, string]>([
    [
      'a throw in a handler',
      answering(() => {
        throw new RangeError('oops')
      }),
      'RangeError: oops',
    ],
    [
      'something thrown that is no error, though it has a code',
      answering(() => {
        throw { code: 20, message: 'mine' }
      }),
      'mine',
    ],
    ['an answer that is a text', answering(() => 'done'), 'an answer must be an object with a type'],
    ['an answer that is a number', answering(() => 0), 'this is number: 0'],
    ['a promise of a text', answering(async () => 'done'), 'an answer must be an object with a type'],
    [
      'a rejected promise',
      answering(async () => {
        throw new TypeError('later')
      }),
      'TypeError: later',
    ],
  ])('%s', async (_, main, error) => {
    const lone = loneNode(main)
    lone.receive('c1', { type: 'ask' }, 1)
    await settled()
    expect(lone.failures).toEqual([{ during: 'the handler of "ask"', error: expect.stringContaining(error) }])
    expect(lone.sent).toEqual([])
  })

  it('an error answer that cannot be sent', () => {
    const lone = loneNode(
      (node) =>
        node.on('ask', () => {
          throw node.error(Number.NaN, 'a code that JSON cannot carry')
        }),
      { refuses: ({ code }) => Number.isNaN(code) },
    )
    lone.receive('c1', { type: 'ask' }, 1)
    expect(lone.failures).toEqual([{ during: 'the handler of "ask"', error: 'TypeError: not JSON' }])
  })

  it('an error answer that cannot be sent, from a promise', async () => {
    const lone = loneNode(
      (node) =>
        node.on('ask', async () => {
          throw node.error(Number.NaN)
        }),
      { refuses: ({ code }) => Number.isNaN(code) },
    )
    lone.receive('c1', { type: 'ask' }, 1)
    await settled()
    expect(lone.failures).toEqual([{ during: 'the handler of "ask"', error: 'TypeError: not JSON' }])
  })

  it.each<[string, () => unknown]>([
    [
      'an answer that cannot be asked whether it is a promise',
      () =>
        Object.defineProperty({}, 'then', {
          get() {
            throw new Error('hands off')
          },
        }),
    ],
    [
      'a thrown thing that cannot be looked at',
      () => {
        throw new Proxy(new Error('hands off'), {
          get(target, field) {
            if (typeof field === 'symbol') throw new Error('hands off')
            return Reflect.get(target, field)
          },
        })
      },
    ],
  ])('%s', (_, answer) => {
    const lone = loneNode(answering(answer))
    lone.receive('c1', { type: 'ask' }, 1)
    expect(lone.failures).toEqual([{ during: 'the handler of "ask"', error: 'Error: hands off' }])
  })
})
