/** The signs that the views draw with. Each is one column wide unless it says otherwise. */
export type Symbols = {
  passed: string
  failed: string
  star: string
  noStar: string
  skipped: string
  /** Not known, not reached, not begun. */
  nothing: string
  /** Learned a moment ago. */
  fresh: string
  pointer: string
  bullet: string
  /** Between the parts of a line, with its spaces. */
  separator: string
  rule: string
  /** How much: from none to all, in equal steps. */
  shades: readonly string[]
  /** How high: from the lowest to the whole height of a line. */
  levels: readonly string[]
  /** A stretch of time in which something was so; empty where that cannot be drawn. */
  span: string
  axis: { upright: string; corner: string; along: string }
  bar: { done: string; left: string }
  arrows: { up: string; down: string; left: string; right: string }
  play: string
  /** Turns while something is going on. */
  spinner: readonly string[]
  pause: string
  /** May be wider than one column. */
  ellipsis: string
}

export const unicodeSymbols: Symbols = {
  passed: '✓',
  failed: '✗',
  star: '★',
  noStar: '☆',
  skipped: '–',
  nothing: '·',
  fresh: '*',
  pointer: '▸',
  bullet: '•',
  separator: ' · ',
  rule: '─',
  shades: ['·', '░', '▒', '▓', '█'],
  levels: ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'],
  span: '━',
  axis: { upright: '│', corner: '└', along: '─' },
  bar: { done: '█', left: '░' },
  arrows: { up: '↑', down: '↓', left: '←', right: '→' },
  play: '▶',
  spinner: ['◐', '◓', '◑', '◒'],
  pause: '‖',
  ellipsis: '…',
}

export const asciiSymbols: Symbols = {
  passed: '+',
  failed: 'x',
  star: '*',
  noStar: 'o',
  skipped: '-',
  nothing: '.',
  fresh: '*',
  pointer: '>',
  bullet: '*',
  separator: ' - ',
  rule: '-',
  shades: ['.', ':', '=', '%', '#'],
  levels: ['_', '.', ':', '-', '=', '+', '%', '#'],
  span: '=',
  axis: { upright: '|', corner: '+', along: '-' },
  bar: { done: '#', left: '.' },
  arrows: { up: '^', down: 'v', left: '<', right: '>' },
  play: '>',
  spinner: ['|', '/', '-', '\\'],
  pause: '=',
  ellipsis: '...',
}

/** For text that is read out: signs that only repeat a word are left out, and what has a name is called by it. */
export const spokenSymbols: Symbols = {
  ...asciiSymbols,
  ...{
    passed: '',
    failed: '',
    noStar: '',
    skipped: '',
    star: 'star',
    pointer: '',
    bullet: '-',
    separator: ', ',
  },
  nothing: '-',
  fresh: ' new',
  span: '',
  arrows: { up: 'up arrow', down: 'down arrow', left: 'left arrow', right: 'right arrow' },
  ...{ play: '', pause: '', spinner: [''] },
}

/** ASCII where the terminal or its locale says that it knows nothing more; Unicode otherwise. */
export function symbolsFor(env: { readonly [name: string]: string | undefined }): Symbols {
  if (env.TERM === 'dumb' || env.TERM === 'linux') return asciiSymbols
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG
  return locale === undefined || /utf-?8/i.test(locale) ? unicodeSymbols : asciiSymbols
}
