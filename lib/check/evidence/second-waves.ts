import { isClient } from '../../protocol/message.ts'
import type { EventOf } from '../../trace/event.ts'
import type { Run } from '../run.ts'
import { gossipOf, type Wave, wavesOf } from '../waves.ts'
import { count, show, time } from '../words.ts'

/** Of all times that gossip brought a known value, it may have been forwarded so many fewer: a run may end in one. */
const unfinished = 1

/**
 * A value was forwarded whenever gossip brought it once more. That it left later, or again for another reason (an answer
 * came, or a timer rang, or a client said it), is another mistake.
 */
export function forwardsAgain(run: Run): string | undefined {
  const repeats = repeatsOf(run)
  const again = repeats.flatMap(({ wave, came }) => {
    const sent = wave.sends.find(({ event }) => event.cause === came.id)
    return sent === undefined ? [] : [{ wave, at: sent.event.at }]
  })
  const [first] = again
  if (first === undefined || repeats.length - again.length > unfinished) return undefined
  const { node, value, heard, sends } = first.wave
  return `${node} heard ${show(value)} at ${time(heard.at)} and forwarded it, and at ${time(first.at)}, when it came once more, forwarded it again: ${count(sends.length, 'forward')} of this value in this run.`
}

/** Each time that gossip brought a value to a node that had heard it, and that had somebody else to tell. */
function repeatsOf(run: Run): { wave: Wave; came: EventOf<'deliver'> }[] {
  const { trace, facts } = run
  if (trace.plan.nodes.length <= 2) return []
  const waves = new Map(
    wavesOf(run).waves.map((wave) => [`${wave.node} ${JSON.stringify(wave.value)}`, wave]),
  )
  return trace.events.flatMap((came) => {
    if (came.kind !== 'deliver' || isClient(came.src)) return []
    const sent = facts.sent[came.message]
    const value = sent === undefined || sent.isAnswer ? undefined : gossipOf(sent)
    const wave = waves.get(`${came.dest} ${JSON.stringify(value)}`)
    const isRepeat = value !== undefined && wave !== undefined && wave.heard.id !== came.id
    return isRepeat ? [{ wave, came }] : []
  })
}
