import type { Verdict } from '../../lib/grade/report.ts'

/** A program that goes wrong, or tries to get away with something, and what the workbench says of it. */
export type Attack = {
  name: string
  program: string
  verdict: Verdict
  /** The whole sentence; empty where only the checks have something to say. */
  sentence: string
}

/** A node that answers everything and tells nobody, with something nasty in its handler of "broadcast" on line 7. */
export function inHandler(nasty: string): string {
  return `export default function (node: any) {
  const seen = new Set()
  node.on('topology', () => ({ type: 'topology_ok' }))
  node.on('read', () => ({ type: 'read_ok', messages: [...seen] }))
  node.on('broadcast', ({ message }: any) => {
    seen.add(message);
    ${nasty}
    return { type: 'broadcast_ok' }
  })
}
`
}

const inBroadcast = 'in the handler of "broadcast" on n1 at 0 ms of simulated time'
const stuck = 'the program did not come back for 2 seconds of real time'
const loop = 'Look for a loop that never ends.'
const memory = 'the program used more than the 256 MB of memory that a run may have'
const grows = 'Look for a list that only ever grows.'
const uncaught = `It was thrown ${inBroadcast} and nothing caught it.`
const unawaited =
  'It was thrown on n1 in a promise that nothing waited for: await it, or catch what it may throw.'
const noModules =
  'does not exist here. A node has its messages, its timers, its clock and its dice, and no file system, network or packages of Node.js.'

/** Programs that never come back, or take too much: each costs two seconds, and is found by its line. */
export const runaways: Attack[] = [
  {
    name: 'an endless loop in a handler',
    program: inHandler('while (true) {}'),
    verdict: 'stuck',
    sentence: `attack.ts:7:PLACE: ${stuck}, ${inBroadcast}. ${loop}`,
  },
  {
    name: 'an endless loop in a timer',
    program: inHandler('node.after(10, () => { while (true) {} })'),
    verdict: 'stuck',
    sentence: `attack.ts:7:PLACE: ${stuck}, in a timer on n1 at 10 ms of simulated time. ${loop}`,
  },
  {
    name: 'an endless loop at load',
    program: 'let i = 0\nwhile (true) i++\nexport default function () {}\n',
    verdict: 'stuck',
    sentence: `attack.ts:2:PLACE: ${stuck}, while starting on n1. ${loop}`,
  },
  {
    name: 'endless microtasks',
    program: inHandler('const again = () => { queueMicrotask(again) }; again()'),
    verdict: 'stuck',
    sentence: `attack.ts:7:PLACE: ${stuck}, ${inBroadcast}. ${loop}`,
  },
  {
    name: 'a catastrophic regular expression',
    program: inHandler('/^(a+)+$/.test("a".repeat(40) + "b")'),
    verdict: 'stuck',
    sentence: `attack.ts:7:PLACE: ${stuck}, ${inBroadcast}. ${loop}`,
  },
  {
    name: 'an answer that is an endless trap',
    program: inHandler("return new Proxy({ type: 'broadcast_ok' }, { ownKeys() { while (true) {} } })"),
    verdict: 'stuck',
    sentence: `attack.ts:7:PLACE: ${stuck}, ${inBroadcast}. ${loop}`,
  },
  {
    name: 'a heap that only grows',
    program: inHandler('const all: any[] = []; while (true) all.push(new Array(1000).fill({}))'),
    verdict: 'out-of-memory',
    sentence: `attack.ts:7:PLACE: ${memory}, ${inBroadcast}. ${grows}`,
  },
  {
    name: 'two gigabytes of typed arrays',
    program: inHandler(
      'const all: any[] = []; for (let i = 0; i < 8; i++) all.push(new Uint8Array(2 ** 28))',
    ),
    verdict: 'out-of-memory',
    sentence: `attack.ts:7:PLACE: ${memory}, ${inBroadcast}. ${grows}`,
  },
]

