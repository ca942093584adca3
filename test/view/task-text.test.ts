import { stripVTControlCharacters } from 'node:util'
import { beforeAll, describe, expect, it } from 'vitest'
import { allTasks, loadTrack } from '../../lib/track/load.ts'
import { packageRoot } from '../../lib/track/root.ts'
import { taskHints, taskText } from '../../lib/track/text.ts'
import { coloured, plain } from '../../lib/view/paint.ts'
import { asciiSymbols } from '../../lib/view/symbols.ts'
import { loadTaskText, type TaskText } from '../../lib/view/task-text.ts'
import { needlesslyWide } from './copied.ts'

let render: TaskText

beforeAll(async () => {
  render = await loadTaskText()
})

const lines = (markdown: string, width = 60) => render(markdown, { width })

describe('prose', () => {
  it('is joined and wrapped anew', () => {
    expect(lines('one two\nthree four', 9)).toEqual(['one two', 'three', 'four'])
  })

  it('keeps its signs where there is no colour, and loses them where there is', () => {
    expect(lines('## Why\n\nReturn `x`, **now**.')).toEqual(['## Why', '', 'Return `x`, now.'])
    expect(render('## Why\n\nReturn `x`.', { width: 60, paint: coloured })).toEqual([
      coloured('title', 'Why'),
      '',
      `Return ${coloured('code', 'x')}.`,
    ])
  })

  it('shows entities as what they stand for', () => {
    expect(lines('5 &lt; 6 & `a < b`')).toEqual(['5 < 6 & `a < b`'])
  })
})

describe('lists', () => {
  it('hang under their first words, with their own formatting', () => {
    expect(lines('- one **bold** `code` and\n  more words\n- two', 20)).toEqual([
      '  • one bold `code`',
      '    and more words',
      '  • two',
    ])
  })

  it('are numbered, and bulleted in ASCII', () => {
    expect(lines('1. one\n2. two')).toEqual(['  1. one', '  2. two'])
    expect(render('- one', { width: 60, symbols: asciiSymbols })).toEqual(['  * one'])
  })
})

describe('code', () => {
  it('keeps its lines and spaces', () => {
    expect(lines('```\nn1 ── n2\n │    │\n```')).toEqual(['  n1 ── n2', '   │    │'])
  })

  it('keeps a star that looks like a bullet', () => {
    expect(lines('```\n* not a bullet\n```')).toEqual(['  * not a bullet'])
  })
})

describe('tables', () => {
  const table = '| network | n |\n| --- | --: |\n| `line` of 5 | 5 |\n| grid | 25 |'

  it('align their columns as told', () => {
    expect(lines(table)).toEqual(['  network       n', '  `line` of 5   5', '  grid         25'])
  })

  it('wrap their widest column where they do not fit', () => {
    const wide =
      '| n | what happens |\n| --: | --- |\n| 5 | cut in two for ten seconds |\n| 25 | all is quiet |'
    expect(lines(wide, 24)).toEqual([
      '   n  what happens',
      '   5  cut in two for ten',
      '      seconds',
      '  25  all is quiet',
    ])
  })

  it('are told row by row where that would leave too little room', () => {
    expect(lines(table, 14).join(' ').replace(/\s+/g, ' ')).toContain('network: grid, n: 25')
  })
})

describe('a command in a text', () => {
  const command = '`npx workbench fanout --nodes 25 --model once`'

  it.each([plain, coloured])('stays in one line, to be copied, even where it is longer', (paint) => {
    const rendered = render(`It is less, as ${command} says of it.`, { width: 30, paint })
    expect(rendered.map(stripVTControlCharacters)).toContain(
      paint === plain ? command : command.replaceAll('`', ''),
    )
  })
})

describe('the texts that ship', () => {
  it.each([38, 78, 118])('fit %i columns with nothing of Markdown left over', (width) => {
    for (const task of allTasks(loadTrack(packageRoot()))) {
      for (const text of [taskText(task), ...taskHints(task).map((hint) => hint.text)]) {
        const rendered = render(text, { width, paint: coloured })
        expect(needlesslyWide(rendered, width)).toEqual([])
        expect(rendered.join('\n')).not.toMatch(/\*\*|^#|[\uE000\uE001]|&lt;|\*#COLON/m)
      }
    }
  })
})
