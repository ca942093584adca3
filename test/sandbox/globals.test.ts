import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Plan } from '../../lib/trace/plan.ts'
import { planned, request } from '../support/run.ts'
import { Desk } from './desk.ts'

let desk: Desk

beforeAll(async () => {
  desk = await Desk.open()
})
afterAll(() => desk.close())

/** What a program logs, as the values it logged, by node n1 of two. `code` is the body of its default export. */
async function logged(code: string, changes: Partial<Plan> = {}): Promise<unknown[]> {
  const [trace] = await desk.run(
    `const show = (...values: any[]) => console.log(JSON.stringify(values.length === 1 ? values[0] : values))
export default function (node: any) {
  node.on('read', () => ({ type: 'read_ok', messages: [] }))
  ${code}
}
`,
    planned({ until: 5000, ...changes }),
  )
  expect(trace?.end).toMatchObject({ kind: 'finished' })
  return (trace?.events ?? []).flatMap((event) =>
    event.kind === 'log' && event.node === 'n1' ? [JSON.parse(event.text)] : [],
  )
}

const epoch = Date.parse('2026-01-01T00:00:00Z')

describe('the clock', () => {
  it('starts at the beginning of 2026 and goes with the simulation, by every way of asking', async () => {
    const ask = 'show([Date.now(), new Date().getTime(), node.now(), Date.parse(Date()), performance.now()])'
    expect(await logged(`${ask}; setTimeout(() => ${ask}, 3000)`)).toEqual([
      [epoch, epoch, epoch, epoch, 0],
      [epoch + 3000, epoch + 3000, epoch + 3000, epoch + 3000, 3000],
    ])
  })

  it('is the node’s own: skewed and stepped, while performance.now goes on evenly', async () => {
    const ask = 'show([Date.now(), performance.now()])'
    const changes: Partial<Plan> = {
      skew: { n1: 1500 },
      faults: [{ kind: 'clock-step', node: 'n1', at: 100, stepMs: -5000 }],
    }
    expect(await logged(`${ask}; setTimeout(() => ${ask}, 200)`, changes)).toEqual([
      [epoch + 1500, 0],
      [epoch + 200 + 1500 - 5000, 200],
    ])
  })

  it('counts performance.now from the node’s start, also after a crash', async () => {
    const faults: Plan['faults'] = [{ kind: 'crash', node: 'n1', at: 1000, restartAt: 2000 }]
    expect(
      await logged('setTimeout(() => show([Date.now(), performance.now(), performance.timeOrigin]), 500)', {
        faults,
      }),
    ).toEqual([
      [epoch + 500, 500, epoch],
      [epoch + 2500, 500, epoch + 2000],
    ])
  })

  it('leaves a Date with arguments what it is everywhere, in UTC', async () => {
    const code = `class Day extends Date { isDay() { return true } }
    show([
      new Date(0).toISOString(), new Date('2020-02-03').getDate(), new Date(2020, 1, 3).toISOString(),
      Date.UTC(2020, 1, 3), new Date(0).getTimezoneOffset(), new Date() instanceof Date, new Date(0).constructor === Date,
      new Day(5).getTime(), new Day().isDay(), Date.length, Date.name,
    ])`
    expect(await logged(code)).toEqual([
      [
        '1970-01-01T00:00:00.000Z',
        3,
        '2020-02-03T00:00:00.000Z',
        Date.UTC(2020, 1, 3),
        0,
        true,
        true,
        5,
        true,
        7,
        'Date',
      ],
    ])
  })
})

