import { CommanderError, InvalidArgumentError, Option, Command as Program } from 'commander'
import type { Call, Command, CommandGroup, Example } from './command.ts'
import { commandGroups, commands } from './commands.ts'
import type { Context } from './context.ts'
import { type OptionData, type Options, optionData } from './options.ts'

/** Does what the arguments ask for; resolves to the exit code, which is 2 when they ask for nothing that there is. */
export async function runProgram(argv: string[], version: string, context: Context): Promise<number> {
  let exitCode = 0
  const program = new Program('workbench')
    .description(description)
    .version(version, '-V, --version', 'print the version')
    .option('--no-color', 'use no colour')
    .addHelpText('after', afterwards)
    .configureOutput({
      writeOut: (text) => context.print(text.replace(/\n$/, '')),
      writeErr: (text) => context.tell(text),
      getOutHelpWidth: () => context.pen.width,
      getErrHelpWidth: () => context.pen.width,
    })
    .exitOverride()
  helpFor(program, 'workbench', overview, context)
  const shelf: Shelf = {
    ...{ parent: program, path: 'workbench', context },
    async perform(command, call) {
      const { run } = await command.load()
      exitCode = await run({ ...call, context })
    },
  }
  const meant = commands.find(({ name }) => name === argv[0])
  if (meant === undefined) {
    for (const command of commands) add(command, shelf)
    for (const group of commandGroups) addGroup(group, shelf)
  }
  // Setting up the others takes longer than looking for the one that is meant.
  else add(meant, shelf)
  try {
    await program.parseAsync(argv, { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    // Commander has said what is to be said: that something is wrong, or the help or version asked for.
    exitCode = error.exitCode === 0 ? 0 : 2
  }
  return exitCode
}

/** Where a command is put: below which other, known by which words, and how it is done. */
type Shelf = {
  parent: Program
  path: string
  context: Context
  perform(command: Command, call: Omit<Call, 'context'>): Promise<void>
}

function addGroup({ name, summary, examples, hidden, commands }: CommandGroup, shelf: Shelf): void {
  const group = shelf.parent.command(name, { hidden: hidden === true }).description(summary)
  const path = `${shelf.path} ${name}`
  helpFor(group, path, examples, shelf.context)
  for (const command of commands) add(command, { ...shelf, parent: group, path })
}

function add(command: Command, { parent, path, context, perform }: Shelf): void {
  const { name, arguments: operands, summary, description, examples, options } = command
  const program = parent
    .command(operands === undefined ? name : `${name} ${operands}`)
    .summary(summary)
    .description(description)
    .action(() => perform(command, { args: program.args, options: program.opts<Options>() }))
  helpFor(program, `${path} ${name}`, examples, context)
  for (const option of options) program.addOption(optionOf(optionData[option]))
}

/** Its examples above its help, and the way to its help behind its errors. */
function helpFor(program: Program, path: string, examples: Example[], { say }: Context): void {
  program
    .helpOption('-h, --help', 'show this')
    .addHelpText('before', examplesText(examples))
    .configureOutput({ outputError: (text) => say(sentence(text, path)) })
}

function optionOf({ flags, help, whole, chance, words, conflicts = [] }: OptionData): Option {
  const option = new Option(flags, help).conflicts(conflicts)
  if (words !== undefined) return option.choices(words)
  if (chance) return option.argParser(chanceOf)
  return whole === undefined ? option : option.argParser((text) => wholeNumber(text, whole))
}

function wholeNumber(text: string, { from, to, or }: NonNullable<OptionData['whole']>): number | string {
  if (text === or) return text
  const number = Number(text)
  if (!/^\d+$/.test(text) || number < from || number > to) {
    throw new InvalidArgumentError(notWhole(from, to, or))
  }
  return number
}

function chanceOf(text: string): number {
  const number = Number(text)
  if (!/^\d*\.?\d+(e-?\d+)?$/i.test(text) || !(number >= 0 && number <= 1)) {
    throw new InvalidArgumentError(notChance)
  }
  return number
}

function examplesText(examples: Example[]): string {
  const widest = Math.max(...examples.map(({ line }) => line.length))
  const lines = examples.map(({ line, what }) => `  ${line.padEnd(widest)}  ${what}`)
  return `${['Examples:', ...lines].join('\n')}\n`
}

/** Commander's words, as the sentence that they nearly are. */
function sentence(text: string, path: string): string {
  const [, said = text, suggestion] = /^error: (.*?)(?:\n\((.*)\))?$/s.exec(text.trim()) ?? []
  const first = said.charAt(0).toUpperCase() + said.slice(1)
  return `${first.endsWith('.') ? first : `${first}.`} ${suggestion ?? `See ${path} --help.`}`
}

const description = 'Learn gossip, broadcast and CRDTs by writing them.'

const overview: Example[] = [
  { line: 'npx workbench start', what: 'open the track and choose a task' },
  { line: 'npx workbench grade 1.1', what: 'grade your program for task 1.1' },
]

const afterwards = `
A task goes by number (1.1), by name (basic-broadcast) or by a path to its file.
Exit codes: 0 passed, 1 your program fails, 2 misused, 3 the workbench failed,
130 interrupted.
Where there is no terminal, COLUMNS says how wide a line may be.`

const notWhole = (from: number, to: number, or?: string) =>
  `It must be a whole number from ${from} to ${to}${or === undefined ? '' : `, or ${or}`}.`
const notChance = 'It must be a number from 0 to 1.'
