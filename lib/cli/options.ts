/** An option means the same wherever it is allowed. */
export type Options = {
  all?: true
  file?: string
  inline?: true
  json?: true
  level?: number
  seed?: number
  seeds?: number
  spoil?: true
  task?: string
  variants?: true
  watch?: true
}

export type OptionName = keyof Options

export type OptionData = {
  flags: string
  help: string
  /** Present on an option whose value is a whole number. */
  whole?: { from: number; to: number }
  conflicts?: OptionName[]
}

/** The runs of one grading have seeds of their own, counted from its seed times 1,000, and those must stay exact. */
const largestSeed = 999_999_999_999

export const optionData: { [name in OptionName]: OptionData } = {
  all: { flags: '--all', help: 'every task of this version', conflicts: ['file'] },
  file: {
    flags: '--file <program>',
    help: 'a program anywhere, .ts or .js, instead of the one in the workspace',
  },
  inline: { flags: '--inline', help: 'draw below the prompt, so that what was shown stays there' },
  json: { flags: '--json', help: 'print JSON for a program to read' },
  level: {
    flags: '--level <n>',
    help: 'which hint: the higher, the more it tells',
    whole: { from: 1, to: 99 },
  },
  seed: {
    flags: '--seed <n>',
    help: 'throw other dice; the same seed gives the same runs',
    whole: { from: 0, to: largestSeed },
  },
  seeds: {
    flags: '--seeds <n>',
    help: 'how many fresh seeds to prove each program with',
    whole: { from: 1, to: 100_000 },
  },
  spoil: { flags: '--spoil', help: 'show it although you have not passed' },
  task: { flags: '--task <task>', help: 'one task alone' },
  variants: { flags: '--variants', help: 'and others that reach the same end by different means' },
  watch: {
    flags: '--watch',
    help: 'grade again whenever the file is saved, until Ctrl-C',
    conflicts: ['json', 'all'],
  },
}
