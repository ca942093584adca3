import type { Body, Json } from '../protocol/message.ts'
import type { Operation, Plan } from '../trace/plan.ts'

/** With more, trying to do without each of them would take longer than reading about them. */
const mostItems = 24

/**
 * Plans without something that nodes are told, left out everywhere at once: a request that several nodes get, or an
 * item of lists or an entry of objects in requests. Where nodes are compared that were told the same, leaving it out
 * at one of them alone would leave nothing to compare.
 */
export function* withoutAlike(plan: Plan): Generator<Plan> {
  const { operations } = plan
  for (const text of alike(operations)) {
    const kept = operations.filter(({ body }) => JSON.stringify(body) !== text)
    if (kept.length > 0) yield { ...plan, operations: kept }
  }
  const items = new Set(operations.flatMap(({ body }) => itemsOf(body)))
  for (const item of items.size > mostItems ? [] : items) {
    const kept = operations.flatMap((operation) => without(operation, item))
    if (kept.length > 0) yield { ...plan, operations: kept }
  }
}

/** The bodies, as JSON, of requests that more than one node gets. */
function alike(operations: Operation[]): string[] {
  const nodes = new Map<string, Set<string>>()
  for (const { body, node } of operations) {
    const text = JSON.stringify(body)
    nodes.set(text, (nodes.get(text) ?? new Set()).add(node))
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
