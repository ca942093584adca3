// What a program cannot do, judged by words its text does not contain. Both judgements only save time: a wrong
// "may" costs a little speed, and code made from strings is forbidden, so only a name put together on purpose could
// make a "may not" wrong. Then a promise runs one step late, or a node finds what it left in an earlier run.

const jobs = /\b(?:async|await|Promise|then|queueMicrotask|rpc|fromAsync)\b/

/** Whether the program can put a promise job in the queue, which must then be emptied after every step. */
export function mayQueueJobs(code: string): boolean {
  return jobs.test(code)
}

const roots =
  /\b(?:globalThis|prototype|__proto__|defineProperty|defineProperties|setPrototypeOf|getPrototypeOf|assign|Reflect|Proxy|console|performance|crypto)\b|\bconstructor\b(?!\()|\bsuper\.\w+\b(?!\()|[\w$)\]]\[""\]/

// The language's own objects, by what this process has itself.
const languageOnly =
  /^(?:\w+(?:Error|Array|Map|Set)|Object|Function|Array|String|Number|Boolean|Symbol|BigInt|Math|JSON|Date|RegExp|Promise|Error|ArrayBuffer|DataView|Map|Set|Iterator|isNaN|isFinite|parse(?:Int|Float)|(?:en|de)codeURI(?:Component)?|(?:un)?escape|eval)$/
const language = Object.getOwnPropertyNames(globalThis).filter((name) => languageOnly.test(name))
const builtIns = [...language, 'TextEncoder', 'TextDecoder', 'structuredClone']
const constants = 'Math\\.[A-Z]\\w*|Number\\.[A-Z]\\w*|Symbol\\.(?:iterator|asyncIterator)'
/** A built-in that is used in any way but being called, made, or having a method called. */
const otherUses = new RegExp(
  `(?<![\\w$.])(?!(?:${constants})\\b)(?:${builtIns.join('|')})\\b(?!\\s*\\(|\\.\\w+\\(|\\s*:)`,
)

/** Methods are objects, too, and all values of a kind have them in common: one that is named without being called. */
const methods = [...new Set(language.flatMap(methodsOf)), 'next', 'return', 'throw'].filter((name) =>
  /^[a-z]\w+$/.test(name),
)
const heldMethods = new RegExp(
  `\\.(?:${methods.join('|')})\\b(?!\\s*\\()|[{,]\\s*(?:${methods.join('|')})\\s*(?:[,}=]|:[^:])`,
)

function methodsOf(name: string): string[] {
  const { prototype } = (globalThis as unknown as { [name: string]: { prototype?: object } })[name] ?? {}
  if (prototype === undefined) return []
  const members = Object.entries(Object.getOwnPropertyDescriptors(prototype))
  return members.flatMap(([key, { value }]) =>
    typeof value === 'function' && key !== 'constructor' ? [key] : [],
  )
}

/** Whether the program can change a built-in or the global object, in which case no later run may meet its realm. */
export function mayTouchGlobals(code: string): boolean {
  const own = withoutTexts(ownText(code))
  return roots.test(own) || otherUses.test(own) || heldMethods.test(own)
}

/** The bundler's helpers stand before the comment that names the first file. */
function ownText(code: string): string {
  return code.slice(Math.max(0, code.search(/^\s*\/\/ \S.*\.[mc]?[jt]sx?$/m)))
}

/** Comments and plain string literals name things without touching them. */
function withoutTexts(code: string): string {
  const token = /\/\*[\s\S]*?\*\/|^\s*\/\/.*$|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/gm
  return code.replace(token, (found) => (found.trimStart().startsWith('/') ? '' : '""'))
}
