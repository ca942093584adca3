import { HarnessFailure } from '../grade/harness-failure.ts'
import { UserError } from '../protocol/user-error.ts'
import { clean } from '../view/text.ts'

/** A sentence for something that went wrong, whoever is to blame. */
export function sentenceFor(error: unknown): string {
  if (error instanceof UserError || error instanceof HarnessFailure) return clean(error.message)
  return clean(`${ourMistake} ${error instanceof Error ? error.message : String(error)}`)
}

const ourMistake = 'The workbench made a mistake of its own:'
