import { afterAll, beforeAll, expect, it } from 'vitest'
import { planned } from '../support/run.ts'
import { Desk } from './desk.ts'

let desk: Desk

beforeAll(async () => {
  desk = await Desk.open()
})
afterAll(() => desk.close())

/** Logs what it finds, then leaves something behind. Runs follow one another in one runner, which may reuse its realms. */
function leaving(leave: string): string {
  return `export default function (node: any) {
  node.on('read', () => ({ type: 'read_ok', messages: [] }))
  ;${leave}
}
`
}

it.each([
  [
    'a property of Math, set once',
    `(Math as any).left ??= node.id + node.random(); node.log((Math as any).left)`,
  ],
  ['a property of Math, counted', `const M: any = Math; M.left = (M.left ?? 0) + 1; node.log(M.left)`],
  ['a property of Math, added to', `(Math as any).left += 1; node.log((Math as any).left)`],
  ['a property of Math, incremented', `(Math as any).left++; node.log((Math as any).left)`],
  ['a property of JSON, by destructuring', `node.log((JSON as any).left); [(JSON as any).left] = [1]`],
  ['a property of a constructor', `node.log((Set as any).left); for ((Set as any).left of [1, 2]);`],
  ['a built-in that is gone', `node.log(typeof Array.isArray); delete (Array as any).isArray;`],
  [
    'a method of lists',
    `const list: any = [].includes; list.left = (list.left ?? 0) + 1; node.log(list.left)`,
  ],
  ['a method of texts', `const { at }: any = ''; at.left = (at.left ?? 0) + 1; node.log(at.left)`],
  ['a method of numbers', `const f: any = (5).toFixed; f.left = (f.left ?? 0) + 1; node.log(f.left)`],
  [
    'a function in an object',
    `const tools: any = { parse: JSON.parse }; tools.parse.left = (tools.parse.left ?? 0) + 1; node.log(tools.parse.left)`,
  ],
  [
    'a function in a list',
    `const tools: any = [Math.max]; tools[0].left = (tools[0].left ?? 0) + 1; node.log(tools[0].left)`,
  ],
  [
    'a function by another name',
    `const { max }: any = Math; max.left = (max.left ?? 0) + 1; node.log(max.left)`,
  ],
  [
    'a global that is not of the language',
    `const T: any = TextEncoder; T.left = (T.left ?? 0) + 1; node.log(T.left)`,
  ],
  ['structuredClone', `const f: any = structuredClone; f.left = (f.left ?? 0) + 1; node.log(f.left)`],
  ['a function for URIs', `const f: any = encodeURIComponent; f.left = (f.left ?? 0) + 1; node.log(f.left)`],
  ['an iterator', `const f: any = [].values().next; f.left = (f.left ?? 0) + 1; node.log(f.left)`],
  [
    'the memory of the last match',
    `node.log((RegExp as any).lastMatch, (RegExp as any)['$1']); /(l)eft/.test('left ' + node.random())`,
  ],
  [
    'what stands between two texts that look like a comment',
    `const texts = ['a/*']; (Math as any).left ??= node.random(); node.log((Math as any).left); texts.push('*/b')`,
  ],
  ['a method by a text', `const f: any = ([] as any)['some']; f.left = (f.left ?? 0) + 1; node.log(f.left)`],
  [
    'a class that is extended',
    `class Mine extends Set { static count = 0 }; (Mine as any).__proto__.left ??= node.random(); node.log((Set as any).left)`,
  ],
])('%s is not there in the next run, nor for another program', async (_what, leave) => {
  const traces = await desk.run(leaving(leave), planned(), planned(), planned({ seed: 1 }))
  const logs = traces.map(({ events }) =>
    events.flatMap((event) => (event.kind === 'log' ? [event.text] : [])),
  )
  expect(logs[0]).toHaveLength(2)
  expect(logs[1]).toEqual(logs[0])
  expect(logs[2]).toEqual(logs[0])
  const [other] = await desk.run(
    leaving(
      `node.log((Math as any).left, (JSON as any).left, typeof Array.isArray, (JSON.parse as any).left)`,
    ),
    planned(),
  )
  const found = other?.events.flatMap((event) => (event.kind === 'log' ? [event.text] : []))
  expect(found).toEqual(Array(2).fill('undefined undefined function undefined'))
})
