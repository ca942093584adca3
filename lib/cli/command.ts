import type { Context } from './context.ts'
import type { OptionName, Options } from './options.ts'

/** A command as data: what its help shows, and where its code is. */
export type Command = {
  name: string
  /** Its arguments as the help writes them, such as "<task>" or "[task...]". */
  arguments?: string
  /** Behind its name in the list of commands. */
  summary: string
  /** Shown first in its help. */
  examples: Example[]
  /** Full sentences: what it does, and what it needs. */
  description: string
  options: OptionName[]
  /** Brings in the code, which nothing else may do: a command that is not asked for costs no time. */
  load(): Promise<{ run: Run }>
}

/** Commands under a common first word; a hidden one is left out of the list of commands. */
export type CommandGroup = {
  name: string
  summary: string
  examples: Example[]
  hidden?: true
  commands: Command[]
}

/** What to type, and what comes of it. */
export type Example = { line: string; what: string }

/** What the person asked for. */
export type Call = { args: string[]; options: Options; context: Context }

/** Resolves to the exit code: 0 passed or done, 1 the learner's program fails. Everything else is thrown. */
type Run = (call: Call) => Promise<number>
