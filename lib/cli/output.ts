import type { Writable } from 'node:stream'

/** One of the two streams that a command writes to, and what went wrong with it. */
export class Output {
  readonly #open: () => Writable
  #stream: Writable | undefined
  #problem: NodeJS.ErrnoException | undefined

  /** Node makes a stream of a descriptor when it is first asked for, so `open` is not called before it must be. */
  constructor(open: () => Writable) {
    this.#open = open
  }

  /** Whether nobody reads any more, as when `head` has seen enough. */
  get abandoned(): boolean {
    return this.#problem?.code === 'EPIPE'
  }

  write(text: string): void {
    if (this.#problem === undefined) this.#opened().write(text)
  }

  /** Resolves when all is written, or cannot be: then with the reason. That nobody reads any more is none. */
  async flush(): Promise<NodeJS.ErrnoException | undefined> {
    const stream = this.#stream
    if (stream !== undefined) await new Promise<void>((resolve) => stream.write('', () => resolve()))
    return this.abandoned ? undefined : this.#problem
  }

  #opened(): Writable {
    if (this.#stream === undefined) {
      this.#stream = this.#open()
      // A stream without a listener would end the process with a stack trace instead.
      this.#stream.on('error', (error) => {
        this.#problem ??= error
      })
    }
    return this.#stream
  }
}
