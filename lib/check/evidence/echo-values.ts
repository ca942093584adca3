import type { Json } from '../../protocol/message.ts'
import { type Echoed, echoedIn, sameJson } from '../echo-answers.ts'
import type { Run } from '../run.ts'
import { names, show, time } from '../words.ts'

/** Whatever was no string came back as its text, and all strings as they were. */
export function echoesText(run: Run): string | undefined {
  const answered = answeredIn(run)
  const changed = answered.filter(({ isSame }) => !isSame)
  const [first] = changed
  if (first === undefined || !changed.every(isTextOfValue)) return undefined
  if (answered.some(({ value, isSame }) => isSame && typeof value !== 'string')) return undefined
  return `${toldOf(first)}: its text, and so it was with all ${changed.length} values that were not strings.`
}

/** 0, "", false and null were not echoed, or their requests not answered at all, and all other values were. */
export function losesEmptyValues(run: Run): string | undefined {
  const judged = run.trace.end.kind === 'finished' ? echoedIn(run) : answeredIn(run)
  const [first, ...others] = judged.filter(({ isSame }) => !isSame)
  const isEmpty = ({ value }: Echoed) => !value
  if (first === undefined || !judged.every((echoed) => isEmpty(echoed) !== echoed.isSame)) return undefined
  const kinds = new Set([first, ...others].map(({ value }) => JSON.stringify(value)))
  if (kinds.size < 2) return undefined
  return `${toldOf(first)}. In a test for truth ${names([...kinds])} count as false, and these are the values that did not come back; all others did.`
}

/** A client got the value that another had sent to the same node after it, and before it was answered. */
export function echoesLastRequest(run: Run): string | undefined {
  const echoed = echoedIn(run)
  for (const one of echoed) {
    const { operation, answer, isSame } = one
    if (isSame || answer?.back === undefined) continue
    const own = arrivalOf(one)
    const taken = echoed.find((other) => {
      const arrival = arrivalOf(other)
      return (
        other.operation.node === operation.node &&
        other.operation.client !== operation.client &&
        arrival.id > own.id &&
        arrival.at <= (operation.answer?.at ?? 0) &&
        sameJson(other.value, answer.back)
      )
    })
    if (taken !== undefined)
      return `${toldOf(one)}, which had come to ${operation.node} from ${taken.operation.client} at ${time(arrivalOf(taken).at)}, before ${operation.client} was answered.`
  }
  return undefined
}

/** What has not arrived came after everything else. */
function arrivalOf({ operation: { sent } }: Echoed): { id: number; at: number } {
  return sent.deliveries[0] ?? { id: Number.POSITIVE_INFINITY, at: Number.POSITIVE_INFINITY }
}

function answeredIn(run: Run): Echoed[] {
  return echoedIn(run).filter(({ answer }) => answer?.back !== undefined)
}

function isTextOfValue({ value, answer }: Echoed): boolean {
  const back = answer?.back
  if (typeof value === 'string' || typeof back !== 'string') return false
  return back === printed(value) || squeezed(back) === squeezed(JSON.stringify(value))
}

/** As String does it, which cannot be asked: there are objects that it throws for. */
function printed(value: Json): string {
  if (Array.isArray(value)) return value.map((item) => (item === null ? '' : printed(item))).join(',')
  return typeof value === 'object' && value !== null ? '[object Object]' : String(value)
}

/** JSON may be spread over lines. */
function squeezed(text: string): string {
  return text.replace(/\s/g, '')
}

function toldOf({ operation: { client, node, invokedAt }, value, answer }: Echoed): string {
  const back = answer?.back === undefined ? 'never got it back' : `got back ${show(answer.back)}`
  return `${client} sent ${node} ${show(value)} at ${time(invokedAt)} and ${back}`
}
