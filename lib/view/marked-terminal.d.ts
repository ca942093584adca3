/** The package brings no types; these are the parts that we use. */
declare module 'marked-terminal' {
  import type { MarkedExtension } from 'marked'

  type Style = (text: string) => string

  export type TerminalOptions = {
    [part in
      | 'code'
      | 'blockquote'
      | 'html'
      | 'heading'
      | 'firstHeading'
      | 'hr'
      | 'listitem'
      | 'table'
      | 'paragraph'
      | 'strong'
      | 'em'
      | 'codespan'
      | 'del'
      | 'link'
      | 'href']: Style
  } & {
    width: number
    showSectionPrefix: boolean
    reflowText: boolean
    emoji: boolean
    /** Columns that lists, quotations and code are moved in by. */
    tab: number
  }

  /** `theme` says how cli-highlight shows each sort of token. */
  export function markedTerminal(
    options: TerminalOptions,
    highlight: { theme: { [token: string]: Style } },
  ): MarkedExtension
}
