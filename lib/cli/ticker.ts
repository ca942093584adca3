import type { GradeEvent } from '../grade/progress.ts'
import { count } from '../view/text.ts'
import type { Context } from './context.ts'

/** Shows how far a grading is, on a line of the terminal that is gone when the grading is done, or interrupted. */
export function showProgress({ messagesOnTerminal, tell, signal }: Context): (event: GradeEvent) => void {
  if (!messagesOnTerminal) return () => {}
  signal.addEventListener('abort', () => tell(rewrite), { once: true })
  return (event) => {
    switch (event.kind) {
      case 'planned':
        return tell(`${rewrite}${count(event.runs, 'run')} to do`)
      case 'run':
        return tell(`${rewrite}${event.done} of ${count(event.runs, 'run')} done`)
      case 'done':
        return tell(rewrite)
    }
  }
}

/** Back to the line's beginning, and nothing left on it. */
const rewrite = '\r\u001b[K'
