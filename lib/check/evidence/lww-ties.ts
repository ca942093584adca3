import { canonicalJson } from '../../protocol/canonical-json.ts'
import type { Json } from '../../protocol/message.ts'
import { type Decision, decisionsIn } from '../lww-decisions.ts'
import { compareEntries, compareTexts, type Entry, entryText } from '../lww-order.ts'
import type { Run } from '../run.ts'
import { show, time } from '../words.ts'

// Two entries with equal ts, given to some node in this order and to some node in that: what was kept each time tells
// how ties are broken. One order alone tells nothing: any answer to it may be right by chance.

/** The two decisions about the same two entries: here the one that should win came second, and there first. */
type Tie = { rightLast: Decision; rightFirst: Decision }

function tiesIn(run: Run): Tie[] {
  // With several entries in one request, something may have kept the node from looking at this one.
  const ties = decisionsIn(run).filter(({ held, incoming, isAlone }) => isAlone && held.ts === incoming.ts)
  const first = new Map<string, Decision>()
  for (const tie of ties) if (compareEntries(tie.held, tie.incoming) > 0) first.set(pairOf(tie), tie)
  return ties.flatMap((rightLast) => {
    const rightFirst = first.get(pairOf(rightLast))
    const isRightLast = compareEntries(rightLast.incoming, rightLast.held) > 0
    return isRightLast && rightFirst !== undefined ? [{ rightLast, rightFirst }] : []
  })
}

/** What is held stays when ts are equal, or when ts and node are, whichever entry it is. */
export function tiesKeepHeld(run: Run): string | undefined {
  const isKept = ({ rightLast, rightFirst }: Tie) => !rightLast.isTaken && !rightFirst.isTaken
  const kept = allOfAKind(run, isKept)
  return kept === undefined ? undefined : bothWays(kept, 'stayed')
}

/** What comes is taken when ts are equal, or when ts and node are, whichever entry it is. */
export function tiesTakeIncoming(run: Run): string | undefined {
  const taken = allOfAKind(run, ({ rightLast, rightFirst }) => rightLast.isTaken && rightFirst.isTaken)
  return taken === undefined ? undefined : bothWays(taken, 'gave way')
}

/** The first tie of a kind all of which went this way: between nodes, or between values of one node. */
function allOfAKind(run: Run, went: (tie: Tie) => boolean): Tie | undefined {
  const ties = tiesIn(run)
  return [ties.filter(isOfOneNode), ties.filter((tie) => !isOfOneNode(tie))].find(
    (kind) => kind.length > 0 && kind.every(went),
  )?.[0]
}

/** Entries of two nodes are told apart, and the wrong one is kept both times. */
export function idsInAnotherOrder(run: Run): string | undefined {
  const ofNodes = tiesIn(run).filter((tie) => !isOfOneNode(tie))
  const nameless = ofNodes.filter(isNameless)
  const named = ofNodes.filter((tie) => !isNameless(tie))
  const wrong = named.find(isWrong) ?? (nameless.every(isWrong) ? nameless[0] : undefined)
  if (wrong === undefined) return undefined
  const { held, incoming } = wrong.rightLast
  return `${kept(wrong)} By code unit ${nameOf(incoming)} comes after ${nameOf(held)}.`
}

function isOfOneNode({ rightLast: { held, incoming } }: Tie): boolean {
  return held.node === incoming.node
}

function isNameless({ rightLast: { held, incoming } }: Tie): boolean {
  return held.node === undefined || incoming.node === undefined
}

/** The same entry was kept both times, and it is the wrong one. */
function isWrong({ rightLast, rightFirst }: Tie): boolean {
  return !rightLast.isTaken && rightFirst.isTaken
}

/** Of one node's entries with equal ts the one is kept whose JSON text comes later if its keys stay as they were sent. */
export function sortsNoKeys(run: Run): string | undefined {
  const wrong = tiesIn(run).filter((tie) => isOfOneNode(tie) && isWrong(tie))
  const agrees = ({ rightLast: { held, incoming } }: Tie) =>
    compareTexts(JSON.stringify(held.value), JSON.stringify(incoming.value)) > 0
  const [first] = wrong
  if (first === undefined || !wrong.every(agrees)) return undefined
  const { held, incoming } = first.rightLast
  return `${kept(first)} With sorted keys ${canonicalJson(incoming.value)} comes after ${canonicalJson(held.value)}.`
}

/** Of one node's entries with equal ts the one is kept whose value is greater as JavaScript compares values. */
export function comparesValuesAsTheyAre(run: Run): string | undefined {
  const wrong = tiesIn(run).filter((tie) => isOfOneNode(tie) && isWrong(tie))
  const agrees = ({ rightLast: { held, incoming } }: Tie) => isGreater(held.value, incoming.value)
  const [first] = wrong
  if (first === undefined || !wrong.every(agrees)) return undefined
  const { held, incoming } = first.rightLast
  return `${kept(first)} As JSON texts, ${show(incoming.value)} comes after ${show(held.value)}.`
}

function isGreater(one: Json, other: Json): boolean {
  // As a learner's `>` does it: numbers as numbers, texts as texts, and everything else turned into one of these.
  return (one as number) > (other as number)
}

/** The same two, whichever came first. */
function pairOf({ key, held, incoming }: Decision): string {
  return JSON.stringify([key, ...[held, incoming].map((entry) => canonicalJson(entry as Json)).sort()])
}

function bothWays({ rightLast, rightFirst }: Tie, what: 'stayed' | 'gave way'): string {
  const told = ({ node, at, held, incoming }: Decision) =>
    `at ${time(at)} ${node} held ${entryText(held)} and was given ${entryText(incoming)}`
  const [one, other] = [told(rightLast), told(rightFirst)]
  return `${one[0]?.toUpperCase()}${one.slice(1)}; ${other}. Both times what was held ${what}.`
}

function kept({ rightLast: { node, at, held, incoming } }: Tie): string {
  return `At ${time(at)} ${node} held ${entryText(held)} and was given ${entryText(incoming)}, and kept what it held; and where they came the other way round, the same one was kept.`
}

function nameOf({ node }: Entry): string {
  return node === undefined ? 'an entry without a node' : `"${node}"`
}
