import type { Run } from '../run.ts'
import { entryOf, vectorText } from '../version-vector.ts'
import { versionsOf, type Written } from '../versions.ts'
import { show, time } from '../words.ts'

/** What other clients' entries a context named is missing from every vector. */
export function dropsContext(run: Run): string | undefined {
  const built = versionsOf(run).filter(
    (written) => othersIn(written).length > 0 && written.answered !== undefined,
  )
  const [first] = built
  if (first?.answered === undefined || !built.every(lacksOthers)) return undefined
  const { operation, arrival, value, context, answered } = first
  return `At ${time(arrival.at)} ${operation.client} wrote ${show(value)} at ${operation.node} with the context ${vectorText(context)}, and was answered ${vectorText(answered)}. What the context says of ${othersIn(first).join(' and ')} is not in it; nor was it in any other answer to a write with such a context.`
}

function lacksOthers(written: Written): boolean {
  const { context, answered = {} } = written
  return othersIn(written).every((client) => entryOf(answered, client) < entryOf(context, client))
}

/** The clients that a write builds on, but for its own. */
function othersIn({ context, operation }: Written): string[] {
  return Object.keys(context).filter((client) => client !== operation.client && entryOf(context, client) > 0)
}
