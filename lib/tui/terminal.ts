import { setImmediate as nextTurn } from 'node:timers/promises'

/** The screens' hold on the terminal. Both may be called twice. */
export type Terminal = {
  /** Turns to the alternate screen, empty, if that is to be used. */
  enter(): void
  /** Gives back what the screens took: screen, cursor, line editing. Does its work at once, so that it may come last. */
  leave(): void
}

export function createTerminal(
  stdin: NodeJS.ReadStream,
  stdout: NodeJS.WriteStream,
  alternate: boolean,
): Terminal {
  let entered = false
  return {
    enter() {
      entered = true
      // Ink does so too, but only after its first frame: keys typed until then would show up in it.
      stdin.setRawMode?.(true)
      if (alternate) stdout.write(alternateScreen + clearScreen)
    },
    leave() {
      if (!entered) return
      entered = false
      stdin.setRawMode?.(false)
      if (!stdout.destroyed) stdout.write(endOfUpdate + showCursor + (alternate ? normalScreen : ''))
    },
  }
}

/**
 * Stops reading the keyboard, so that another program may. Taking Ink's listener away is not enough, and a stream that
 * was read by "readable" events does not know that it can be paused before a turn of the event loop has passed.
 */
export async function stopReading(stdin: NodeJS.ReadStream): Promise<void> {
  await nextTurn()
  stdin.resume()
  stdin.pause()
  await nextTurn()
}

/**
 * The same stream, as tall as can be. Where a frame reaches the terminal's height, or did before the terminal became
 * lower, Ink 6.8 clears the scrollback with the screen. Frames are kept low enough elsewhere, so it need not know.
 */
export function withoutHeight(stdout: NodeJS.WriteStream): NodeJS.WriteStream {
  return new Proxy(stdout, {
    get(target, name) {
      if (name === 'rows') return Number.MAX_SAFE_INTEGER
      const value: unknown = Reflect.get(target, name, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

const alternateScreen = '\u001b[?1049h'
const normalScreen = '\u001b[?1049l'
/** And the cursor to the first line. */
export const clearScreen = '\u001b[2J\u001b[H'
const showCursor = '\u001b[?25h'
/** Ink wraps its frames in synchronized updates; one may have been cut off. */
const endOfUpdate = '\u001b[?2026l'
