import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { bundleHarness } from './harness/bundle.ts'
import { endAll, type Frame, startInTerminal, type Terminal } from './harness/terminal.ts'

/** The screens in a real terminal: what only that can show. */

let harness: Awaited<ReturnType<typeof bundleHarness>>
let folder: string

beforeAll(async () => {
  harness = await bundleHarness()
  folder = mkdtempSync(path.join(tmpdir(), 'gossip-workbench-tui-files-'))
})

afterEach(endAll)

afterAll(() => {
  harness?.remove()
  rmSync(folder, { recursive: true, force: true })
})

const medium = { columns: 80, rows: 24 }
const [enter, esc, tab, ctrlC] = ['\r', '\u001b', '\t', '\u0003']
const [up, down, left, right, end] = ['\u001b[A', '\u001b[B', '\u001b[D', '\u001b[C', '\u001b[F']

async function start(
  mode: string,
  { size = medium, args = [] as string[], env = {} } = {},
): Promise<Terminal> {
  const terminal = startInTerminal(process.execPath, [harness.file, ...args], size, { HARNESS: mode, ...env })
  await terminal.shows('Gossip Workbench')
  return terminal
}

async function openTask(terminal: Terminal): Promise<void> {
  terminal.press(enter)
  await terminal.shows('The network')
}

async function gradeTask(terminal: Terminal): Promise<void> {
  await openTask(terminal)
  terminal.press('g')
  await terminal.shows('ring-of-6, seed 3')
}

/** Off the last line, and with its title on the first, which it would have lost by scrolling. */
function isWhole({ lines }: Frame): boolean {
  return (
    lines.at(-1) === '' && /^(Gossip Workbench|The lost write|1\.1 |Keys |This window)/.test(lines[0] ?? '')
  )
}

describe.each([
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
  { columns: 40, rows: 12 },
])('in a terminal of $columns by $rows', (size) => {
  it('the messages of the run are followed, stepped through and scrolled in whole frames', async () => {
    const terminal = await start('violated', { size })
    await openTask(terminal)
    terminal.press('g')
    await terminal.shows('failed')
    terminal.press('m')
    await terminal.shows(/c\* +n1 +n2/)
    await terminal.shows('FAILED from here on')
    await terminal.shows(/played +lines|ring-of-6, seed 3 · played/)
    terminal.press(left)
    await terminal.shows('‖ paused')
    await terminal.shows(/^▸ 120 ms .*•─+→/m)
    terminal.press('\u001b[H')
    await terminal.shows(/✗ +40 ms +FAILED from here on/)
    terminal.press('m')
    await terminal.shows(/Not yet: 1 of 3|ring-of-6, seed 3 · ‖ paused/)
    terminal.press('q')
    await terminal.exited
    expect(terminal.frames.filter((frame) => !isWhole(frame))).toEqual([])
  })

  it('the race that loses a write is stepped through in whole frames, and another one run', async () => {
    const terminal = await start('violated', { size })
    terminal.press('l')
    await terminal.shows('c1 and c2 will write "cart"')
    await terminal.shows('step 1 of 13')
    terminal.press(...Array(7).fill(right))
    await terminal.shows(/n1 +b2/)
    await terminal.shows(/n1 drops a2/)
    terminal.press('-', '-', '-')
    await terminal.shows('250 ms ahead')
    await terminal.shows(/n1 keeps a2/)
    terminal.press(end)
    await terminal.shows(/was lost: b2|b2 .*LOST/)
    terminal.press(esc)
    await terminal.shows('basic-broadcast · beginner')
    terminal.press('q')
    await terminal.exited
    expect(terminal.frames.filter((frame) => !isWhole(frame))).toEqual([])
  })

  it('every frame of every screen is whole, and lower than the terminal', async () => {
    const terminal = await start('violated', { size })
    terminal.press('?')
    await terminal.shows('Keys')
    terminal.press(esc)
    await terminal.shows('basic-broadcast · beginner')
    terminal.press(down, down)
    await terminal.shows('random-gossip · intermediate')
    terminal.press(up, up)
    await terminal.shows('basic-broadcast · beginner')
    await openTask(terminal)
    terminal.press('h')
    await terminal.shows('Hint 1 of 3')
    terminal.press('g')
    await terminal.shows(/played|lines 1 to \d+ of/)
    terminal.press(tab)
    await terminal.shows(/1 check failed/)
    terminal.press(left, left)
    await terminal.shows('paused')
    terminal.press('q')
    await terminal.exited
    expect(terminal.frames.length).toBeGreaterThan(10)
    expect(terminal.frames.filter((frame) => !isWhole(frame))).toEqual([])
  })
})

