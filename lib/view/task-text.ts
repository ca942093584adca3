import stringWidth from 'string-width'
import { tableText } from './markdown-table.ts'
import { type Paint, plain, type Tone } from './paint.ts'
import { type Symbols, unicodeSymbols } from './symbols.ts'
import { hang, unbroken } from './text.ts'

/** Markdown as lines of at most `width` columns. */
export type TaskText = (
  markdown: string,
  options: { width: number; paint?: Paint; symbols?: Symbols },
) => string[]

/** Loads what renders Markdown. It takes a while, so it is asked for when a text is about to be shown. */
export async function loadTaskText(): Promise<TaskText> {
  const [{ Marked }, { markedTerminal }] = await Promise.all([import('marked'), import('marked-terminal')])
  return (markdown, { width, paint = plain, symbols = unicodeSymbols }) => {
    const terminal = markedTerminal(stylesOf(paint, width), { theme: themeOf(paint) })
    const highlighted = terminal.renderer?.code
    const marked = new Marked(terminal, {
      renderer: {
        /** In a list item a text has parts of its own, which marked-terminal 7.3 leaves as they were written. */
        text(token) {
          if ('tokens' in token && token.tokens !== undefined) return this.parser.parseInline(token.tokens)
          return token.text.replaceAll('\n', ' ')
        },
        /** Lines of code are marked, to be told from prose that may be wrapped between words. */
        code(token) {
          const text = token.lang && hasColour(paint) && highlighted?.call(this, token)
          return `${codeLines(text || `  ${token.text.replaceAll('\n', '\n  ')}`)}\n\n`
        },
        table(token) {
          const cells = (row: typeof token.header) => row.map((cell) => this.parser.parseInline(cell.tokens))
          const rows = token.rows.map(cells)
          return `${codeLines(tableText({ head: cells(token.header), rows, align: token.align }, width, paint))}\n\n`
        },
      },
    })
    return layOut(marked.parse(markdown, { async: false }), width, symbols)
  }
}

const codeMark = '\uE000'

function codeLines(text: string): string {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => codeMark + line)
    .join('\n')
}

/** Wraps every line under its own beginning, and leaves one empty line where there were several. */
function layOut(text: string, width: number, { bullet }: Symbols): string[] {
  const lines: string[] = []
  for (const line of text.split('\n')) {
    const blank = line.trim() === ''
    if (blank && (lines.length === 0 || lines.at(-1) === '')) continue
    if (blank) lines.push('')
    else if (line.includes(codeMark)) lines.push(...codeLine(line.replace(codeMark, ''), width))
    else lines.push(...proseLine(line, width, bullet))
  }
  while (lines.at(-1) === '') lines.pop()
  return lines
}

function proseLine(line: string, width: number, bullet: string): string[] {
  const [start = '', indent = '', point = ''] = /^(\s*)(\* |\d+\. )?/.exec(line) ?? []
  return hang(indent + point.replace('*', bullet), line.slice(start.length), width)
}

/** What stands far to the right has to come closer where it would be wrapped letter by letter. */
function codeLine(line: string, width: number): string[] {
  const indent = /^\s*/.exec(line)?.[0] ?? ''
  const text = line.slice(indent.length)
  const isFar = indent.length > width / 2 && stringWidth(line) > width
  return hang(isFar ? indent.slice(0, width / 2) : indent, text, width)
}

/** Without colour, headings and code keep the signs of Markdown instead. */
function stylesOf(paint: Paint, width: number) {
  const colour = hasColour(paint)
  const style = (tone: Tone) => (text: string) => paint(tone, text)
  const same = (text: string) => text
  return {
    ...{
      code: style('code'),
      codespan: (text: string) => codespan(text, colour ? style('code') : quoted),
      html: style('quiet'),
      del: style('quiet'),
    },
    ...{
      firstHeading: style('title'),
      heading: style('title'),
      strong: style('strong'),
      em: style('strong'),
    },
    ...{ blockquote: style('quiet'), hr: style('quiet'), link: same, href: style('accent') },
    ...{ listitem: same, paragraph: same, table: same },
    ...{ width, tab: 2, showSectionPrefix: !colour, reflowText: false, emoji: false },
  }
}

/** A command to copy is not broken, nor is code that goes into one line without leaving the one before it empty. */
function codespan(text: string, style: (text: string) => string): string {
  return style(text.startsWith('npx ') || text.length <= shortCode ? unbroken(text) : text)
}

const shortCode = 30

const quoted = (text: string) => `\`${text}\``

function hasColour(paint: Paint): boolean {
  return paint('code', 'x') !== 'x'
}

function themeOf(paint: Paint) {
  const style = (tone: Tone) => (text: string) => paint(tone, text)
  return {
    ...{
      keyword: style('accent'),
      literal: style('accent'),
      built_in: style('accent'),
      type: style('accent'),
    },
    ...{ string: style('good'), number: style('gold'), regexp: style('good'), comment: style('quiet') },
    ...{ attr: (text: string) => text, title: style('strong'), function: (text: string) => text },
    default: (text: string) => text,
  }
}
