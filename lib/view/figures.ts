// Apart from text.ts, because that measures text, and the package to do so takes longer to load than some commands last.

/** "1 node", "2 nodes". */
export function count(number: number, noun: string): string {
  return `${groups(number)} ${noun}${number === 1 ? '' : 's'}`
}

/** 12345 → "12,345". */
function groups(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ',')
}

/** A measured number for people: whole ones with their thousands set off, others to three digits. */
export function figure(number: number): string {
  if (Number.isInteger(number)) return number < 0 ? `-${groups(-number)}` : groups(number)
  return Math.abs(number) >= 100 ? figure(Math.round(number)) : String(Number(number.toPrecision(3)))
}

/** A length of time for people: "148 ms", "2.31 s". */
export function duration(ms: number): string {
  return ms < 1000 ? `${figure(ms)} ms` : `${figure(ms / 1000)} s`
}

/** A moment on a clock, to the millisecond, so that any two can be told apart: "2.464 s". */
export function instant(ms: number): string {
  return `${(ms / 1000).toFixed(3)} s`
}