describe('however the screens end', () => {
  const leftBehind = (terminal: Terminal) => {
    expect(terminal.alternate()).toBeUndefined()
    const output = terminal.output()
    expect(output.lastIndexOf('\u001b[?25h')).toBeGreaterThan(output.lastIndexOf('\u001b[?25l'))
    // This would take the scrollback of whoever works in the terminal.
    expect(output).not.toContain('\u001b[3J')
  }

  it('q leaves with 0', async () => {
    const terminal = await start('violated')
    expect(terminal.alternate()).toBeDefined()
    terminal.press('q')
    expect(await terminal.exited).toMatchObject({ exitCode: 0 })
    leftBehind(terminal)
  })

  it('Ctrl-C leaves with 130', async () => {
    const terminal = await start('violated')
    terminal.press(ctrlC)
    expect(await terminal.exited).toMatchObject({ exitCode: 130 })
    leftBehind(terminal)
  })

  it.each([
    ['SIGTERM', 143],
    ['SIGHUP', 129],
    ['SIGINT', 130],
  ])('%s leaves with %i', async (signal, exitCode) => {
    const terminal = await start('violated')
    terminal.signal(signal)
    expect(await terminal.exited).toMatchObject({ exitCode })
    leftBehind(terminal)
  })

  it('Ctrl-C leaves at once while a grading goes on for ever', async () => {
    const terminal = await start('endless')
    await openTask(terminal)
    terminal.press('g')
    await terminal.shows('12 of 12 runs')
    terminal.press(ctrlC)
    expect(await terminal.exited).toMatchObject({ exitCode: 130 })
    leftBehind(terminal)
  })

  it('an error in drawing is told on the normal screen', async () => {
    const terminal = await start('throw')
    terminal.press(enter)
    expect(await terminal.exited).toMatchObject({ exitCode: 3 })
    leftBehind(terminal)
    expect(terminal.screen().join('\n')).toContain('FAILED: TypeError')
  })

  it('an error that nobody caught is told on the normal screen', async () => {
    const terminal = await start('throw-later')
    await openTask(terminal)
    terminal.press('w')
    expect(await terminal.exited).toMatchObject({ exitCode: 3 })
    leftBehind(terminal)
    expect(terminal.screen().join('\n')).toContain('FAILED: Error: thrown by a watcher')
  })

  it('the last result stays on the normal screen', async () => {
    const terminal = await start('violated', { size: { columns: 80, rows: 50 } })
    await gradeTask(terminal)
    terminal.press('q')
    await terminal.exited
    leftBehind(terminal)
    const text = terminal.screen().join('\n')
    expect(text).toContain('Not yet: 1 of 3 checks failed.')
    expect(text).toContain('npx workbench replay 1.1-ring-of-6-3')
  })

  it.skipIf(process.platform === 'win32')('the terminal edits lines and echoes again', async () => {
    const script = '"$0" "$1"; echo "exit $?"; stty -a'
    const terminal = startInTerminal('/bin/sh', ['-c', script, process.execPath, harness.file], medium, {})
    await terminal.shows('Gossip Workbench')
    terminal.press(ctrlC)
    await terminal.exited
    const text = terminal.screen().join('\n')
    expect(text).toContain('exit 130')
    expect(text).toMatch(/(?<!-)\bicanon\b/)
    expect(text).toMatch(/(?<!-)\becho\b/)
  })
})

