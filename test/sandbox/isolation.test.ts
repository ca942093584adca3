import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { packageRoot } from '../../lib/track/root.ts'
import { inHandler } from './attacks.ts'
import { Desk } from './desk.ts'

let desk: Desk

beforeAll(async () => {
  desk = await Desk.open(2)
})
afterAll(() => desk.close())

describe('nodes share nothing: a program that tells nobody loses its values, through', () => {
  it.each([
    ['a module variable', 'all.add(message); for (const v of all) seen.add(v)'],
    [
      'globalThis',
      '((globalThis as any).all ??= new Set()).add(message); for (const v of (globalThis as any).all) seen.add(v)',
    ],
    [
      'a built-in prototype',
      '((Array.prototype as any).all ??= new Set()).add(message); for (const v of (Array.prototype as any).all) seen.add(v)',
    ],
    [
      'a built-in object',
      '((Math as any).all ??= new Set()).add(message); for (const v of (Math as any).all) seen.add(v)',
    ],
    [
      'a registered symbol',
      'const key = Symbol.for("all"); ((globalThis as any)[key] ??= new Set()).add(message); for (const v of (globalThis as any)[key]) seen.add(v)',
    ],
    [
      'the console',
      '((console as any).all ??= new Set()).add(message); for (const v of (console as any).all) seen.add(v)',
    ],
  ])('%s', async (_way, spread) => {
    const { report } = await desk.grade(`const all = new Set()\n${inHandler(spread)}`)
    expect(report.verdict).toBe('violated')
    expect(report.checks.find(({ id }) => id === 'nothing-lost')?.status).toBe('failed')
  })

  it('the body of a message, which is copied as it is sent', async () => {
    const program = desk.solution.replace(
      'node.send(neighbour, { type:',
      'changedLater(node, neighbour, { type:',
    )
    expect(program).toContain('changedLater(node')
    const changedLater =
      'function changedLater(node: any, to: string, body: any) { node.send(to, body); body.message = "changed" }'
    const { report } = await desk.grade(`${program}\n${changedLater}\n`)
    expect(report.verdict).toBe('passed')
  })
})

describe('what a program does to the built-in objects around it', () => {
  const patches: [string, string][] = [
    ['JSON.stringify', 'JSON.stringify = (() => "{}") as any'],
    [
      'Array.prototype.push',
      'Array.prototype.pop = function () { return 0 }; Array.prototype.map = () => [] as any',
    ],
    [
      'Map',
      '(globalThis as any).Map = class {}; WeakSet.prototype.has = () => true; Map.prototype.get = () => 1 as any',
    ],
    ['Promise.prototype.then', 'Promise.prototype.then = function () { return this as any }'],
    ['Object.keys', 'Object.keys = () => []; Object.hasOwn = () => true; Number.isFinite = () => true'],
    ['Object.prototype', '(Object.prototype as any).polluted = "everywhere"'],
    ['Error', '(globalThis as any).Error = class {}; Error.prepareStackTrace = () => "nothing"'],
  ]

  it.each(patches)('cannot make a right program fail: %s', async (_name, patch) => {
    const { report } = await desk.grade(`${patch}\n${desk.solution}`)
    expect([report.verdict, report.problem]).toEqual(['passed', ''])
  })

  it.each(patches)('cannot make a wrong program pass: %s', async (_name, patch) => {
    const { report } = await desk.grade(`${patch}\n${inHandler('')}`)
    expect(report.verdict).toBe('violated')
  })

  it('cannot make a wrong program pass: a set that has everything', async () => {
    const patch = 'Set.prototype.has = () => true; Set.prototype.add = function () { return this }'
    const { report } = await desk.grade(`${patch}\n${desk.solution}`)
    expect(report.verdict).toBe('violated')
  })
})

describe('a right program that sends requests', () => {
  const variant = 'solutions/1-naive-broadcast/1-basic-broadcast/variants/async-rpc.ts'

  it.each([
    'Object.freeze(Error)',
    'Object.freeze(Error.prototype)',
    "Object.defineProperty(Error, 'stackTraceLimit', { get() { throw 1 }, set() { throw 2 } })",
    "for (const name of ['name', 'code']) Object.defineProperty(Error.prototype, name, { set() { throw 3 } })",
  ])('may protect its errors: %s', async (patch) => {
    const program = readFileSync(join(packageRoot(), variant), 'utf8')
    const { report } = await desk.grade(`${patch}\n${program}`)
    expect([report.verdict, report.problem]).toEqual(['passed', ''])
  })
})

describe('a right program', () => {
  it('may log a few thousand lines', async () => {
    const program = desk.solution.replace(
      "node.on('read'",
      "for (let line = 0; line < 100; line++) console.log('line', line)\n  node.on('read'",
    )
    const { report } = await desk.grade(program)
    expect(report.verdict).toBe('passed')
  })

  it('may have timers that tick and send nothing', async () => {
    const { report } = await desk.grade(
      desk.solution.replace("node.on('read'", "node.every(50, () => {})\n  node.on('read'"),
    )
    expect(report.verdict).toBe('passed')
  })

  it('may import a file of its own', async () => {
    desk.write('helper.ts', 'export function fresh(): Set<string | number> {\n  return new Set()\n}\n')
    const program = `import { fresh } from './helper'\n${desk.solution.replace('new Set<Value>()', 'fresh()')}`
    expect(program).toContain('= fresh()')
    const { report } = await desk.grade(program)
    expect([report.verdict, report.problem]).toEqual(['passed', ''])
  })

  it('is told the line in a file of its own that throws', async () => {
    desk.write('helper.ts', 'export function fail(): void {\n  throw new Error("in the helper")\n}\n')
    const { report } = await desk.grade(`import { fail } from './helper.ts'\n${inHandler('fail()')}`)
    expect(report.problem).toMatch(/^helper\.ts:2:9: Error: in the helper\./)
  })

  it.each([
    [
      'CommonJS',
      'program.js',
      (text: string) => text.replace('export default function', 'module.exports = function'),
    ],
    ['a byte order mark', 'attack.ts', (text: string) => `\ufeff${text}`],
    ['Windows line ends', 'attack.ts', (text: string) => text.replaceAll('\n', '\r\n')],
    ['a name with spaces and signs', 'my program #1 (new).ts', (text: string) => text],
  ])('may be written with %s', async (_name, file, change) => {
    const plain = desk.solution.replace(/^import type .*$/m, '').replace(/^type .*$/m, '')
    const program = file.endsWith('.js')
      ? change(
          "export default function (node) { const seen = new Set(); let near = []; const waiting = []\n const pass = (m, from) => near.forEach((n) => n !== from && node.send(n, { type: 'broadcast', message: m }))\n node.on('topology', ({ topology }) => { near = topology[node.id]; waiting.splice(0).forEach(([m, f]) => pass(m, f)); return { type: 'topology_ok' } })\n node.on('broadcast', ({ message }, { src }) => { if (!seen.has(message)) { seen.add(message); if (near.length) pass(message, src); else waiting.push([message, src]) } return { type: 'broadcast_ok' } })\n node.on('read', () => ({ type: 'read_ok', messages: [...seen] })) }",
        )
      : change(plain === '' ? plain : desk.solution)
    const { report } = await desk.grade(program, file)
    expect([report.verdict, report.problem]).toEqual(['passed', ''])
  })
})
