import { readFile } from 'node:fs/promises'
import { SourceMap } from 'node:module'
import path from 'node:path'
import { programFile } from './files.ts'

/** The learner's program as one script, with the way back to its sources. */
export type Bundle = { file: string; code: string; sourceMap: ConstructorParameters<typeof SourceMap>[0] }

/** A place in the learner's own sources; line and column count from 1. */
export type Place = { file: string; line: number; column: number; name?: string }

/** Why a file does not become a program. */
export type BuildProblem = { message: string; place?: Place; frame?: string }

/** The frames of a stack trace that lie in the learner's own files, innermost first. */
export function placesIn(stack: string, bundle: Bundle): Place[] {
  const map = new SourceMap(bundle.sourceMap)
  const frame = new RegExp(`(?:at (?:async )?([^()]*?) \\()?${programFile}:(\\d+):(\\d+)`)
  const places: Place[] = []
  for (const line of stack.split('\n')) {
    const match = frame.exec(line)
    if (match === null) continue
    // Counted from 0 here. Not findOrigin: it adds the distance from the mapped token, in code that is indented otherwise.
    const entry = map.findEntry(Number(match[2]) - 1, Number(match[3]) - 1)
    if (!('originalSource' in entry)) continue
    const file = path.resolve(path.dirname(bundle.file), entry.originalSource)
    const name = match[1]?.replace(/^(new|Object\.|async) ?/, '')
    places.push({
      file,
      line: entry.originalLine + 1,
      column: entry.originalColumn + 1,
      ...(name ? { name } : {}),
    })
  }
  return places
}

/** "program.ts:12:5" */
export function placeText(place: Place): string {
  return `${path.basename(place.file)}:${place.line}:${place.column}`
}

/** The lines of source around a place, with a marker; undefined when the file cannot be read any more. */
export async function frameAt(place: Place): Promise<string | undefined> {
  const { codeFrameColumns } = await import('@babel/code-frame')
  try {
    const source = await readFile(place.file, 'utf8')
    return codeFrameColumns(
      source,
      { start: { line: place.line, column: place.column } },
      { linesAbove: 2, linesBelow: 2 },
    )
  } catch {
    return undefined
  }
}
