import type { Paint } from '../view/paint.ts'
import type { Symbols } from '../view/symbols.ts'
import type { TaskText } from '../view/task-text.ts'
import type { Remember } from './memory.ts'

/** What a screen looks like at one moment: lines that fit. */
export type ScreenView = {
  title: string
  /** What stands at the right end of the title line. */
  aside: string
  body: string[]
  /** What is read out instead of the body, where that differs. */
  spoken?: string[]
  /** The line above the keys, when no notice is there. */
  info: string
}

/** What screens are drawn with. */
export type Tools = {
  paint: Paint
  symbols: Symbols
  /** Loaded in the background; undefined until it is there. */
  taskText: TaskText | undefined
  /** The folder that paths are shown relative to. */
  base: string
  /** Whether a screen reader reads the screens out: then nothing moves by itself. */
  spoken: boolean
  remember: Remember
}
