// A program's texts go into the trace, and from there to people: one that nobody would read to its end must not fill
// the memory of the workbench either.
export const longestLine = 10_000
export const longestError = 2_000
const longestStack = 20_000

/** The beginning of a text that is too long. */
export function shortened(text: string, longest: number): string {
  const { length } = text
  return length <= longest ? text : `${copyOf(text.slice(0, longest))}… (${length} characters)`
}

/** The end of a stack trace that is too long: the frames come after the message. */
export function shortenedStack(stack: string): string {
  return stack.length <= longestStack ? stack : copyOf(stack.slice(-longestStack))
}

/** A slice would keep the whole text in memory. */
function copyOf(slice: string): string {
  return Buffer.from(slice, 'utf16le').toString('utf16le')
}
