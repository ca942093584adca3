import { styleText } from 'node:util'

/** What a piece of text means. Colour only repeats what signs and words already say. */
export type Tone =
  | 'good'
  | 'bad'
  | 'gold'
  | 'warn'
  | 'fresh'
  | 'accent'
  | 'strong'
  | 'title'
  | 'quiet'
  | 'code'
  | 'selected'

/** Colours a piece of text; the text itself, and how wide it is, stay the same. */
export type Paint = (tone: Tone, text: string) => string

export const plain: Paint = (_tone, text) => text

/** Paints with the terminal's own sixteen colours, so that its owner's theme decides how they look. */
export const coloured: Paint = (tone, text) =>
  text === '' ? text : styleText(styles[tone], text, { validateStream: false })

/** Whether a terminal with this environment wants colour (no-color.org, and Node's FORCE_COLOR, which wins). */
export function wantsColour(env: { readonly [name: string]: string | undefined }): boolean {
  const { FORCE_COLOR: force } = env
  if (force !== undefined) return force !== '0' && force !== 'false'
  return (env.NO_COLOR ?? '') === '' && env.TERM !== 'dumb'
}

const styles: { [tone in Tone]: Parameters<typeof styleText>[0] } = {
  good: 'green',
  bad: 'red',
  gold: 'yellow',
  warn: 'yellow',
  fresh: ['bold', 'green'],
  accent: 'cyan',
  strong: 'bold',
  title: ['bold', 'cyan'],
  quiet: 'dim',
  code: 'cyan',
  selected: 'inverse',
}
