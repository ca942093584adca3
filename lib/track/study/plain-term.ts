/** A term without what may be written differently: case, hyphens, spaces, and whether it is one or several. */
export function plainTerm(term: string): string {
  return wordsOf(term).join('')
}

/** The words of a term, plain. */
export function wordsOf(term: string): string[] {
  const words = term.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  return words.map(singular)
}

function singular(word: string): string {
  return /[^ius]s$/.test(word) && word.length > 3 ? word.slice(0, -1) : word
}
