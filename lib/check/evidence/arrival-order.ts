import { isClient, valueKey } from '../../protocol/message.ts'
import type { EventOf } from '../../trace/event.ts'
import { Knowing } from '../knowing.ts'
import type { Run } from '../run.ts'
import { versionText } from '../version-words.ts'
import { modeOf, versionsOf, type Written } from '../versions.ts'
import { time } from '../words.ts'

/** In lww mode messages of other nodes made nodes put one version in the place of another, and elsewhere the other way round. */
export function takesWhateverComes(run: Run): string | undefined {
  if (modeOf(run) === 'vv') return undefined
  const replaced = replacementsIn(run)
  for (const back of replaced) {
    if (back.now.clock >= back.gone.clock) continue
    const forth = replaced.find(({ gone, now }) => gone.text === back.now.text && now.text === back.gone.text)
    if (forth === undefined) continue
    const { event, src, gone, now } = back
    return `At ${time(event.at)} a message from ${src} made ${event.node} show ${versionText(now)} in the place of ${versionText(gone)}; at ${time(forth.event.at)} one from ${forth.src} made ${forth.event.node} do the reverse. Whichever of the two is the later, one of these was a step back.`
  }
  return undefined
}

type Replacement = { event: EventOf<'forget'>; src: string; gone: Written; now: Written }

function replacementsIn(run: Run): Replacement[] {
  const writes = new Map(versionsOf(run).map((written) => [written.text, written]))
  const knowing = new Knowing(run)
  return run.trace.events.flatMap((event): Replacement[] => {
    if (event.kind !== 'forget') return []
    const cause = run.trace.events[event.cause ?? -1]
    const gone = writes.get(event.value as string)
    if (gone === undefined || cause?.kind !== 'deliver' || isClient(cause.src)) return []
    return knowing
      .knownBy(event.node, event)
      .flatMap((key) => writes.get(JSON.parse(key)) ?? [])
      .filter(({ key, text }) => key === gone.key && cameWith(knowing, event, text))
      .map((now) => ({ event, src: cause.src, gone, now }))
  })
}

/** Whether the node came to show a version in the very step in which it stopped showing another. */
function cameWith(knowing: Knowing, { node, cause }: EventOf<'forget'>, text: string): boolean {
  return knowing.spans(node, valueKey(text)).some(({ from }) => from.cause === cause)
}
