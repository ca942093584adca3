import type { Confusion, ConfusionRow } from '../grade/confusion.ts'

/**
 * A confusion matrix as lines: a row a program, a column a mistake, numbered as the rows of the mistakes are. In a cell
 * stands in which place the program was named so: 1 is the first.
 */
export function confusionLines({ task, slugs, rows }: Confusion): string[] {
  const number = (slug: string) => `${slugs.indexOf(slug) + 1}`
  const label = ({ program, expected }: ConfusionRow) =>
    `${(expected === null ? '' : number(expected)).padStart(2)} ${program}`
  const title = `${task} named as`
  const wide = Math.max(title.length, ...rows.map((row) => label(row).length))
  const cells = (texts: string[]) => texts.map((text) => text.padStart(3)).join('')
  return [
    title.padEnd(wide) + cells(slugs.map(number)),
    ...rows.map((row) => {
      const places = slugs.map((slug) => row.named.indexOf(slug) + 1)
      const line = label(row).padEnd(wide) + cells(places.map((place) => (place === 0 ? '.' : `${place}`)))
      return row.right ? line : `${line}  wrong`
    }),
  ]
}
