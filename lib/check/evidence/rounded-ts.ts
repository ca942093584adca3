import { Entries } from '../lww-entries.ts'
import type { Run } from '../run.ts'
import { show, time } from '../words.ts'

/** Whole seconds, or whole milliseconds, are what a ts is rounded to. */
const steps = [1, 1000]

/** A value that came with a finer ts is shown with a rounded one, and no value with any other ts than its own. */
export function roundsShownTs(run: Run): string | undefined {
  const { misdated } = new Entries(run)
  const [first] = misdated
  if (first === undefined || !misdated.every(({ shown, brought }) => isRounded(shown, brought.entry.ts)))
    return undefined
  const { brought, shown, at } = first
  const { key, entry } = brought
  return `${show(key)} = ${show(entry.value)} came with ts ${entry.ts}. At ${time(at)} it was shown with ts ${shown}.`
}

function isRounded(ts: number, exact: number): boolean {
  return steps.some((step) => {
    const near = [Math.floor(exact * step), Math.ceil(exact * step)]
    return near.some((whole) => whole / step === ts)
  })
}
