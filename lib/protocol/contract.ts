import type { Body, Json } from './message.ts'

/**
 * The shapes a task's clients may send, by message type. The runtime answers a request that breaks
 * its shape with error 12, so a learner's handler only ever sees well-typed fields.
 * A name ending in `?` may be missing.
 */
export type Contract = { [type: string]: { [field: string]: FieldKind } }

export type FieldKind =
  | 'any'
  | 'boolean'
  | 'integer'
  | 'number'
  | 'string'
  | 'strings'
  | 'value'
  | 'values'
  | 'topology'
  | 'object'
  | 'values|null'

/** What is wrong with a request, as a sentence part; undefined when nothing is. */
export function contractProblem(contract: Contract, body: Body): string | undefined {
  const shape = Object.hasOwn(contract, body.type) ? contract[body.type] : undefined
  if (shape === undefined) return undefined
  for (const declared in shape) {
    const optional = declared[declared.length - 1] === '?'
    const field = optional ? declared.slice(0, -1) : declared
    const kind = shape[declared] as FieldKind
    const given = Object.hasOwn(body, field) ? body[field] : undefined
    if (given === undefined) {
      if (!optional) return `${body.type} needs the field "${field}" (${describe[kind]})`
    } else if (!fits(kind, given)) {
      return `${body.type}.${field} must be ${describe[kind]}`
    }
  }
  return undefined
}

function fits(kind: FieldKind, given: Json): boolean {
  switch (kind) {
    case 'any':
      return true
    case 'boolean':
      return typeof given === 'boolean'
    case 'integer':
      return Number.isInteger(given)
    case 'number':
      return typeof given === 'number'
    case 'string':
      return typeof given === 'string'
    case 'strings':
      return isListOf(given, 'string')
    case 'value':
      return isValue(given)
    case 'values':
      return isListOf(given, 'value')
    case 'values|null':
      return given === null || isListOf(given, 'value')
    case 'object':
      return isRecord(given)
    case 'topology':
      return isRecord(given) && everyEntry(given, (neighbours) => isListOf(neighbours, 'string'))
  }
}

function isValue(given: Json): boolean {
  return typeof given === 'string' || typeof given === 'number'
}

function isListOf(given: Json, kind: 'string' | 'value'): boolean {
  if (!Array.isArray(given)) return false
  for (let index = 0; index < given.length; index++) {
    const item = given[index] as Json
    if (kind === 'string' ? typeof item !== 'string' : !isValue(item)) return false
  }
  return true
}

function isRecord(given: Json): given is { [key: string]: Json } {
  return typeof given === 'object' && given !== null && !Array.isArray(given)
}

function everyEntry(record: { [key: string]: Json }, holds: (entry: Json) => boolean): boolean {
  for (const key in record) if (!holds(record[key] as Json)) return false
  return true
}

const describe: { [kind in FieldKind]: string } = {
  any: 'any JSON value',
  boolean: 'true or false',
  integer: 'a whole number',
  number: 'a number',
  string: 'a string',
  strings: 'a list of strings',
  value: 'a number or a string',
  values: 'a list of numbers and strings',
  'values|null': 'null or a list of numbers and strings',
  object: 'an object',
  topology: 'an object of lists of node ids',
}
