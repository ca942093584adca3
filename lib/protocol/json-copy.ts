import type { Body, Json } from './message.ts'

/** What keeps a value from being sent: where in it, and why. */
export class NotJson extends Error {
  constructor(path: string, what: string) {
    super(
      `${path === '' ? 'it' : path.length > 40 ? `${path.slice(0, 40)}…` : path} is ${what}, which JSON cannot carry`,
    )
  }
}

/** What was to be sent is no message at all. */
export class NotABody extends Error {}

/** A copy would pass the limit on a message's size. */
export class TooLarge extends Error {}

const deepest = 100

/** The realm that a value comes from, by the prototype that tells its plain objects from class instances. */
export type Realm = { object: object }

/**
 * Copies a body strictly: only finite numbers, strings, booleans, null, lists and plain objects pass, and a field
 * that is undefined is left out, as JSON.stringify would. Throws NotJson, NotABody or TooLarge. Much faster than a trip through
 * JSON text or structuredClone, and it refuses what those would silently turn into something else.
 */
export function copyBody(given: object, realm: Realm, sizeLimit: number): { body: Body; size: number } {
  const copier: Copier = { realm, size: 0, sizeLimit }
  if (typeof given !== 'object' || given === null || Array.isArray(given)) throw new NotABody(notABody(given))
  const body = copyObject(given as Record<string, unknown>, copier, '', 0) as Body
  if (typeof body.type !== 'string') throw new NotABody(badType(body.type))
  return { body, size: copier.size }
}

type Copier = { realm: Realm; size: number; sizeLimit: number }

function copyValue(value: unknown, copier: Copier, path: string, depth: number): Json {
  switch (typeof value) {
    case 'string':
      grow(copier, value.length + 3)
      return value
    case 'number':
      if (!Number.isFinite(value)) throw new NotJson(path, String(value))
      grow(copier, 4)
      // JSON has no minus zero.
      return value === 0 ? 0 : value
    case 'boolean':
      grow(copier, 5)
      return value
    case 'object':
      if (value === null) {
        grow(copier, 5)
        return null
      }
      return Array.isArray(value)
        ? copyList(value, copier, path, depth)
        : copyObject(value as Record<string, unknown>, copier, path, depth)
    default:
      throw new NotJson(path, named(value))
  }
}

function copyList(list: unknown[], copier: Copier, path: string, depth: number): Json[] {
  if (depth > deepest) throw new NotJson(path, tooDeep)
  // Even an empty one counts, or a few of them, each holding the next one twice, would unfold without end.
  grow(copier, 3)
  const copy: Json[] = []
  const { length } = list
  for (let index = 0; index < length; index++) {
    const item = list[index]
    // The path is only worth building for a nested value or a failure.
    copy.push(isSimple(item) ? simple(item, copier) : copyValue(item, copier, `${path}[${index}]`, depth + 1))
  }
  return copy
}

function copyObject(
  source: Record<string, unknown>,
  copier: Copier,
  path: string,
  depth: number,
): { [key: string]: Json } {
  if (depth > deepest) throw new NotJson(path, tooDeep)
  const prototype = Object.getPrototypeOf(source)
  if (prototype !== copier.realm.object && prototype !== null && prototype !== Object.prototype) {
    throw new NotJson(path, instanceName(source))
  }
  grow(copier, 3)
  const copy: { [key: string]: Json } = {}
  for (const key of Object.keys(source)) {
    const item = source[key]
    if (item === undefined) continue
    grow(copier, key.length + 3)
    const copied = isSimple(item)
      ? simple(item, copier)
      : copyValue(item, copier, path === '' ? key : `${path}.${key}`, depth + 1)
    if (key === '__proto__') define(copy, key, copied)
    else copy[key] = copied
  }
  return copy
}

function isSimple(value: unknown): value is string | number {
  return typeof value === 'string' || (typeof value === 'number' && value - value === 0)
}

function simple(value: string | number, copier: Copier): Json {
  grow(copier, typeof value === 'string' ? value.length + 3 : 4)
  return value === 0 ? 0 : value
}

function grow(copier: Copier, by: number): void {
  copier.size += by
  if (copier.size > copier.sizeLimit) throw new TooLarge()
}

/** Plain assignment to `__proto__` would change what the object is instead of what it holds. */
function define(target: object, key: string, value: Json): void {
  Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true })
}

function instanceName(value: object): string {
  // The name is only for the message, so whatever the learner's object does when asked must not matter.
  try {
    const name = (value.constructor as { name?: unknown } | undefined)?.name
    if (name === 'Object') return otherPrototype
    return typeof name === 'string' && name !== '' ? `an instance of ${name}` : 'not a plain object'
  } catch {
    return 'not a plain object'
  }
}

/** What `entries[key] = value` makes of a plain object when the key is "__proto__". */
export const otherPrototype = 'an object whose prototype was set, as the key "__proto__" does'

function named(value: unknown): string {
  switch (typeof value) {
    case 'undefined':
      return 'undefined'
    case 'bigint':
      return 'a BigInt'
    case 'symbol':
      return 'a symbol'
    case 'function':
      return 'a function'
    case 'object':
      return value === null ? 'null' : Array.isArray(value) ? 'a list' : 'an object'
    default:
      return `a ${typeof value}`
  }
}

function notABody(given: unknown): string {
  return `a message is an object with a type, and this is ${named(given)}`
}

function badType(type: unknown): string {
  return `type is ${named(type)} and must be a string`
}

const tooDeep = `more than ${deepest} levels deep (or contains itself)`
