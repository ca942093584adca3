import { constants } from 'node:os'

/** Somebody ended the workbench from outside: with Ctrl-C, by closing the terminal, or with `kill`. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted'
  readonly signal: NodeJS.Signals

  constructor(signal: NodeJS.Signals) {
    super(signal)
    this.signal = signal
  }

  /** 130 after Ctrl-C: what a shell reports for a program that a signal ended. */
  get exitCode(): number {
    return 128 + constants.signals[this.signal]
  }
}

/** What can end the workbench while a command runs: a signal, or an error that nothing caught. */
export type Interruption = {
  signal: AbortSignal
  /** Rejects with the reason. */
  raised: Promise<never>
  /** Leaves all of that to whoever calls this. */
  handOver(): void
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Listens until it is told otherwise: what comes after the first changes nothing. */
export function listenForInterruption(source: NodeJS.Process): Interruption {
  const controller = new AbortController()
  let reject = (_: unknown) => {}
  const raised = new Promise<never>((_, rejected) => {
    reject = rejected
  })
  // Whoever awaits it hears of it; that nobody does at the moment is no error of its own.
  raised.catch(() => {})
  const raise = (reason: unknown) => {
    reject(reason)
    controller.abort(reason)
  }
  const interrupt = (signal: NodeJS.Signals) => raise(new Interrupted(signal))
  for (const signal of signals) source.on(signal, interrupt)
  source.on('uncaughtException', raise).on('unhandledRejection', raise)
  return {
    signal: controller.signal,
    raised,
    handOver() {
      for (const signal of signals) source.off(signal, interrupt)
      source.off('uncaughtException', raise).off('unhandledRejection', raise)
    },
  }
}
