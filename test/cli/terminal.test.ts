import { join } from 'node:path'
import { spawn } from '@lydell/node-pty'
import { describe, expect, it } from 'vitest'
import { escapeSequence, executable, newFolder, plainEnvironment } from './workbench.ts'

type InTerminal = { code: number; text: string }

/** Runs a command in a real terminal. `onText` is told all that was shown so far, and may type. */
function inTerminal(
  args: string[],
  given: {
    cwd?: string
    env?: NodeJS.ProcessEnv
    onText?: (text: string, type: (keys: string) => void) => void
  },
): Promise<InTerminal> {
  const { cwd = newFolder(), env = {}, onText = () => {} } = given
  const terminal = spawn(process.execPath, [executable, ...args], {
    ...{ cwd, cols: 100, rows: 30, name: env.TERM ?? 'xterm-256color' },
    env: { ...plainEnvironment(), ...env } as { [name: string]: string },
  })
  let text = ''
  terminal.onData((data) => {
    text += data
    onText(text, (keys) => terminal.write(keys))
  })
  return new Promise((resolve) => terminal.onExit(({ exitCode }) => resolve({ code: exitCode, text })))
}

describe.concurrent('in a terminal', () => {
  it('a list is coloured, and fills the width, whatever COLUMNS says', async () => {
    const { code, text } = await inTerminal(['list'], { env: { COLUMNS: '40' } })
    expect(code).toBe(0)
    expect(text).toMatch(escapeSequence)
    expect(text).toMatch(/Anti-Entropy with Digest Comparison +advanced/)
  })

  it.each([
    ['NO_COLOR is set', { NO_COLOR: '1' }, []],
    ['the terminal is dumb', { TERM: 'dumb' }, []],
    ['--no-color is given', {}, ['--no-color']],
  ])('nothing is coloured when %s', async (_, env, flags) => {
    for (const args of [['list'], ['show', '1.1']]) {
      expect((await inTerminal([...args, ...flags], { env })).text).not.toMatch(escapeSequence)
    }
  })

  it('a grading shows how far it is, and Ctrl-C ends it with 130', async () => {
    const folder = newFolder({ 'stuck.ts': 'export default function () {\n  while (true) {}\n}\n' })
    let typed = false
    const { code, text } = await inTerminal(['grade', '1.1', '--file', join(folder, 'stuck.ts')], {
      onText(shown, type) {
        if (typed || !/\d+ runs to do/.test(shown)) return
        typed = true
        type('\u0003')
      },
    })
    expect(code).toBe(130)
    expect(text).toContain('Interrupted.')
  })

  it('workbench alone opens the screens, and q leaves them', async () => {
    let typed = false
    const { code, text } = await inTerminal([], {
      onText(shown, type) {
        if (typed || !/q quit/.test(shown)) return
        typed = true
        type('q')
      },
    })
    expect(code).toBe(0)
    expect(text).toContain('Made a workspace for your programs')
    expect(text).toContain('\u001b[?1049h')
    expect(text.lastIndexOf('\u001b[?1049l')).toBeGreaterThan(text.lastIndexOf('\u001b[?1049h'))
  })

  it('l in the list runs the race of lww-demo and shows its steps', async () => {
    const steps = [
      { after: /l lost write/, keys: 'l' },
      { after: /will write "cart"/, keys: '\u001b[F' },
      { after: /one was lost: a2|a2 .*LOST/, keys: 'q' },
    ]
    const { code, text } = await inTerminal([], {
      onText(shown, type) {
        if (steps[0]?.after.test(shown)) type(steps.shift()?.keys ?? '')
      },
    })
    expect({ code, left: steps }).toEqual({ code: 0, left: [] })
    expect(text).toMatch(/n2's clock 500 ms ahead/)
  })

  it('practice asks, answers when Enter is pressed, and ends with q', async () => {
    const steps = [
      { after: /Enter shows our answer/, keys: '\r' },
      { after: /Model answer[\s\S]*Enter for the next question/, keys: 'q\r' },
    ]
    const { code, text } = await inTerminal(['interview', '--practice', '--task', '1.1'], {
      onText(shown, type) {
        const [next] = steps
        if (next === undefined || !next.after.test(shown)) return
        steps.shift()
        type(next.keys)
      },
    })
    expect(code).toBe(0)
    expect(text.indexOf('Model answer')).toBeGreaterThan(text.indexOf('Enter shows our answer'))
    expect(text).toMatch(/1 of \d questions practised\./)
  })

  it('start opens no screens where CI is set', async () => {
    const { code, text } = await inTerminal(['start'], { env: { CI: 'true' } })
    expect(code).toBe(0)
    expect(text).not.toContain('\u001b[?1049h')
    expect(text).toContain('Your programs are in')
  })
})
