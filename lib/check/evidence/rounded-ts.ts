import { shownBy } from '../lww-alone.ts'
import { Entries } from '../lww-entries.ts'
import type { Run } from '../run.ts'
import { show, time } from '../words.ts'

/** Whole seconds, or whole milliseconds, are what a ts is rounded to. */
const steps = [1, 1000]

/** A value that came with a finer ts is shown with a rounded one, and no value with any other ts than its own. */
export function roundsShownTs(run: Run): string | undefined {
  const entries = new Entries(run)
  const untrue = run.facts.operations.flatMap(({ request, answer }) => {
    const shown = request.type === 'kv_read' ? shownBy(answer?.body) : undefined
    if (answer === undefined || shown === undefined) return []
    const brought = entries.holding(request.key as string, shown.value)
    return brought === undefined || brought.entry.ts === shown.ts ? [] : [{ answer, shown, brought }]
  })
  const [first] = untrue
  if (first === undefined || !untrue.every(({ shown, brought }) => isRounded(shown.ts, brought.entry.ts)))
    return undefined
  const { answer, shown, brought } = first
  return `${show(brought.key)} = ${show(shown.value)} came with ts ${brought.entry.ts}. At ${time(answer.at)} it was shown with ts ${shown.ts}.`
}

function isRounded(ts: number, exact: number): boolean {
  return steps.some((step) => {
    const near = [Math.floor(exact * step), Math.round(exact * step), Math.ceil(exact * step)]
    return near.some((whole) => whole / step === ts)
  })
}
