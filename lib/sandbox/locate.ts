import type { Plan } from '../trace/plan.ts'
import { type Bundle, placesIn, placeText } from './place.ts'
import type { NewRunner } from './runner-process.ts'
import type { Step, Word } from './wire.ts'

/** Far longer than it takes, save on a machine that is busy with other things. */
const giveUpAfterMs = 20_000

export type Location =
  /** It does not come back from this step; `stack` names the program's own lines, innermost first, if they could be told. */
  | { kind: 'in-step'; step: Step; stack: string; swollen: boolean }
  /** The same run came to its end this time: nothing is stuck. */
  | { kind: 'ended' }

/**
 * Runs a plan again in a runner of its own, watched by a second thread that pauses the first when a step takes too
 * long or too much memory, and says where it was. A run is repeatable, so it gets to the same place.
 */
export function locate(
  newRunner: NewRunner,
  bundle: Bundle,
  plan: Plan,
): { found: Promise<Location>; cancel(): void } {
  const runner = newRunner('locate')
  let timer: NodeJS.Timeout | undefined
  const found = new Promise<Location>((resolve) => {
    let step: Step = { node: '', during: 'starting', at: 0 }
    const settle = (location: Location) => {
      clearTimeout(timer)
      runner.onWord = () => {}
      runner.onExit = () => {}
      runner.kill()
      resolve(location)
    }
    runner.onWord = (word: Word) => {
      if (word.kind === 'step') step = word.step
      else if (word.kind === 'paused') {
        settle({ kind: 'in-step', step, stack: readableStack(word.stack, bundle), swollen: word.swollen })
      } else if (word.kind === 'done') settle({ kind: 'ended' })
    }
    runner.onExit = () => settle({ kind: 'in-step', step, stack: '', swollen: false })
    timer = setTimeout(() => settle({ kind: 'in-step', step, stack: '', swollen: false }), giveUpAfterMs)
  })
  runner.load(bundle.code)
  runner.order({ kind: 'locate', plan })
  return {
    found,
    cancel() {
      clearTimeout(timer)
      runner.onExit = () => {}
      runner.kill()
    },
  }
}

/** A stack trace with the learner's own files and lines, and nothing else. */
export function readableStack(stack: string, bundle: Bundle): string {
  return placesIn(stack, bundle)
    .map((place) => (place.name === undefined ? placeText(place) : `${place.name} (${placeText(place)})`))
    .join('\n')
}
