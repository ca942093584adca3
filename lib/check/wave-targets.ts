import { type Finding, holds } from './finding.ts'
import { type Run, untilOf } from './run.ts'
import { candidatesOf, sizeOf, type Wave, wavesOf } from './waves.ts'
import { aType, names, show, time } from './words.ts'

/** Timers are exact; this is for a program that counts in whole milliseconds from a time that is none. */
const slackMs = 1

/**
 * Every node forwards every value once: within `withinMs` of hearing it first, to as many different peers as the
 * fanout says (to all candidates, if there are fewer), never to itself, never to the one it heard it from, and never
 * again. A run that was cut off is judged by what was sent too much.
 */
export function wavesGoOnce(run: Run, withinMs: number): Finding {
  const { waves, unheard } = wavesOf(run)
  for (const wave of waves) {
    const wrong = wrongIn(run, wave, withinMs)
    if (wrong === undefined) continue
    return {
      kind: 'fails',
      at: wrong.at,
      message: `${heardText(wave)} ${expectedText(run, wave)} ${wrong.text}`,
      chain: chainOf(wave),
    }
  }
  const [invented] = unheard
  if (invented === undefined) return holds
  const { src, dest, at, body } = invented.event
  return {
    kind: 'fails',
    at,
    message: `At ${time(at)} ${src} sent ${dest} a "gossip" with ${show(body.message)}, which it had not heard from anybody.`,
  }
}

type Wrong = { at: number; text: string }

function wrongIn(run: Run, wave: Wave, withinMs: number): Wrong | undefined {
  const { node, from, heard, sends } = wave
  const size = sizeOf(run, wave)
  const due = heard.at + withinMs
  const dests = new Map<string, number>()
  for (const [index, { event }] of sends.entries()) {
    const { dest, at } = event
    const before = dests.get(dest)
    dests.set(dest, at)
    if (dest === node) return { at, text: `At ${time(at)} it sent it to itself.` }
    if (dest === from) return { at, text: `At ${time(at)} it sent it back to ${from}.` }
    if (before !== undefined) {
      const when = before === at ? `at ${time(at)}` : `at ${time(before)} and at ${time(at)}`
      return { at, text: `It sent it to ${dest} twice, ${when}.` }
    }
    if (index >= size) return { at, text: `It sent it to ${names(allOf(sends), 8)}.` }
    if (at > due + slackMs) return { at, text: `It sent it to ${dest} only at ${time(at)}.` }
  }
  const isWhole = run.trace.end.kind === 'finished' && untilOf(run) > due + slackMs
  if (sends.length === size || !isWhole) return undefined
  const sent = sends.length === 0 ? 'nobody' : `${names(allOf(sends))} alone`
  return { at: due, text: `It sent it to ${sent}.` }
}

function allOf(sends: Wave['sends']): string[] {
  return sends.map(({ event }) => event.dest)
}

function heardText({ node, value, from, heard }: Wave): string {
  return `At ${time(heard.at)} ${node} heard ${show(value)} for the first time, from ${from ?? `client ${heard.src}`}.`
}

function expectedText(run: Run, wave: Wave): string {
  const candidates = candidatesOf(run, wave)
  const { fanout, from } = wave
  if (candidates.length === 0) return 'Nobody is left to tell.'
  if (candidates.length <= fanout) {
    const besides = from === undefined ? 'itself' : `itself and ${from}`
    const all = candidates.length === 1 ? 'the only one there is' : 'all there are'
    return `With a fanout of ${fanout} it should tell ${names(candidates, 8)}, ${all} besides ${besides}, once.`
  }
  const others = from === undefined ? 'of the others' : `of those that are neither itself nor ${from}`
  return `With a fanout of ${fanout} it should tell ${fanout} ${others}, once${fanout === 1 ? '' : ' each'}.`
}

/** What went out, and on what occasion: to see a second wave for what it is. */
function chainOf({ node, sends }: Wave): string[] {
  if (sends.length === 0) return [`${node} sent no "gossip" with this value in the whole run.`]
  const times = [...new Set(sends.map(({ event }) => event.at))]
  return times.slice(0, 4).map((at) => {
    const group = sends.filter(({ event }) => event.at === at)
    return `${node} sent it to ${names(allOf(group), 8)} at ${time(at)}.`
  })
}

/** Nodes say nothing to each other but `gossip`, with one value in it; answers to it are free. */
export function onlyGossip(run: Run): Finding {
  const [first] = wavesOf(run).foreign
  if (first === undefined) return holds
  const { src, dest, at, body } = first.event
  const wrong = body.type === 'gossip' ? `without a value as its "message": ${show(body)}` : `: ${show(body)}`
  return {
    kind: 'fails',
    at,
    message: `At ${time(at)} ${src} sent ${dest} ${aType(body.type)}${body.type === 'gossip' ? ' ' : ''}${wrong}. Nodes tell each other values by {"type":"gossip","message":…} and by nothing else.`,
  }
}
