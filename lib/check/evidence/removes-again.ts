import { type Removed, removesOf } from '../removals.ts'
import type { Run } from '../run.ts'
import type { SetWorkload } from '../set-full.ts'
import { show, time } from '../words.ts'

/** What was there once can be removed again and again, and what was never there is refused. */
export function removesAgain(run: Run, workload: SetWorkload): string | undefined {
  const { wrong, wasThere } = wronglyRemoved(run, workload)
  const first = wrong.find(wasThere)
  if (first === undefined || !wrong.every(wasThere)) return undefined
  const { operation, value, arrival } = first
  return `At ${time(arrival.at)} ${operation.node} did not show ${show(value)} any more, and was asked to remove it; it answered "${operation.answer?.body.type}". What had never been there it refused to remove.`
}

/** What nobody had ever brought anywhere is removed as well, and leaves nothing behind. */
export function removesAnything(run: Run, workload: SetWorkload): string | undefined {
  const { wrong, wasThere } = wronglyRemoved(run, workload)
  // What was brought elsewhere may be there, and only not be shown.
  const first = wrong.find((removed) => !wasThere(removed) && !isBrought(run, workload, removed))
  if (first === undefined) return undefined
  const { operation, value, arrival } = first
  return `At ${time(arrival.at)} ${operation.node} had never shown ${show(value)}, and was asked to remove it; it answered "${operation.answer?.body.type}".`
}

/** Removals of what was not shown that were not refused. `wasThere` tells whether the node had ever shown it, or been told of it. */
function wronglyRemoved(run: Run, workload: SetWorkload) {
  const wrong = removesOf(run, workload).filter(
    ({ wasShown, operation }) => !wasShown && operation.answer?.body.type === `${workload.remove}_ok`,
  )
  const wasThere = (removed: Removed) =>
    isBrought(run, workload, removed, removed.operation.node) ||
    (run.facts.knowledge.get(JSON.stringify(removed.value))?.learned.get(removed.operation.node)?.id ??
      Number.POSITIVE_INFINITY) < removed.arrival.id
  return { wrong, wasThere }
}

/** Whether a client had brought the element before: to this node, or without one to any. */
function isBrought({ facts }: Run, workload: SetWorkload, { value, arrival }: Removed, to?: string): boolean {
  return facts.operations.some(({ node, request, invokedAt }) => {
    const list = request[workload.merge?.list ?? '']
    const brings =
      (request.type === workload.write && request[workload.field] === value) ||
      (Array.isArray(list) && list.includes(value))
    return brings && invokedAt <= arrival.at && (to === undefined || node === to)
  })
}
