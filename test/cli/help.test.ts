import { beforeAll, describe, expect, it } from 'vitest'
import { commandGroups, commands } from '../../lib/cli/commands.ts'
import { optionData } from '../../lib/cli/options.ts'
import { type Ended, escapeSequence, version, workbench } from './workbench.ts'

/** Every command by the words that call it, with the options it has. */
const all = [
  ...commands.map((command) => ({ words: [command.name], command })),
  ...commandGroups.flatMap((group) =>
    group.commands.map((command) => ({ words: [group.name, command.name], command })),
  ),
]

const helps = new Map<string, Ended>()

beforeAll(async () => {
  const asked = [[], ...all.map(({ words }) => words), ...commandGroups.map(({ name }) => [name])]
  await Promise.all(
    asked.map(async (words) => helps.set(words.join(' '), await workbench([...words, '--help']))),
  )
})

describe('--help', () => {
  it.each([...all.map(({ words }) => words.join(' ')), ...commandGroups.map(({ name }) => name)])(
    'of %s begins with an example of it',
    (words) => {
      const { code, stdout, stderr } = helps.get(words) as Ended
      const [heading, first] = stdout.split('\n')
      expect({ code, stderr, heading }).toEqual({ code: 0, stderr: '', heading: 'Examples:' })
      expect(first).toMatch(new RegExp(`^ {2}npx workbench ${words}\\b`))
    },
  )

  it('of the workbench begins with an example too, and lists every command but those for authors', () => {
    const { code, stdout } = helps.get('') as Ended
    expect(code).toBe(0)
    expect(stdout).toMatch(/^Examples:\n {2}npx workbench start/)
    const listed = [...stdout.slice(stdout.indexOf('Commands:')).matchAll(/^ {2}([a-z-]+) /gm)].map(
      ([, name]) => name,
    )
    expect(listed).toEqual([...commands.map(({ name }) => name), 'help'])
  })

  it('has no line wider than 80 columns and no colour', () => {
    const texts = [...helps.values()].map(({ stdout }) => stdout)
    expect(texts.flatMap((text) => text.split('\n')).filter((line) => line.length > 80)).toEqual([])
    expect(texts.filter((text) => escapeSequence.test(text))).toEqual([])
  })

  it('is what somebody gets who types nothing but workbench where there is no terminal', async () => {
    expect(await workbench([])).toEqual(helps.get(''))
  })

  it('gives examples that use no option the command does not have', () => {
    const unknown = all.flatMap(({ command }) =>
      command.examples
        .flatMap(({ line }) => line.match(/--[a-z]+/g) ?? [])
        .filter((flag) => !command.options.some((name) => optionData[name].flags.split(' ')[0] === flag)),
    )
    expect(unknown).toEqual([])
  })
})

describe('--version', () => {
  it('prints the version of the package', async () => {
    expect(await workbench(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' })
  })
})
