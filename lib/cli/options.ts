/** An option means the same wherever it is allowed. */
export type Options = {
  all?: true
  clients?: number
  crashed?: number
  fanout?: number
  file?: string
  inline?: true
  json?: true
  k?: number
  level?: number
  loss?: number
  mine?: true
  model?: string
  nodes?: number
  practice?: true
  pull?: true
  replicas?: number
  reproduce?: string
  rounds?: number | 'inf'
  run?: true
  seed?: number
  seeds?: number
  skew?: number
  solve?: string
  spoil?: true
  target?: number
  task?: string
  trials?: number
  variants?: true
  watch?: true
  writes?: number
}

export type OptionName = keyof Options

export type OptionData = {
  flags: string
  help: string
  /** Present on an option whose value is a whole number. */
  whole?: { from: number; to: number; or?: string }
  /** Present on an option whose value is a chance. */
  chance?: true
  /** Present on an option whose value is one of these words. */
  words?: string[]
  conflicts?: OptionName[]
}

/** The runs of one grading have seeds of their own, counted from its seed times 1,000, and those must stay exact. */
const largestSeed = 999_999_999_999

/** As many as the formulas have been tried with, times a thousand. */
const mostNodes = 1_000_000_000

export const optionData: { [name in OptionName]: OptionData } = {
  all: { flags: '--all', help: 'all there are, instead of one', conflicts: ['file', 'task'] },
  clients: {
    flags: '--clients <n>',
    help: 'how many clients write',
    whole: { from: 1, to: 8 },
  },
  crashed: {
    flags: '--crashed <n>',
    help: 'how many nodes are down; they are still picked, and never answer',
    whole: { from: 0, to: mostNodes },
  },
  fanout: {
    flags: '--fanout <k>',
    help: 'how many others a node picks in a round',
    whole: { from: 0, to: mostNodes },
  },
  file: {
    flags: '--file <program>',
    help: 'a program anywhere, .ts or .js, instead of the one in the workspace',
  },
  inline: { flags: '--inline', help: 'draw below the prompt, so that what was shown stays there' },
  json: { flags: '--json', help: 'print JSON for a program to read' },
  k: {
    flags: '--k <k>',
    help: 'when a node loses interest in a rumor: the counter, or 1/k for the coin',
    whole: { from: 1, to: 1000 },
  },
  level: {
    flags: '--level <n>',
    help: 'which hint: the higher, the more it tells',
    whole: { from: 1, to: 99 },
  },
  loss: { flags: '--loss <p>', help: 'the chance of each message to be lost', chance: true },
  mine: { flags: '--mine', help: 'your own programs, as far as you have begun them' },
  model: { flags: '--model <name>', help: 'who sends when; see above' },
  nodes: {
    flags: '--nodes <n>',
    help: 'how many nodes there are, the source and the crashed included',
    whole: { from: 1, to: mostNodes },
  },
  practice: {
    flags: '--practice',
    help: 'ask one after the other, and show each answer when Enter is pressed',
    conflicts: ['json', 'all'],
  },
  pull: { flags: '--pull', help: 'a rumor goes to who asks for it, instead of being pushed' },
  replicas: {
    flags: '--replicas <n>',
    help: 'how many replicas they write to, in turn',
    whole: { from: 2, to: 5 },
  },
  reproduce: { flags: '--reproduce <paper>', help: 'the tables of a paper beside ours', words: ['demers'] },
  rounds: {
    flags: '--rounds <n>',
    help: 'how many rounds there are, or inf: until nobody sends any more',
    whole: { from: 1, to: 1000, or: 'inf' },
  },
  run: { flags: '--run', help: 'grade the program that makes it, and show what the grader says' },
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
  skew: {
    flags: '--skew <ms>',
    help: 'how far the clock of the last replica they write to is ahead',
    whole: { from: 0, to: 60_000 },
  },
  solve: { flags: '--solve <what>', help: 'what to look for', words: ['fanout', 'rounds'] },
  spoil: { flags: '--spoil', help: 'show it although you have not passed' },
  target: {
    flags: '--target <p>',
    help: 'the chance wanted that every live node gets the message',
    chance: true,
  },
  task: { flags: '--task <task>', help: 'one task alone' },
  trials: {
    flags: '--trials <n>',
    help: 'how many simulated runs to hold against the result',
    whole: { from: 1, to: 10_000_000 },
  },
  variants: { flags: '--variants', help: 'and others that reach the same end by different means' },
  watch: {
    flags: '--watch',
    help: 'grade again whenever the file is saved, until Ctrl-C',
    conflicts: ['json', 'all'],
  },
  writes: { flags: '--writes <n>', help: 'how many writes each client makes', whole: { from: 1, to: 9 } },
}
