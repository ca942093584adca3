import { isRaced } from './lww.ts'
import type { Action } from './reduce.ts'
import { sentenceFor } from './sentence.ts'
import type { Services } from './services.ts'
import type { State } from './state.ts'

/** Runs the races that the screen of the lost write asks for, one at a time; those in between are left out. */
export type Racing = {
  /** To be called whenever another race may be asked for. Resolves when the one asked for last is shown, or has failed. */
  keepUp(): Promise<void>
}

export function createRacing(
  services: Pick<Services, 'race'>,
  { dispatch, state }: { dispatch: (...actions: Action[]) => void; state: () => State },
): Racing {
  let running = false

  async function raceOnce(): Promise<void> {
    const { lww } = state()
    if (lww === undefined) return
    try {
      dispatch({ kind: 'lww-raced', demo: await services.race(lww.setting) })
    } catch (error) {
      // What was asked for meanwhile may well succeed.
      if (state().lww?.setting === lww.setting) dispatch({ kind: 'lww-failed', problem: sentenceFor(error) })
    }
  }

  function isDue(): boolean {
    const { lww } = state()
    return lww !== undefined && lww.problem === undefined && !isRaced(lww)
  }

  return {
    async keepUp() {
      if (running) return
      running = true
      while (isDue()) await raceOnce()
      running = false
    },
  }
}
