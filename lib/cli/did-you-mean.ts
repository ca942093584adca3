/** Asks whether one of the suggestions was meant; without any, says `otherwise`. */
export function didYouMean(suggestions: string[], otherwise: string): string {
  return suggestions.length === 0 ? otherwise : `Did you mean ${oneOf(suggestions)}?`
}

/** "a, b, or c" */
export function oneOf(names: string[]): string {
  return new Intl.ListFormat('en', { type: 'disjunction' }).format(names)
}
