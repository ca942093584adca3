import type { Prerequisite } from '../track/study/prerequisites.ts'
import { entryHead, inset, linkLines, type StudyPen, section } from './study-parts.ts'

/** Something that tasks take for granted, who has it, and how to come by it. */
export function prerequisiteText(
  { title, from, tasks, practice, about, whoMaySkip, sources }: Prerequisite,
  pen: StudyPen,
): string[] {
  const beyond =
    tasks.length === from.length ? '' : ` and all that builds on ${from.length === 1 ? 'it' : 'them'}`
  const needed = `Needed in ${from.join(' and ')}${beyond}`
  const practised = practice.length === 0 ? '' : `practised in ${practice.join(' and ')}`
  return [
    ...entryHead(title, [needed, practised], pen),
    '',
    ...inset(about, pen),
    '',
    ...section('Who may skip this', whoMaySkip, pen),
    '',
    pen.paint('strong', 'What to read'),
    ...linkLines(sources, pen),
  ]
}