describe('the dice', () => {
  const roll = 'show([Math.random(), node.random(), crypto.randomUUID()])'

  it('fall the same for the same seed and node, and otherwise for another', async () => {
    const [first, again, other] = [await logged(roll), await logged(roll), await logged(roll, { seed: 2 })]
    expect(again).toEqual(first)
    expect(other).not.toEqual(first)
    const everyNode = await desk.run(
      `export default (node: any) => { node.on('read', () => ({ type: 'read_ok', messages: [] })); node.log(Math.random()) }`,
      planned({ nodes: ['n1', 'n2', 'n3'] }),
    )
    const texts = everyNode[0]?.events.flatMap((event) => (event.kind === 'log' ? [event.text] : []))
    expect(new Set(texts).size).toBe(3)
  })

  it('start anew with every life', async () => {
    const faults: Plan['faults'] = [{ kind: 'crash', node: 'n1', at: 1000, restartAt: 2000 }]
    const [before, after] = await logged(roll, { faults })
    expect(before).toBeDefined()
    expect(after).not.toEqual(before)
  })

  it('lie from 0 up to 1, evenly', async () => {
    const code =
      'const counts = Array(10).fill(0); for (let i = 0; i < 1e5; i++) counts[Math.floor(Math.random() * 10)]++; show(counts)'
    const [counts] = (await logged(code)) as [number[]]
    expect(counts).toHaveLength(10)
    // Six standard deviations of a count of 10,000 (binomial, 1 in 10): √(10⁵ × 0.1 × 0.9) ≈ 95.
    for (const count of counts) expect(Math.abs(count - 1e4)).toBeLessThan(6 * 95)
  })

  it('make version 4 UUIDs of the standard’s form, all different', async () => {
    const [uuids] = (await logged('show(Array.from({ length: 100 }, () => crypto.randomUUID()))')) as [
      string[],
    ]
    expect(new Set(uuids).size).toBe(100)
    for (const uuid of uuids) {
      expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    }
  })
})

describe('timers', () => {
  it('fire once, again and again, or as soon as may be, with the arguments they were given', async () => {
    const code = `const at = (name: string) => (...given: any[]) => show([name, node.now() - ${epoch}, ...given])
    setTimeout(at('timeout'), 100, 'a', 1)
    setImmediate(at('immediate'), 'b')
    let count = 0
    const ticking = setInterval((word: string) => { at('interval')(word); if (++count === 3) clearInterval(ticking) }, 40, 'c')`
    expect(await logged(code)).toEqual([
      ['immediate', 1, 'b'],
      ['interval', 40, 'c'],
      ['interval', 80, 'c'],
      ['timeout', 100, 'a', 1],
      ['interval', 120, 'c'],
    ])
  })

  it('are cleared by any of the three, and clearing what is no timer does nothing', async () => {
    const code = `clearTimeout(setInterval(() => show('never'), 10)); clearInterval(setTimeout(() => show('never'), 10))
    clearImmediate(setImmediate(() => show('never'))); clearTimeout(undefined); clearTimeout('1' as any); clearTimeout({} as any)
    const late = setTimeout(() => { clearTimeout(late); show('once') }, 10)`
    expect(await logged(code)).toEqual(['once'])
  })

  it('that are due together fire in the order in which they were set', async () => {
    const code = `setTimeout(() => show(1), 20); setTimeout(() => { setTimeout(() => show(4), 10) }, 10)
    node.after(20, () => show(2)); setTimeout(() => show(3), 20)`
    expect(await logged(code)).toEqual([1, 2, 3, 4])
  })

  it('wait at least a millisecond, whatever is asked for', async () => {
    const code = `for (const ms of [undefined, 0, -5, NaN, 'soon', null, 0.2]) setTimeout(() => show(node.now() - ${epoch}), ms as any)`
    expect(await logged(code)).toEqual([1, 1, 1, 1, 1, 1, 1])
  })
})

describe('what waits for the end of the code that runs', () => {
  it('comes in the order of the language: microtasks and promises as they were queued, then timers', async () => {
    const code = `setTimeout(() => show('timer'), 0)
    setImmediate(() => show('immediate'))
    queueMicrotask(() => show('microtask 1'))
    Promise.resolve().then(() => show('promise 1')).then(() => show('promise 2'))
    queueMicrotask(() => { show('microtask 2'); queueMicrotask(() => show('microtask 3')) })
    show('now')`
    expect(await logged(code)).toEqual([
      'now',
      'microtask 1',
      'promise 1',
      'microtask 2',
      'promise 2',
      'microtask 3',
      'timer',
      'immediate',
    ])
  })

  it('is done before anything else happens on the node', async () => {
    const code = `let spins = 0
    const spin = async () => { for (; spins < 100; spins++) await null }
    node.on('go', () => { void spin() })
    node.on('look', () => { show(spins) })`
    const operations = [request(100, 'n1', 'go', 'c1'), request(100, 'n1', 'look', 'c2')]
    expect(await logged(code, { operations })).toEqual([100])
  })
})

