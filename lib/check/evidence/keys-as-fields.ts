import { isClient } from '../../protocol/message.ts'
import type { Run } from '../run.ts'
import { keyText } from '../version-words.ts'
import { aType, time } from '../words.ts'

/** The program threw, or answered wrongly, when asked for a key that every plain object seems to have. */
export function keepsKeysAsFields(run: Run): string | undefined {
  const { trace, facts } = run
  const last = trace.events.findLast((event) => event.kind === 'deliver' && isClient(event.src))
  if (trace.end.kind !== 'threw' || last?.kind !== 'deliver' || last.at !== trace.end.at) return undefined
  const body = facts.sent[last.message]?.event.body
  const key = body?.key
  if (typeof key !== 'string' || !(key in {})) return undefined
  return `At ${time(last.at)} ${last.dest} got ${aType(body?.type)} for the key ${keyText(key)}, and the program threw: ${trace.end.error}`
}
