import type { Body, Json } from '../protocol/message.ts'

/** A simulated time as people say it: "318 ms", "1.25 s". */
export function time(ms: number): string {
  const rounded = round(ms, 1)
  if (rounded < 1000) return `${rounded} ms`
  return `${round(ms / 1000, 2)} s`
}

/** A JSON value as text, cut short when long. */
export function show(value: Json | Body | undefined): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value)
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`
}

/** A message's type with its article: `a "broadcast"`, `an "offer"`. */
export function aType(type: Json | undefined): string {
  return `${/^([aeio]|u(?!ni|s))/i.test(String(type)) ? 'an' : 'a'} "${type}"`
}

/** "1 message", "2 messages", "50,000 messages" */
export function count(amount: number, noun: string, plural = `${noun}s`): string {
  return `${number(amount)} ${amount === 1 ? noun : plural}`
}

export function number(amount: number): string {
  return String(round(amount, 2)).replace(/\B(?=(\d{3})+(?!\d)(?<!\.\d*))/g, ',')
}

/** "n1, n2 and n3", or with many, "n1, n2, n3 and 12 others" */
export function names(list: readonly string[], most = 4): string {
  const shown = list.length <= most ? list : [...list.slice(0, most - 1), `${list.length - most + 1} others`]
  const last = shown.at(-1) ?? 'none'
  return shown.length <= 1 ? last : `${shown.slice(0, -1).join(', ')} and ${last}`
}

function round(amount: number, digits: number): number {
  const scale = 10 ** digits
  return Math.round(amount * scale) / scale
}
