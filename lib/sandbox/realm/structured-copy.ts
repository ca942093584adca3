/**
 * structuredClone for what a node's program may hold: plain objects, lists, Map, Set, Date, RegExp, typed arrays and
 * errors, with shared and circular references kept. Functions and symbols are refused (HTML Standard, StructuredSerialize).
 */
export function structuredCopy<T>(value: T): T {
  return copy(value, new Map()) as T
}

function copy(value: unknown, seen: Map<object, unknown>): unknown {
  if (typeof value === 'function' || typeof value === 'symbol') {
    throw new TypeError(`a ${typeof value} cannot be cloned`)
  }
  if (typeof value !== 'object' || value === null) return value
  if (seen.has(value)) return seen.get(value)
  if (value instanceof Date) return new Date(value.getTime())
  if (value instanceof RegExp) return new RegExp(value.source, value.flags)
  if (value instanceof ArrayBuffer) return value.slice(0)
  if (ArrayBuffer.isView(value)) return (value as Uint8Array).slice()
  if (value instanceof Map) {
    const map = new Map()
    seen.set(value, map)
    for (const [key, item] of value) map.set(copy(key, seen), copy(item, seen))
    return map
  }
  if (value instanceof Set) {
    const set = new Set()
    seen.set(value, set)
    for (const item of value) set.add(copy(item, seen))
    return set
  }
  if (value instanceof Error) {
    const error = new Error(value.message)
    error.name = value.name
    return error
  }
  const result: Record<string, unknown> | unknown[] = Array.isArray(value) ? new Array(value.length) : {}
  seen.set(value, result)
  for (const key of Object.keys(value)) {
    const item = copy((value as Record<string, unknown>)[key], seen)
    Object.defineProperty(result, key, { value: item, writable: true, enumerable: true, configurable: true })
  }
  return result
}
