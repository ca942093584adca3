/** Anything JSON can carry. What a node sends is copied on the way, so nothing else fits. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** What a broadcast carries and a set holds: a JSON number or string. `1` and `"1"` differ. */
export type Value = number | string

/**
 * The inside of a message. `type` says what it is; a request carries `msg_id`,
 * its answer carries the same number as `in_reply_to` (Maelstrom protocol, "Message bodies").
 */
export type Body = {
  type: string
  msg_id?: number
  in_reply_to?: number
  [field: string]: Json | undefined
}

/** The envelope: who sent it, who gets it, what it says. Nodes are n1…nN, clients c1…. */
export type Message = { src: string; dest: string; body: Body }

/** Clients are named c0, c1, …; everything else is a node. */
export function isClient(id: string): boolean {
  // Asked of every message twice, so no regular expression; a node's name mostly ends it at the first letter.
  if (id.charCodeAt(0) !== 99 || id.length < 2) return false
  for (let index = 1; index < id.length; index++) {
    const digit = id.charCodeAt(index)
    if (digit < 48 || digit > 57) return false
  }
  return true
}

/** One text per value, so that 1 and "1", or "" and 0, never meet in a Map or Set. */
export function valueKey(value: Json): string {
  return JSON.stringify(value)
}
