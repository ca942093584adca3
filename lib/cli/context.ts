import { isatty } from 'node:tty'
import { coloured, type Paint, plain, wantsColour } from '../view/paint.ts'
import { type Symbols, symbolsFor } from '../view/symbols.ts'
import type { Interruption } from './interruption.ts'
import type { Output } from './output.ts'

export type Environment = { readonly [name: string]: string | undefined }

/** The world that a command was started in, and all that it may do to it. */
export type Context = {
  cwd: string
  env: Environment
  /** Whether screens can be shown and keys read. */
  interactive: boolean
  /** What text on standard output is written with. Colour and signs that a pipe or a plain terminal has no use for are left out. */
  pen: { width: number; paint: Paint; symbols: Symbols }
  /** Whether standard error is a terminal, where a line may be written over. */
  messagesOnTerminal: boolean
  /** Puts lines of the result on standard output. */
  print(...lines: string[]): void
  /** Puts a sentence for the person on standard error. */
  say(sentence: string): void
  /** Puts text on standard error as it is. */
  tell(text: string): void
  /** Whether nobody reads the result any more. */
  abandoned(): boolean
  /** Aborts when somebody interrupts. */
  signal: AbortSignal
  /** Leaves signals, and errors that nothing caught, to whoever calls this. */
  handOver: Interruption['handOver']
  /** Has this done at the end, however that comes. */
  atEnd(cleanUp: () => void): void
  /** Milliseconds from any fixed point. */
  now(): number
  /** The time of day, ISO 8601. */
  date(): string
}

export function createContext(
  { env, cwd, stdout }: Pick<NodeJS.Process, 'env' | 'cwd' | 'stdout'>,
  given: { result: Output; messages: Output; interruption: Interruption; atEnd: Context['atEnd'] },
): Context {
  const { result, messages, interruption, atEnd } = given
  const [input, output, errors] = [isatty(0), isatty(1), isatty(2)]
  return {
    cwd: cwd(),
    env,
    // Ink draws nothing but the last frame where CI is set, and a dumb terminal cannot be drawn on.
    interactive: input && output && !env.CI && env.TERM !== 'dumb',
    pen: {
      width: (output && stdout.columns) || askedWidth(env),
      paint: output && wantsColour(env) ? coloured : plain,
      symbols: symbolsFor(env),
    },
    messagesOnTerminal: errors && env.TERM !== 'dumb',
    print: (...lines) => result.write(lines.map((line) => `${line}\n`).join('')),
    say: (sentence) => messages.write(`${sentence}\n`),
    tell: (text) => messages.write(text),
    abandoned: () => result.abandoned,
    signal: interruption.signal,
    handOver: interruption.handOver,
    atEnd,
    now: () => performance.now(),
    date: () => new Date().toISOString(),
  }
}

/** What COLUMNS asks for where there is no terminal to ask, within reason; otherwise what most terminals have. */
function askedWidth({ COLUMNS = '' }: Environment): number {
  const columns = Number(COLUMNS)
  return /^\d+$/.test(COLUMNS) && columns >= 20 && columns <= 500 ? columns : 80
}
