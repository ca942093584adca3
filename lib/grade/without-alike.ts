import type { Body, Json } from '../protocol/message.ts'
import type { Operation, Plan } from '../trace/plan.ts'

/**
 * Plans without something that several nodes are told, left out at all of them at once: a request, or an item of a
 * list or an entry of an object in requests. Where nodes are compared that were told the same, leaving it out at one
 * of them alone would leave nothing to compare.
 */
export function* withoutAlike(plan: Plan): Generator<Plan> {
  const { operations } = plan
  for (const text of alike(operations, ({ body }) => [JSON.stringify(body)])) {
    const kept = operations.filter(({ body }) => JSON.stringify(body) !== text)
    if (kept.length > 0) yield { ...plan, operations: kept }
  }
  for (const item of alike(operations, ({ body }) => itemsOf(body))) {
    const kept = operations.flatMap((operation) => without(operation, item))
    if (kept.length > 0) yield { ...plan, operations: kept }
  }
}

/** The texts that are there at more than one node. */
function alike(operations: Operation[], textsOf: (operation: Operation) => string[]): string[] {
  const nodes = new Map<string, Set<string>>()
  for (const operation of operations) {
    for (const text of textsOf(operation)) {
      nodes.set(text, (nodes.get(text) ?? new Set()).add(operation.node))
    }
  }
  return [...nodes].filter(([, { size }]) => size > 1).map(([text]) => text)
}

/** What stands in the body's lists, and the names in its objects, as JSON. */
function itemsOf(body: Body): string[] {
  return Object.values(body).flatMap((field) => {
    if (Array.isArray(field)) return field.map((item) => JSON.stringify(item))
    return typeof field === 'object' && field !== null
      ? Object.keys(field).map((name) => JSON.stringify(name))
      : []
  })
}

/** The request without the item in its lists and objects; none where a field of it is the item and nothing else. */
function without(operation: Operation, item: string): Operation[] {
  const body: Body = { type: operation.body.type }
  for (const [name, field] of Object.entries(operation.body)) {
    if (name === 'type') continue
    if (JSON.stringify(field) === item) return []
    body[name] = withoutItem(field, item)
  }
  return [{ ...operation, body }]
}

function withoutItem(field: Json | undefined, item: string): Json | undefined {
  if (Array.isArray(field)) return field.filter((other) => JSON.stringify(other) !== item)
  if (typeof field !== 'object' || field === null) return field
  return Object.fromEntries(Object.entries(field).filter(([name]) => JSON.stringify(name) !== item))
}
