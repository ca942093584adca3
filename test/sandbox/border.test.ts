import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { broadcast, planned } from '../support/run.ts'
import { inHandler } from './attacks.ts'
import { Desk } from './desk.ts'

let desk: Desk

beforeAll(async () => {
  desk = await Desk.open()
})
afterAll(() => desk.close())

const uncaught = 'and nothing caught it.'
const inBroadcast = `It was thrown in the handler of "broadcast" on n1 at 0 ms of simulated time ${uncaught}`

/** `inHandler` with a function that has `arguments`. */
function inFunction(nasty: string): string {
  return inHandler(nasty).replace('({ message }: any) =>', 'function ({ message }: any)')
}

/**
 * Calls each of `calls` at the very end of the stack, so that it overflows at every point on the way into the host,
 * and looks among what was thrown for an error that the host made: by its constructor one reaches the process.
 */
function overflowing(calls: string, before = ''): string {
  return `${before}
export default function (node: any) {
  const reach = (depth: number, call: any, padding: any[]): any => (depth > 0 ? reach(depth - 1, call, padding) : call(...padding))
  const own: any[] = [Error.prototype, RangeError.prototype, TypeError.prototype]
  let isFirst = true
  node.on('read', (body: any) => {
    if (!isFirst) return { type: 'read_ok', messages: [] }
    isFirst = false
    Error.stackTraceLimit = 0
    const errors: any[] = []
    for (const call of [${calls}]) {
      for (let warm = 0; warm < 20; warm++) call()
      for (let size = 0; size < 8; size++) {
        const padding = Array(size).fill(size)
        let low = 0
        for (let high = 20000; high - low > 1; ) {
          const middle = (low + high) >> 1
          try { reach(middle, call, padding); low = middle } catch { high = middle }
        }
        for (let depth = low; depth < low + 10; depth++)
          try { reach(depth, call, padding) } catch (error) { errors[errors.length] = error }
      }
    }
    for (const error of errors)
      if (!own.includes(Object.getPrototypeOf(error)))
        throw new Error('The way out: ' + error.constructor.constructor('return process.version')())
    throw new Error(errors.length > 60 ? 'no way out' : 'Only ' + errors.length + ' overflows')
  })
}
`
}

describe('no way leads out of a node', () => {
  it.each([
    ['the clock', '() => performance.now()'],
    ['a message', `() => node.send('n0', { type: 'x' })`],
    ['a line of the log', `() => node.log('')`],
    ['a timer', '() => clearTimeout(setTimeout(() => {}))'],
    ['an answer', `() => node.reply({ body: { msg_id: body.msg_id } }, { type: 'read_ok', messages: [] })`],
  ])('by a stack that overflows on the way to %s', { timeout: 60_000 }, async (_name, call) => {
    const { report } = await desk.grade(overflowing(call))
    expect(report.problem).toContain(`Error: no way out. It was thrown in the handler of "read" on n1`)
  })

  it('by the same, when the program says what is an object of its own', { timeout: 60_000 }, async () => {
    const claim = 'Object.defineProperty(Object, Symbol.hasInstance, { value: Object })'
    const { report } = await desk.grade(overflowing(`() => node.send('n0', { type: 'x' })`, claim))
    expect(report.problem).toContain(`Error: no way out. It was thrown in the handler of "read" on n1`)
  })

  it('by the frames below its own, or what they were called with', async () => {
    const { report } = await desk.grade(
      inHandler(`Error.prepareStackTrace = (error: any, frames: any[]) => {
      const reached = [error, frames, ...frames, ...frames.flatMap((frame) => [frame.getThis(), frame.getFunction(), frame.getEvalOrigin()])]
      const foreign = reached.filter((thing) => Object(thing) === thing && !(thing instanceof Object))
      return frames.length + ' frames, ' + foreign.length + ' of them foreign'
    }
    throw new Error(new Error().stack?.replace(/^\\d+/, 'many'))`),
    )
    expect(report.problem).toBe(`attack.ts: Error: many frames, 0 of them foreign. ${inBroadcast}`)
  })

  it('by its callers', async () => {
    const { report } = await desk.grade(inFunction('(arguments as any).callee.caller'))
    expect(report.problem).toMatch(
      /^attack\.ts:7:\d+: TypeError: 'caller', 'callee', and 'arguments' properties/,
    )
  })

  it.each([
    ['a message', 'arguments[1]'],
    ['the body of a message', 'arguments[0]'],
    ['the list of nodes', 'node.nodeIds'],
    ['a timer', 'node.after(1, () => {})'],
    ['an error of the node', 'node.error(1)'],
    ['a promise of an rpc', `node.rpc('n1', { type: 'read' })`],
    ['an async generator', '(async function* () {})'],
    ['the global object', 'globalThis'],
  ])('by the constructor of %s', async (_name, thing) => {
    const { report } = await desk.grade(
      inFunction(`((${thing}) as any).constructor.constructor('return process')().exit(0)`),
    )
    expect(report.problem).toMatch(/^attack\.ts:7:\d+: EvalError: Code generation from strings disallowed/)
  })

  it('by a getter or a trap that the host would call', async () => {
    const { report } = await desk.grade(
      inHandler(`const seenBy: any[] = []
    const trap = new Proxy({ type: 'x' }, new Proxy({}, { get: (_, name) => (...given: any[]) => {
      for (const one of given) if (Object(one) === one && !(one instanceof Object)) seenBy.push(name)
      return (Reflect as any)[name](...given)
    } }))
    node.send('n1', trap)
    throw new Error(seenBy.length + ' foreign objects')`),
    )
    expect(report.problem).toBe(`attack.ts:13:11: Error: 0 foreign objects. ${inBroadcast}`)
  })
})

