import type { Services } from './services.ts'

/** The watch on one file, when there is one. */
export type Watching = {
  /** Begins or ends it; says which. */
  toggle(file: string): 'on' | 'off'
  /** Ends it; says whether there was one. */
  stop(): boolean
}

export function createWatching({ watch }: Services, onChange: () => void): Watching {
  let end: (() => void) | undefined
  const stop = () => {
    const ended = end !== undefined
    end?.()
    end = undefined
    return ended
  }
  return {
    toggle(file) {
      if (stop()) return 'off'
      end = watch(file, onChange)
      return 'on'
    },
    stop,
  }
}