/** Programs that throw, do not build, or pass a cap. */
export const failures: Attack[] = [
  {
    name: 'endless recursion',
    program: inHandler('const f = (n: number): number => f(n + 1) + 1; f(0)'),
    verdict: 'threw',
    sentence: `attack.ts:7:PLACE: RangeError: Maximum call stack size exceeded. ${uncaught}`,
  },
  {
    name: 'process.exit',
    program: inHandler('process.exit(0)'),
    verdict: 'threw',
    sentence: `attack.ts:7:5: ReferenceError: process is not defined. ${uncaught}`,
  },
  {
    name: 'process.exit by way of globalThis',
    program: inHandler('(globalThis as any).process.exit(0)'),
    verdict: 'threw',
    sentence: `attack.ts:7:PLACE: TypeError: Cannot read properties of undefined (reading 'exit'). ${uncaught}`,
  },
  {
    name: 'require of a module of Node.js',
    program: inHandler('require("fs").readFileSync("/etc/passwd")'),
    verdict: 'build-error',
    sentence: `attack.ts:7:13: "fs" ${noModules}`,
  },
  {
    name: 'import of a module of Node.js',
    program: 'import fs from "node:fs"\nexport default function () { fs.readFileSync("/etc/passwd") }\n',
    verdict: 'build-error',
    sentence: `attack.ts:1:16: "node:fs" ${noModules}`,
  },
  {
    name: 'import() of a module of Node.js',
    program: inHandler('import("node:fs").then((fs: any) => fs.readFileSync("/etc/passwd"))'),
    verdict: 'build-error',
    sentence: `attack.ts:7:12: "node:fs" ${noModules}`,
  },
  {
    name: 'import() of a module whose name is computed',
    program: inHandler('const name = "node:" + "fs"; import(name).then((fs: any) => fs)'),
    verdict: 'threw',
    sentence: `attack.ts:7:PLACE: Error: Dynamic require of "node:fs" is not supported. ${unawaited}`,
  },
  {
    name: 'fetch',
    program: inHandler('fetch("http://127.0.0.1/")'),
    verdict: 'threw',
    sentence: `attack.ts:7:5: ReferenceError: fetch is not defined. ${uncaught}`,
  },
  {
    name: 'a throw at load',
    program: 'throw new Error("at load")\n',
    verdict: 'threw',
    sentence: 'attack.ts:1:7: Error: at load. It was thrown while starting on n1 and nothing caught it.',
  },
  {
    name: 'a throw at the start',
    program: 'export default function () {\n  throw new Error("at start")\n}\n',
    verdict: 'threw',
    sentence: 'attack.ts:2:9: Error: at start. It was thrown while starting on n1 and nothing caught it.',
  },
  {
    name: 'a throw in a handler',
    program: inHandler('throw new Error("in handler")'),
    verdict: 'threw',
    sentence: `attack.ts:7:11: Error: in handler. ${uncaught}`,
  },
  {
    name: 'a throw of something that is no error',
    program: inHandler('throw "text"'),
    verdict: 'threw',
    sentence: `attack.ts:5:8: the text "text" was thrown. ${uncaught}`,
  },
  {
    name: 'a throw in a timer',
    program: inHandler('node.after(5, () => { throw new Error("in timer") })'),
    verdict: 'threw',
    sentence:
      'attack.ts:7:33: Error: in timer. It was thrown in node.after(5, …) on n1 at 5 ms of simulated time and nothing caught it.',
  },
  {
    name: 'a rejected promise',
    program: inHandler('Promise.reject(new Error("floating"))'),
    verdict: 'threw',
    sentence: `attack.ts:7:20: Error: floating. ${unawaited}`,
  },
  {
    name: 'an async function that nobody waits for and that throws',
    program: inHandler('(async () => { await null; throw new Error("async floating") })()'),
    verdict: 'threw',
    sentence: `attack.ts:7:38: Error: async floating. ${unawaited}`,
  },
  {
    name: 'an rpc that nobody waits for and that times out',
    program: inHandler('node.rpc("n99", { type: "x" }, { timeoutMs: 50 })'),
    verdict: 'threw',
    sentence: `attack.ts:7:10: NodeError: no answer to "x" from n99 within 50 ms. ${unawaited}`,
  },
  {
    name: 'a flood of output',
    program: inHandler('for (let i = 0; i < 1e6; i++) console.log("line", i)'),
    verdict: 'budget-exceeded',
    sentence: `attack.ts:7:PLACE: more than 100,000 lines were logged in one run, ${inBroadcast}.`,
  },
  {
    name: 'a storm of timers',
    program: inHandler('for (let i = 0; i < 1e6; i++) setTimeout(() => {}, 1000)'),
    verdict: 'budget-exceeded',
    sentence: `attack.ts:7:PLACE: a timer storm: more than 20,000 timers were waiting on one node, ${inBroadcast}.`,
  },
  {
    name: 'a storm of messages',
    program: inHandler('for (;;) node.send("n1", { type: "x" })'),
    verdict: 'budget-exceeded',
    sentence: `attack.ts:7:PLACE: a message storm: more than 20,000 messages were sent in one run, ${inBroadcast}.`,
  },
  {
    name: 'a storm of messages that swallows every error',
    program: inHandler('for (;;) { try { node.send("n1", { type: "x" }) } catch {} }'),
    verdict: 'budget-exceeded',
    sentence: `attack.ts:7:PLACE: a message storm: more than 20,000 messages were sent in one run, ${inBroadcast}.`,
  },
  {
    name: 'a message of fifty megabytes',
    program: inHandler('node.send("n1", { type: "x", p: "x".repeat(50e6) })'),
    verdict: 'budget-exceeded',
    sentence: `attack.ts:7:10: a message of more than 1,000,000 bytes, ${inBroadcast}.`,
  },
  ...notJson(),
  {
    name: 'a class instance in a message',
    program: inHandler('class P {}; node.send("n1", { type: "x", p: new P() })'),
    verdict: 'threw',
    sentence: `attack.ts:7:PLACE: TypeError: p is an instance of P, which JSON cannot carry. ${uncaught}`,
  },
  {
    name: 'a syntax error',
    program: 'export default function () {\n  const = 5\n}\n',
    verdict: 'build-error',
    sentence: 'attack.ts:2:9: Expected identifier but found "=".',
  },
  {
    name: 'no default export',
    program: 'export const x = 1\n',
    verdict: 'build-error',
    sentence:
      'attack.ts must export a function by default, as in "export default function (node) { … }"; its default export is nothing.',
  },
  {
    name: 'a default export that is no function',
    program: 'export default 42\n',
    verdict: 'build-error',
    sentence:
      'attack.ts must export a function by default, as in "export default function (node) { … }"; its default export is number.',
  },
  {
    name: 'code made from a string',
    program: inHandler('(node.on as any).constructor("return process")().exit(1)'),
    verdict: 'threw',
    sentence: `attack.ts:7:PLACE: EvalError: Code generation from strings disallowed for this context. ${uncaught}`,
  },
  {
    name: 'a way out by the constructor of an error',
    program: inHandler(
      'try { node.send(Symbol() as any, { type: "x" }) } catch (e: any) { e.constructor.constructor("return process")().exit(0) }',
    ),
    verdict: 'threw',
    sentence: `attack.ts:7:PLACE: EvalError: Code generation from strings disallowed for this context. ${uncaught}`,
  },
  {
    name: 'a way out by an error of the host, at the end of the stack',
    program: inHandler(
      'const f = (): any => { try { f() } catch (e: any) { e.constructor.constructor("return process")().exit(0) } ; node.send("n1", { type: "x" }) }; f()',
    ),
    verdict: 'threw',
    sentence: `attack.ts:7:PLACE: EvalError: Code generation from strings disallowed for this context. ${uncaught}`,
  },
]

/** What a handler may not answer. The place is where the handler was set up: it has returned by then. */
function notJson(): Attack[] {
  const answers: [string, string, string][] = [
    [
      'a cycle',
      'const a: any = {}; a.a = a',
      'a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.… is more than 100 levels deep (or contains itself)',
    ],
    ['a BigInt', 'const a = 1n', 'a is a BigInt'],
    ['NaN', 'const a = NaN', 'a is NaN'],
    ['undefined in a list', 'const a = [undefined]', 'a[0] is undefined'],
    ['a Date', 'const a = new Date()', 'a is an instance of Date'],
    ['a Map', 'const a = new Map()', 'a is an instance of Map'],
    ['a function', 'const a = () => 1', 'a is a function'],
  ]
  return answers.map(([name, made, problem]) => ({
    name: `${name} in an answer`,
    program: inHandler(`${made}; return { type: 'broadcast_ok', a }`),
    verdict: 'threw',
    sentence: `attack.ts:5:8: TypeError: ${problem}, which JSON cannot carry. ${uncaught}`,
  }))
}