describe('a terminal that changes its size', () => {
  it('gets whole frames of the new size', async () => {
    const terminal = await start('violated', { size: { columns: 120, rows: 40 } })
    await gradeTask(terminal)
    for (const size of [
      { columns: 40, rows: 12 },
      medium,
      { columns: 20, rows: 5 },
      { columns: 120, rows: 12 },
    ]) {
      terminal.resize(size)
      await terminal.drawn((frame) => frame.size.columns === size.columns && isWhole(frame))
    }
    expect(terminal.output()).not.toContain('\u001b[3J')
  })
})

describe('--inline', () => {
  it('stays on the normal screen, below what is there', async () => {
    const terminal = await start('violated', { args: ['--inline'] })
    expect(terminal.alternate()).toBeUndefined()
    terminal.press('q')
    expect(await terminal.exited).toMatchObject({ exitCode: 0 })
    expect(terminal.output()).not.toContain('\u001b[?1049h')
  })
})

describe('a grading that goes wrong', () => {
  it('is told on a screen that still works', async () => {
    const terminal = await start('reject')
    await openTask(terminal)
    terminal.press('g')
    await terminal.shows('the disk is full')
    terminal.press(esc)
    await terminal.shows('The network')
  })
})

describe.skipIf(process.platform === 'win32')('the editor', () => {
  it('has the terminal to itself, and gives it back to the same screen', async () => {
    const [editor, saved] = [path.join(folder, 'editor.sh'), path.join(folder, 'saved')]
    writeFileSync(
      editor,
      `#!/bin/sh\nprintf 'editing %s: ' "$(basename "$1")"\nread line\necho "$line" > ${saved}\n`,
    )
    chmodSync(editor, 0o755)
    const terminal = await start('violated', { env: { EDITOR: editor } })
    await openTask(terminal)
    terminal.press(down, down)
    await terminal.shows('lines 3 to')
    terminal.press('e')
    await terminal.shows('editing 1-basic-broadcast.ts:')
    expect(terminal.alternate()).toBeUndefined()
    terminal.press('all of this\r')
    await terminal.shows('Back from the editor')
    expect(readFileSync(saved, 'utf8')).toBe('all of this\n')
    terminal.press(down)
    await terminal.shows('lines 4 to')
    expect(terminal.alternate()).toBeDefined()
  })

  it('that cannot be started is told in the line above the keys', async () => {
    const terminal = await start('violated', { env: { EDITOR: path.join(folder, 'none') } })
    await openTask(terminal)
    terminal.press('e')
    await terminal.shows('ENOENT')
    terminal.press('q')
    expect(await terminal.exited).toMatchObject({ exitCode: 0 })
  })
})

describe('watching', () => {
  it('grades when the file changes', async () => {
    const file = path.join(folder, 'watched.ts')
    writeFileSync(file, '')
    const terminal = await start('passed', { env: { HARNESS_FILE: file } })
    await openTask(terminal)
    terminal.press('w')
    await terminal.shows('Watching')
    writeFileSync(file, 'changed')
    await terminal.shows(/✓ passed ★/)
    expect(existsSync(file)).toBe(true)
  })
})

describe('the environment', () => {
  it('with NO_COLOR gets no colour', async () => {
    const terminal = await start('violated', { env: { NO_COLOR: '1' } })
    await gradeTask(terminal)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with one
    expect(terminal.output()).not.toMatch(/\u001b\[[\d;]*m/)
  })

  it('of a screen reader gets text to read, which does not move, on the normal screen', async () => {
    const terminal = await start('violated', { env: { INK_SCREEN_READER: 'true' } })
    await terminal.shows('task 1 of 19, in Naive')
    expect(terminal.alternate()).toBeUndefined()
    await gradeTask(terminal)
    await terminal.shows('The run shown: ring-of-6, seed 3')
    await terminal.shows('6 of 6 nodes know 42')
    expect(terminal.output()).not.toContain('playing')
  })
})