describe('the console', () => {
  it('writes lines to the node’s log, each part as text, whatever it is', async () => {
    const [trace] = await desk.run(
      `export default function (node: any) {
        node.on('read', () => ({ type: 'read_ok', messages: [] }))
        if (node.id !== 'n1') return
        for (const level of ['log', 'info', 'debug', 'warn', 'error', 'trace']) (console as any)[level](level, 1, [2], { a: null })
        const loop: any = {}; loop.loop = loop
        console.log(undefined, () => 1, 1n, Symbol('s'), new Error('broken'), loop)
        console.log()
        console.log({ toJSON() { throw new Error('no') } })
      }`,
      planned(),
    )
    const lines = trace?.events.flatMap((event) => (event.kind === 'log' ? [event.text] : []))
    expect(lines).toEqual([
      ...['log', 'info', 'debug', 'warn', 'error', 'trace'].map((level) => `${level} 1 [2] {"a":null}`),
      'undefined () => 1 (something that cannot be printed) (something that cannot be printed) Error: broken (something that cannot be printed)',
      '',
      '(something that cannot be printed)',
    ])
  })
})

describe('structuredClone', () => {
  it('copies all a program may hold, to any depth, and shares nothing with the original', async () => {
    const code = `const original = {
      list: [1, , 'two', [3]], map: new Map([[{ key: 1 }, new Set([1])]]), date: new Date(5), pattern: /a+/gi, bytes: new Uint8Array([1, 2, 3]).subarray(1),
      view: new DataView(new ArrayBuffer(4), 1, 2), buffer: new ArrayBuffer(3), error: new RangeError('out'), nothing: null, absent: undefined, big: 10n,
    }
    const copy: any = structuredClone(original)
    original.list[3] = 'changed'; original.map.clear(); original.bytes[0] = 9
    show([
      copy !== original, copy.list.length, 1 in copy.list, copy.list[3], [...copy.map].map(([key, value]: any) => [key, [...value]]),
      copy.date.getTime(), String(copy.pattern), [...copy.bytes], copy.bytes instanceof Uint8Array, copy.view.byteLength, copy.buffer.byteLength,
      copy.error instanceof RangeError, copy.error.message, copy.nothing, 'absent' in copy, String(copy.big),
    ])`
    expect(await logged(code)).toEqual([
      [
        true,
        4,
        false,
        [3],
        [[{ key: 1 }, [1]]],
        5,
        '/a+/gi',
        [2, 3],
        true,
        2,
        3,
        true,
        'out',
        null,
        true,
        '10',
      ],
    ])
  })

  it('keeps what is shared shared, cycles included', async () => {
    const code = `const day = new Date(); const a: any = { day, again: day }; a.self = a; a.list = [a]
    const copy = structuredClone(a)
    show([copy.self === copy, copy.list[0] === copy, copy.day === copy.again, copy.day === day])`
    expect(await logged(code)).toEqual([[true, true, true, false]])
  })

  it('keeps "__proto__" as a key like any other', async () => {
    const code = `const copy = structuredClone(JSON.parse('{ "__proto__": { "a": 1 } }')); show([Object.keys(copy), copy.a === undefined])`
    expect(await logged(code)).toEqual([[['__proto__'], true]])
  })

  it.each(['() => 1', `Symbol('s')`, '{ deep: [() => 1] }', 'new WeakMap()', 'Promise.resolve()'])(
    'refuses %s',
    async (value) => {
      const code = `try { structuredClone(${value.startsWith('{') ? `(${value})` : value}); show('copied') } catch (error: any) { show(error instanceof Error) }`
      expect(await logged(code)).toEqual([true])
    },
  )
})

describe('what a node does not have', () => {
  it('is not there, by any name', async () => {
    const names = [
      ...[
        'process',
        'require',
        'module',
        'Buffer',
        'global',
        'fetch',
        'XMLHttpRequest',
        'WebSocket',
        'Worker',
      ],
      ...[
        'Intl',
        'Temporal',
        'WeakRef',
        'FinalizationRegistry',
        'SharedArrayBuffer',
        'Atomics',
        'WebAssembly',
      ],
      ...['ShadowRealm', 'localStorage', 'navigator', 'URL', 'AbortController', 'EventTarget', 'gc'],
    ]
    expect(await logged(`show(${JSON.stringify(names)}.filter((name) => name in globalThis))`)).toEqual([[]])
  })

  it('cannot be made from a text', async () => {
    const code = `const ways: any[] = [() => eval('1'), () => (0, eval)('1'), () => new Function('1'), () => (async () => {}).constructor('1'), () => (function* () {}).constructor('1')]
    show(ways.map((way) => { try { return way() } catch (error: any) { return error instanceof EvalError } }))`
    expect(await logged(code)).toEqual([[true, true, true, true, true]])
  })
})
