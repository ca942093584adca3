import { version } from '../../package.json'
import { createContext } from './context.ts'
import { listenForInterruption } from './interruption.ts'
import { Output } from './output.ts'
import { runProgram } from './program.ts'

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
    return Promise.race([runProgram(asked, version, context), interruption.raised])
  }
  let ended = await endOf(command(), argv)
  // Before anything is said, for a screen may have to be left first.
  for (const cleanUp of cleanUps) cleanUp()
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
    const { failureOf } = await import('./failure.ts')
    return failureOf(error, { version, argv })
  }
}