describe('what a program does at the border is its own fault, and is told so', () => {
  it('a setter on a prototype that throws as a message arrives', async () => {
    const setter = `Object.defineProperty(Object.prototype, 'src', { set() { throw new Error('in a setter') } })`
    const { report } = await desk.grade(`${setter}\n${inHandler('')}`)
    expect(report.verdict).toBe('threw')
    expect(report.problem).toMatch(
      /^attack\.ts:1:\d+: Error: in a setter\. It was thrown in receiving a message on n1/,
    )
  })

  it('a getter of an answer that throws', async () => {
    const program = inHandler('').replace("type: 'read_ok'", `get type() { throw new Error('in a getter') }`)
    const { report } = await desk.grade(program)
    expect(report.problem).toMatch(
      /^attack\.ts:4:\d+: Error: in a getter\. It was thrown in the handler of "read"/,
    )
  })

  it('a rejection that is endless to look at', { timeout: 60_000 }, async () => {
    const { report } = await desk.grade(inHandler('Promise.reject({ get message() { while (true) {} } })'))
    expect([report.verdict, report.problem]).toEqual([
      'stuck',
      'attack.ts: the program did not come back for 2 seconds of real time, in a promise that nothing waited for. Look for a loop that never ends.',
    ])
  })

  it.each([
    ['undefined', 'undefined was thrown'],
    ['null', 'null was thrown'],
    ['42', 'the number 42 was thrown'],
    [`Symbol('mine')`, 'the symbol Symbol(mine) was thrown'],
    ['() => 1', 'a function was thrown'],
    [`{ code: 11, text: 'later' }`, 'an object that is not an Error was thrown'],
    ['{ get message() { throw 1 } }', 'something that cannot be described was thrown'],
  ])('a throw of %s', async (thing, words) => {
    const { report } = await desk.grade(inHandler(`throw ${thing}`))
    expect(report.problem).toBe(`attack.ts:5:8: ${words}. ${inBroadcast}`)
  })
})

describe('a long text', () => {
  it('of an error is cut, and its length told', async () => {
    const { report } = await desk.grade(inHandler(`throw new Error('x'.repeat(5e7))`))
    expect(report.problem).toMatch(
      /^attack\.ts:7:11: Error: x{1993}… \(50000007 characters\)\. It was thrown/,
    )
  })

  it('in the log is cut, each line for itself', async () => {
    const [trace] = await desk.run(
      inHandler(`for (let i = 0; i < 20; i++) node.log('x'.repeat(2e7))`),
      planned({ operations: [broadcast(100, 'n1', 1)] }),
    )
    const lines = trace?.events.flatMap((event) => (event.kind === 'log' ? [event.text] : [])) ?? []
    expect(lines).toHaveLength(20)
    for (const line of lines) expect(line).toMatch(/^x{10000}… \(20000000 characters\)$/)
  })

  it('may be sent as often as a run has bytes for it', async () => {
    const { report } = await desk.grade(
      inHandler(`for (;;) node.send('n1', { type: 'x', load: 'x'.repeat(9e5) })`),
    )
    expect(report.problem).toMatch(
      /^attack\.ts:7:\d+: more than 24,000,000 bytes were sent in one run, in the handler/,
    )
  })
})
