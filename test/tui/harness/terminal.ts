import pty from '@lydell/node-pty'
import xterm from '@xterm/headless'

export type Size = { columns: number; rows: number }

export type Frame = { size: Size; lines: string[] }

/** A program in a terminal of its own. */
export type Terminal = {
  /** The lines on the screen now, without the spaces at their ends. */
  screen(): string[]
  /** What is on the alternate screen; undefined while the normal one is shown. */
  alternate(): string[] | undefined
  /** All that the program wrote so far. */
  output(): string
  /** Every picture of the alternate screen that was ever complete. */
  readonly frames: Frame[]
  press(...keys: string[]): void
  resize(size: Size): void
  signal(name: string): void
  /** Resolves when the text, or what matches it, is on the screen. */
  shows(text: string | RegExp): Promise<void>
  /** Resolves when the last picture passes. Some that a program drew before it heard of a new size never will. */
  drawn(passes: (frame: Frame) => boolean): Promise<void>
  readonly exited: Promise<{ exitCode: number; signal?: number | undefined }>
}

const running = new Set<pty.IPty>()

export function startInTerminal(
  command: string,
  args: string[],
  size: Size,
  env: NodeJS.ProcessEnv,
): Terminal {
  const { CI: _, NO_COLOR: __, FORCE_COLOR: ___, ...ours } = process.env
  const child = pty.spawn(command, args, {
    ...{ cols: size.columns, rows: size.rows, name: 'xterm-256color' },
    env: { ...ours, LC_ALL: 'C.UTF-8', ...env } as { [name: string]: string },
  })
  running.add(child)
  const term = new xterm.Terminal({ cols: size.columns, rows: size.rows, allowProposedApi: true })
  const frames: Terminal['frames'] = []
  let output = ''
  let waiting: (() => void)[] = []

  const lines = () => {
    const { active } = term.buffer
    return Array.from(
      { length: term.rows },
      (_, row) => active.getLine(active.baseY + row)?.translateToString(true) ?? '',
    )
  }
  const look = () => {
    for (const check of waiting) check()
  }
  const until = (isSo: () => boolean, what: string) =>
    new Promise<void>((resolve, reject) => {
      const stop = () => {
        clearTimeout(giveUp)
        waiting = waiting.filter((other) => other !== check)
      }
      const giveUp = setTimeout(() => {
        stop()
        reject(new Error(`${what} did not appear:\n${lines().join('\n')}`))
      }, 20_000)
      const check = () => {
        if (!isSo()) return
        stop()
        resolve()
      }
      waiting.push(check)
      check()
    })
  // Ink ends each update of the screen with this; a chunk may hold several, so each is parsed on its own.
  const endOfUpdate = '\u001b[?2026l'
  let pending = ''
  child.onData((data) => {
    output += data
    pending += data
    for (let end = pending.indexOf(endOfUpdate); end !== -1; end = pending.indexOf(endOfUpdate)) {
      const update = pending.slice(0, end + endOfUpdate.length)
      pending = pending.slice(update.length)
      term.write(update, () => {
        if (term.buffer.active.type === 'alternate') {
          frames.push({ size: { columns: term.cols, rows: term.rows }, lines: lines() })
        }
        look()
      })
    }
    const rest = pending
    pending = ''
    term.write(rest, look)
  })
  const exited = new Promise<{ exitCode: number; signal?: number | undefined }>((resolve) => {
    child.onExit((exit) => {
      running.delete(child)
      term.write('', () => {
        resolve(exit)
        look()
      })
    })
  })

  return {
    screen: lines,
    alternate: () => (term.buffer.active.type === 'alternate' ? lines() : undefined),
    output: () => output,
    frames,
    press: (...keys) => child.write(keys.join('')),
    resize({ columns, rows }) {
      term.resize(columns, rows)
      child.resize(columns, rows)
    },
    signal: (name) => child.kill(name),
    shows: (wanted) =>
      until(() => {
        const text = lines().join('\n')
        return typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text)
      }, `${wanted}`),
    drawn: (passes) =>
      until(() => {
        const frame = frames.at(-1)
        return frame !== undefined && passes(frame)
      }, 'the picture'),
    exited,
  }
}

/** Ends what a failed test has left running. */
export function endAll(): void {
  for (const child of running) child.kill('SIGKILL')
}
