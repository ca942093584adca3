import { isClient } from '../protocol/message.ts'
import { type Finding, holds } from './finding.ts'
import { isUnknown, type Reading, readingsOf, readingText, writeOf } from './readings.ts'
import type { Run } from './run.ts'
import { covers, maximalOf, sameVector, vectorText } from './version-vector.ts'
import { historyOf, keyText, versionsText, versionText } from './version-words.ts'
import { isCovered, type Mode, modeOf, type Shown, type Written } from './versions.ts'
import { show, time } from './words.ts'

/**
 * What a client reads is made of versions that were written, none of them twice and none that another has covered,
 * with the conflict told truly; and it holds all that this node's own clients wrote, unless something covers it.
 */
export function readsSiblings(run: Run): Finding {
  const mode = modeOf(run)
  const disturbed = disturbances(run)
  for (const reading of readingsOf(run)) {
    const heard = (disturbed.get(reading.node) ?? []).filter((id) => id < reading.arrival.id)
    const problem = problemOf(reading, mode, heard)
    if (problem === undefined) continue
    return {
      kind: 'fails',
      at: reading.arrival.at,
      message: `${readingText(reading)}. ${problem}`,
      chain: historyOf(run, reading.key, reading.arrival),
    }
  }
  return holds
}

/** When each node heard from another one, as ids of events. Until then it knows its clients' writes alone. */
function disturbances({ trace }: Run): Map<string, number[]> {
  const heard = new Map<string, number[]>(trace.plan.nodes.map((node) => [node, []]))
  for (const event of trace.events) {
    if (event.kind === 'deliver' && !isClient(event.src) && !isClient(event.dest))
      heard.get(event.dest)?.push(event.id)
  }
  return heard
}

/** `heard` are the messages of other nodes that came before the read. */
function problemOf(reading: Reading, mode: Mode, heard: number[]): string | undefined {
  const { operation, before, key, node, arrival, shown } = reading
  const isLone = heard.length === 0
  const own = before.filter(
    (written) =>
      written.operation.node === node && (written.operation.answer?.at ?? arrival.at + 1) <= arrival.at,
  )
  const [last] = own.slice(-1)
  if (isUnknown(operation)) return last === undefined ? undefined : notUnknown(last)
  if ((isLone ? own : before).length === 0) return isUnwritten(key, isLone ? node : undefined)
  if (shown === undefined) return shapeText
  return (
    wrongVersions(shown, before) ??
    (mode === 'lww' ? wrongLast(shown, last, heard) : wrongSiblings(shown, own)) ??
    wrongConflict(reading, mode, shown)
  )
}

/** Versions that nobody wrote, or that stand there twice. */
function wrongVersions(shown: Shown[], before: Written[]): string | undefined {
  if (shown.length === 0) return emptyText
  const seen = new Set<Written>()
  for (const version of shown) {
    const written = writeOf(version, before)
    if (written === undefined) return notWritten(version, before)
    if (seen.has(written)) return `${versionText(version)} stands there more than once.`
    seen.add(written)
  }
  return undefined
}

function wrongSiblings(shown: Shown[], own: Written[]): string | undefined {
  const old = shown.find((version) => isCovered(version, shown))
  if (old !== undefined) {
    const newer = shown.find(({ vc }) => covers(vc, old.vc) && !covers(old.vc, vc)) as Shown
    return `${versionText(newer)} covers ${versionText(old)}, whose every entry is as large or smaller; so ${show(old.value)} is settled and should be gone.`
  }
  const lost = maximalOf(own).find(({ vc }) => !shown.some((version) => covers(version.vc, vc)))
  return lost === undefined ? undefined : `${takenHere(lost)}, and nothing there covers that.`
}

function wrongLast(shown: Shown[], last: Written | undefined, heard: number[]): string | undefined {
  if (shown.length > 1) return 'In lww mode a key has one value.'
  const [version] = shown
  if (last === undefined || version === undefined || writeOf(version, [last])) return undefined
  // What another node has told since may be the later one.
  if (heard.some((id) => id > last.arrival.id)) return undefined
  return `${takenHere(last)}. That is its latest, and replaces what was there.`
}

function wrongConflict({ operation }: Reading, mode: Mode, shown: Shown[]): string | undefined {
  const conflict = operation.answer?.body.conflict
  const expected = mode === 'vv' && shown.length > 1
  if (conflict === expected) return undefined
  return mode === 'lww'
    ? 'In lww mode conflict is always false.'
    : `With ${shown.length === 1 ? 'one value' : 'several values'} conflict should be ${expected}.`
}

const shapeText =
  'It should be a "vv_read_ok" whose values are a list of {"value": …, "vc": {…}}, with these two fields and no others.'
const emptyText = 'A key without a value is answered with error 20.'

function takenHere({ operation: { node, answer, client }, value, vc, answered }: Written): string {
  const isRight = answered !== undefined && sameVector(answered, vc)
  const vector = isRight ? vectorText(vc) : `whose vector should be ${vectorText(vc)},`
  return `${node} had acknowledged ${client}'s ${show(value)}${isRight ? '' : ','} ${vector} at ${time(answer?.at ?? 0)}`
}

function notUnknown(last: Written): string {
  return `${takenHere(last)}, so the key exists.`
}

function isUnwritten(key: string, node: string | undefined): string {
  const where = node === undefined ? '' : ` at ${node}, which had heard of no other node yet`
  return `Nobody had written ${keyText(key)}${where}. Such a key is answered with error 20.`
}

function notWritten(version: Shown, before: Written[]): string {
  const meant = before.filter(({ value }) => JSON.stringify(value) === JSON.stringify(version.value))
  // A wrong vector given out with the write is shown as it was given out.
  const given = meant.find(({ answered }) => answered !== undefined && sameVector(answered, version.vc))
  if (given !== undefined)
    return `When ${given.operation.client} wrote it, ${show(version.value)} should have got ${vectorText(given.vc)}, and got ${vectorText(version.vc)}.`
  return meant.length === 0
    ? `Nobody had written ${show(version.value)} under this key.`
    : `${show(version.value)} was written as ${versionsText(meant)}, and not with another vector.`
}
