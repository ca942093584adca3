/** A text file's head, as `name: value` lines, and the text below it. */
export type FrontMatter = { fields: Map<string, string>; body: string }

/**
 * Reads a head fenced by `---` lines. Every field must be among `names`, so that a misspelt one is noticed.
 * `file` is only named in errors.
 */
export function parseFrontMatter(text: string, file: string, names: readonly string[]): FrontMatter {
  const lines = text.replaceAll('\r\n', '\n').split('\n')
  const end = lines.indexOf('---', 1)
  if (lines[0] !== '---' || end === -1) throw new Error(noFence(file))
  const fields = new Map<string, string>()
  for (const line of lines.slice(1, end)) {
    if (line.trim() === '') continue
    const colon = line.indexOf(':')
    const name = line.slice(0, colon).trim()
    const value = line.slice(colon + 1).trim()
    if (colon === -1 || value === '') throw new Error(notAField(file, line))
    if (!names.includes(name)) throw new Error(unknownField(file, name, names))
    if (fields.has(name)) throw new Error(repeatedField(file, name))
    fields.set(name, value)
  }
  const body = lines
    .slice(end + 1)
    .join('\n')
    .trim()
  if (body === '') throw new Error(noText(file))
  return { fields, body }
}

/** A field that must be there. */
export function required({ fields }: FrontMatter, name: string, file: string): string {
  const value = fields.get(name)
  if (value === undefined) throw new Error(missingField(file, name))
  return value
}

const noFence = (file: string) => `${file} must begin with a head between two lines of "---".`
const notAField = (file: string, line: string) => `${file}: "${line}" in the head is not "name: value".`
const unknownField = (file: string, name: string, names: readonly string[]) =>
  `${file}: the head has a field "${name}"; it may have ${names.join(', ')}.`
const repeatedField = (file: string, name: string) => `${file}: the head says "${name}" twice.`
const missingField = (file: string, name: string) => `${file}: the head must have a field "${name}".`
const noText = (file: string) => `${file} has no text below its head.`
