/** What a check found in one run. */
export type Finding =
  | { kind: 'holds' }
  /** Nothing is wrong, because the run never came to what the check looks at; `why` is a sentence. */
  | { kind: 'idle'; why: string }
  | {
      kind: 'fails'
      /** Full sentences: what was expected, what happened instead, where and when. */
      message: string
      /** Simulated milliseconds of the first moment it was wrong. */
      at?: number
      /** The causal chain, a sentence a step. */
      chain?: string[]
    }

export const holds: Finding = { kind: 'holds' }
