import type { EventEmitter } from 'node:events'
import { render } from 'ink'
import type { Report } from '../grade/report.ts'
import { coloured, plain, wantsColour } from '../view/paint.ts'
import { reportText } from '../view/report-text.ts'
import { spokenSymbols, symbolsFor } from '../view/symbols.ts'
import { loadTaskText } from '../view/task-text.ts'
import { createInbox } from './inbox.ts'
import { createMemory } from './memory.ts'
import { Guard, Picture } from './picture.tsx'
import type { Tools } from './screen.ts'
import { sentenceFor } from './sentence.ts'
import type { Services } from './services.ts'
import { createSession, interrupted, type Leaving, type Session } from './session.ts'
import type { Size } from './state.ts'
import { clearScreen, createTerminal, stopReading, type Terminal, withoutHeight } from './terminal.ts'

export type AppOptions = {
  /** Both are terminals, and the variable CI is unset: Ink draws nothing otherwise. */
  stdin: NodeJS.ReadStream
  stdout: NodeJS.WriteStream
  stderr: NodeJS.WriteStream
  /** Draws below the prompt instead of on the alternate screen. */
  inline: boolean
  env: { readonly [name: string]: string | undefined }
  /** Where signals, and errors that nobody caught, are heard of: the process. */
  signals: Pick<EventEmitter, 'on' | 'off'>
}

export type AppResult = { exitCode: number; lastReport?: Report }

/** Why the screens end for good, or let an editor have the terminal. */
type Ending = Leaving | { kind: 'hung-up'; exitCode: number } | { kind: 'threw'; error: unknown }

/**
 * Shows the screens until the learner leaves them, then prints the last result where a shell's output goes. The
 * terminal is as it was before whatever happens. An error that is our own mistake is thrown when that is done.
 */
export async function runApp(services: Services, options: AppOptions): Promise<AppResult> {
  const { stdin, stdout } = options
  const tools = toolsFor(services, options)
  const alternate = !options.inline && !tools.spoken
  const terminal = createTerminal(stdin, stdout, alternate)
  const endings = createInbox<Ending>()
  let redraw = () => {}
  const session = createSession(services, {
    ...{ size: sizeOf(stdout), tools },
    // A key that was pressed with the one that leaves means nothing any more.
    onLeave: endings.offer,
    onChange: () => redraw(),
  })
  let editing = false
  const interrupt = () => {
    // An editor has its own idea of Ctrl-C.
    if (!editing) endings.put({ kind: 'quit', exitCode: interrupted })
  }
  const stopListening = listen(options, { interrupt, end: endings.put, restore: terminal.leave })
  loadTaskText().then(session.bring, (error: unknown) => session.say(sentenceFor(error)))
  try {
    for (;;) {
      const drawing = draw(session, options, { terminal, alternate, onError: endings.put })
      redraw = drawing.redraw
      const ending = await endings.next()
      redraw = () => {}
      drawing.end()
      if (ending.kind === 'threw') throw ending.error
      if (ending.kind !== 'edit') return await finish(session, options, ending)
      editing = true
      await stopReading(stdin)
      await Promise.race([edit(session, services, ending.file), endings.filled()])
      editing = false
      session.resize(sizeOf(stdout))
    }
  } finally {
    terminal.leave()
    await session.close()
    stopListening()
  }
}

function toolsFor({ base }: Services, { env }: AppOptions): Tools {
  const spoken = env.INK_SCREEN_READER === 'true'
  const paint = wantsColour(env) && !spoken ? coloured : plain
  return {
    paint,
    symbols: spoken ? spokenSymbols : symbolsFor(env),
    taskText: undefined,
    base,
    spoken,
    remember: createMemory(),
  }
}

/** Mounts Ink. Every change is drawn by handing it a new tree at once, so that no frame is of an older size. */
function draw(
  session: Session,
  { stdin, stdout, stderr }: AppOptions,
  {
    terminal,
    alternate,
    onError,
  }: { terminal: Terminal; alternate: boolean; onError: (ending: Ending) => void },
): { redraw: () => void; end: () => void } {
  const { spoken } = session.tools
  const tree = () => (
    <Guard onError={(error) => onError({ kind: 'threw', error })}>
      <Picture state={session.state} tools={session.tools} onKey={session.press} />
    </Guard>
  )
  // Before Ink's own listener, which draws what it has.
  const resized = () => {
    if (alternate) stdout.write(clearScreen)
    session.resize(sizeOf(stdout))
  }
  terminal.enter()
  const ink = render(tree(), {
    ...{ stdin, stdout: withoutHeight(stdout), stderr, exitOnCtrlC: false, isScreenReaderEnabled: spoken },
  })
  stdout.prependListener('resize', resized)
  return {
    redraw: () => ink.rerender(tree()),
    end() {
      stdout.off('resize', resized)
      ink.unmount()
      // For a screen reader Ink leaves the cursor at the end of its last line.
      if (spoken) stdout.write('\n')
      terminal.leave()
    },
  }
}

async function edit(session: Session, services: Services, file: string): Promise<void> {
  try {
    await services.openEditor(file)
    session.say(edited)
  } catch (error) {
    session.say(sentenceFor(error))
  }
}

async function finish(
  { lastReport, tools }: Session,
  { stdout, env }: AppOptions,
  ending: { kind: 'quit' | 'hung-up'; exitCode: number },
): Promise<AppResult> {
  if (lastReport === undefined) return { exitCode: ending.exitCode }
  if (ending.kind === 'quit') {
    const width = Math.min(sizeOf(stdout).columns, widestReport)
    const paint = wantsColour(env) ? coloured : plain
    const lines = reportText(lastReport, { width, paint, symbols: symbolsFor(env), base: tools.base })
    await new Promise<void>((resolve) => stdout.write(`${lines.join('\n')}\n`, () => resolve()))
  }
  return { exitCode: ending.exitCode, lastReport }
}

/** Hears of all other ways in which the screens may have to end. Returns how to stop hearing. */
function listen(
  { signals, stdin, stdout }: AppOptions,
  { interrupt, end, restore }: { interrupt: () => void; end: (ending: Ending) => void; restore: () => void },
): () => void {
  const threw = (error: unknown) => end({ kind: 'threw', error })
  const hungUp = () => end({ kind: 'hung-up', exitCode: 129 })
  const heard: [Pick<EventEmitter, 'on' | 'off'>, string, (error: unknown) => void][] = [
    [signals, 'SIGINT', interrupt],
    [signals, 'SIGTERM', () => end({ kind: 'quit', exitCode: 143 })],
    [signals, 'SIGHUP', hungUp],
    [signals, 'uncaughtException', threw],
    [signals, 'unhandledRejection', threw],
    [signals, 'exit', restore],
    [stdin, 'end', hungUp],
    [stdin, 'error', hungUp],
  ]
  for (const [source, name, listener] of heard) source.on(name, listener)
  // Kept for good: what is written to a terminal that is gone fails later.
  stdout.on('error', hungUp)
  return () => {
    for (const [source, name, listener] of heard) source.off(name, listener)
  }
}

function sizeOf({ columns, rows }: NodeJS.WriteStream): Size {
  return { columns: columns || 80, rows: rows || 24 }
}

const widestReport = 100
const edited = 'Back from the editor; g grades your program.'
