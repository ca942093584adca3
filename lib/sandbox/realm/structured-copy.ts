/**
 * structuredClone for what a node's program may hold: plain objects, lists, Map, Set, Date, RegExp, buffers and views
 * of them, and errors, with shared and circular references kept. What cannot be copied is refused, functions and
 * symbols first of all (HTML Standard, StructuredSerialize).
 */
export function structuredCopy<T>(value: T): T {
  return copy(value, new Map()) as T
}

type Seen = Map<object, unknown>

function copy(value: unknown, seen: Seen): unknown {
  if (typeof value === 'function' || typeof value === 'symbol') throw uncopyable(`a ${typeof value}`)
  if (typeof value !== 'object' || value === null) return value
  if (seen.has(value)) return seen.get(value)
  const made = emptyCopy(value, seen)
  seen.set(value, made)
  if (value instanceof Map) {
    for (const [key, item] of value) (made as Map<unknown, unknown>).set(copy(key, seen), copy(item, seen))
  } else if (value instanceof Set) {
    for (const item of value) (made as Set<unknown>).add(copy(item, seen))
  } else if (isPlain(made)) {
    for (const key of Object.keys(value)) {
      const item = copy((value as Record<string, unknown>)[key], seen)
      Object.defineProperty(made, key, { value: item, writable: true, enumerable: true, configurable: true })
    }
  }
  return made
}

/** The copy as far as it can be made before what the value holds is copied, which may lead back to it. */
function emptyCopy(value: object, seen: Seen): object {
  if (Array.isArray(value)) return new Array(value.length)
  if (value instanceof Map) return new Map()
  if (value instanceof Set) return new Set()
  if (value instanceof Date) return new Date(value.getTime())
  if (value instanceof RegExp) return new RegExp(value.source, value.flags)
  if (value instanceof ArrayBuffer) return value.slice(0)
  if (ArrayBuffer.isView(value)) return viewOf(value, copy(value.buffer, seen) as ArrayBuffer)
  if (value instanceof Error) return errorLike(value)
  if (value instanceof Number || value instanceof String || value instanceof Boolean)
    return Object(value.valueOf())
  for (const kind of [WeakMap, WeakSet, Promise]) {
    if (value instanceof kind) throw uncopyable(`a ${kind.name}`)
  }
  return {}
}

function isPlain(made: object): boolean {
  return Array.isArray(made) || Object.getPrototypeOf(made) === Object.prototype
}

type View = new (buffer: ArrayBuffer, offset: number, length: number) => object

/** The same kind of view of another buffer. */
function viewOf(view: ArrayBufferView, buffer: ArrayBuffer): object {
  const kind = Object.prototype.toString.call(view).slice('[object '.length, -1)
  const length = view instanceof DataView ? view.byteLength : (view as Uint8Array).length
  const Kind = (globalThis as unknown as { [kind: string]: View })[kind] as View
  return new Kind(buffer, view.byteOffset, length)
}

const errorKinds = [EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError]

function errorLike(error: Error): Error {
  const Kind = errorKinds.find((kind) => error instanceof kind) ?? Error
  return new Kind(error.message)
}

function uncopyable(what: string): TypeError {
  return new TypeError(`${what} cannot be cloned`)
}
