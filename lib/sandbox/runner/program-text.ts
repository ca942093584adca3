// What a program cannot do, judged by words its text does not contain. Both judgements only save time: a wrong
// "may" costs a little speed, and code made from strings is forbidden, so only a name put together on purpose could
// make a "may not" wrong. Then a promise runs one step late, or a node finds what it left in an earlier run.

const jobs = /\b(?:async|await|Promise|then|queueMicrotask|rpc|fromAsync)\b/

/** Whether the program can put a promise job in the queue, which must then be emptied after every step. */
export function mayQueueJobs(code: string): boolean {
  return jobs.test(code)
}

const roots =
  /\b(?:globalThis|prototype|__proto__|defineProperty|defineProperties|setPrototypeOf|getPrototypeOf|assign|Reflect|Proxy|console|performance|crypto)\b|\bconstructor\b(?!\()/
const builtIns =
  'Object|Function|Array|String|Number|Boolean|Symbol|BigInt|Math|JSON|Date|RegExp|Map|Set|WeakMap|WeakSet|Promise|Error|\\w+Error|\\w+Array|ArrayBuffer|DataView|Iterator|isNaN|isFinite|parseInt|parseFloat'
/** A built-in that is used in any way but being called, made, or asked for a member that is then called or read. */
const otherUses = new RegExp(
  `\\b(?:${builtIns})\\b(?!\\s*\\()(?!\\.\\w+\\s*[(),;:+\\-*/<>?\\]\\n])(?![\\w$]*\\s*:)`,
)

/** Whether the program can change a built-in or the global object, in which case no later run may meet its realm. */
export function mayTouchGlobals(code: string): boolean {
  const own = withoutTexts(ownText(code))
  return roots.test(own) || otherUses.test(own)
}

/** The bundler's helpers stand before the comment that names the first file. */
function ownText(code: string): string {
  return code.slice(Math.max(0, code.search(/^\s*\/\/ \S.*\.[mc]?[jt]sx?$/m)))
}

/** Comments and plain string literals name things without touching them. */
function withoutTexts(code: string): string {
  return code
    .replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
    .replace(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g, '""')
}
