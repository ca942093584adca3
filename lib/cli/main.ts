import { version } from '../../package.json'
import { createContext } from './context.ts'
import { Interrupted, listenForInterruption } from './interruption.ts'
import { Output } from './output.ts'
import { runProgram } from './program.ts'

// Only what every command needs is imported here, for it is what `workbench --version` has to wait for.

/** Runs the command that the arguments name; resolves to the exit code when all is cleaned up and written. */
export async function main(argv: string[]): Promise<number> {
  const interruption = listenForInterruption(process)
  const result = new Output(() => process.stdout)
  const messages = new Output(() => process.stderr)
  const cleanUps: (() => void)[] = []
  const command = async () => {
    const atEnd = (cleanUp: () => void) => cleanUps.unshift(cleanUp)
    const context = createContext(process, { result, messages, interruption, atEnd })
    const given = argv.some((word) => word !== '--no-color')
    const asked = given ? argv : [context.interactive ? 'start' : '--help']
    try {
      return await Promise.race([runProgram(asked, version, context), interruption.raised])
    } finally {
      // Before anything is said of how it ended, for there may be a line or a screen to leave first.
      for (const cleanUp of cleanUps) cleanUp()
    }
  }
  let ended = await endOf(command(), argv)
  if (ended.message !== undefined) messages.write(`${ended.message}\n`)
  const problem = await result.flush()
  if (problem !== undefined) {
    const { unwritten } = await import('./failure.ts')
    ended = unwritten(problem)
    messages.write(`${ended.message}\n`)
  }
  await messages.flush()
  // What was interrupted may still be going on, and nobody waits for it any more.
  if (interruption.signal.aborted) process.exit(ended.exitCode)
  return ended.exitCode
}

type Ended = { exitCode: number; message?: string }

async function endOf(work: Promise<number>, argv: string[]): Promise<Ended> {
  try {
    return { exitCode: await work }
  } catch (error) {
    if (error instanceof Interrupted) return { exitCode: error.exitCode, message: interrupted }
    const { failureOf } = await import('./failure.ts')
    return failureOf(error, { version, argv })
  }
}

const interrupted = 'Interrupted. What was recorded before is kept; nothing else was.'
