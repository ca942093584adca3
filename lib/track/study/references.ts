import { allTasks, type Track } from '../load.ts'
import type { Piece } from './entries.ts'

/** A place on the web where a reader can check what was said. */
export type Link = { text: string; url: string }

/** The tasks and warm-ups that a field names, such as "2.1, 2.2", by number. */
export function tasksIn(piece: Piece, file: string, track: Track): string[] {
  const numbers = namesIn(piece)
  const tasks = allTasks(track)
  for (const number of numbers) {
    if (!tasks.some((task) => task.number === number)) throw new Error(noSuchTask(file, piece.line, number))
  }
  return numbers
}

/** The names that a field lists, with commas between them. */
export function namesIn({ text }: Piece): string[] {
  return text.split(',').map((name) => name.trim())
}

/** A list of Markdown links, one an item. */
export function linksIn({ text, line }: Piece, file: string): Link[] {
  return text.split('\n').map((item, index) => {
    const match = /^- \[([^\]]+)\]\((\S+)\)$/.exec(item.trim())
    if (match === null) throw new Error(notALink(file, line, index, item))
    return { text: String(match[1]), url: urlOf(String(match[2]), file, line) }
  })
}

/** An address as it was written, if it is one of the web. */
export function urlOf(text: string, file: string, line: number): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw new Error(notAUrl(file, line, text))
  return text
}

const noSuchTask = (file: string, line: number, number: string) =>
  `${file}:${line}: there is no task "${number}".`
const notALink = (file: string, line: number, index: number, item: string) =>
  `${file}:${line}: item ${index + 1} of the list, "${item}", is not "- [text](address)".`
const notAUrl = (file: string, line: number, text: string) => `${file}:${line}: "${text}" is no web address.`
