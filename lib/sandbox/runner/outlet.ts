import { writeSync } from 'node:fs'
import { numbered, type Recorder } from '../../sim/recorder.ts'
import type { RunEnd } from '../../trace/event.ts'
import { type Packed, packEvent } from '../packing.ts'
import type { Word } from '../wire.ts'

const batchSize = 400
const beatEveryMs = 100
const stepsPerClockLook = 64

/** Writes to the parent at once: a program that never comes back must not keep what was said before. */
export function say(word: Word): void {
  let rest = Buffer.from(`${JSON.stringify(word)}\n`)
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(1, rest))
    } catch (error) {
      // The pipe is full and not blocking: the parent is reading, so try again.
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error
    }
  }
}

/** Sends a trial's events on in batches, with a beat in between when steps are quiet. */
export class Outlet implements Recorder {
  readonly #trial: number
  readonly #now: () => number
  #batch: Packed[] = []
  #count = 0
  #steps = 0
  #saidAt: number

  constructor(trial: number, now: () => number) {
    this.#trial = trial
    this.#now = now
    this.#saidAt = now()
  }

  record(event: Parameters<Recorder['record']>[0]): number {
    const id = this.#count++
    this.#batch.push(packEvent(numbered(event, id)))
    if (this.#batch.length >= batchSize) this.flush()
    return id
  }

  end(end: RunEnd): void {
    this.flush()
    say({ kind: 'end', trial: this.#trial, end })
  }

  beat(): void {
    if (++this.#steps % stepsPerClockLook !== 0 || this.#now() - this.#saidAt < beatEveryMs) return
    if (this.#batch.length > 0) this.flush()
    else this.#say({ kind: 'beat', trial: this.#trial })
  }

  flush(): void {
    if (this.#batch.length === 0) return
    const events = this.#batch
    this.#batch = []
    this.#say({ kind: 'events', trial: this.#trial, events })
  }

  #say(word: Word): void {
    say(word)
    this.#saidAt = this.#now()
  }
}
