import { UserError } from '../../protocol/user-error.ts'
import { type Concept, loadConcepts } from '../../track/study/concepts.ts'
import { type FoundConcept, findConcept } from '../../track/study/find-concept.ts'
import { conceptList, conceptText } from '../../view/concept-text.ts'
import { wrap } from '../../view/text.ts'
import type { Call } from '../command.ts'
import { didYouMean } from '../did-you-mean.ts'
import { about, openStudy, printEntries, studyPen } from '../study.ts'

export async function run(call: Call): Promise<number> {
  const { args, options, context } = call
  const study = openStudy(call)
  const all = loadConcepts(study.root, study.track)
  if (args.length > 0) await lookUp(all, args.join(' '), call)
  else if (study.task !== undefined || options.all || options.json)
    await printEntries(about(all, study), conceptText, call)
  else {
    context.print(...conceptList(all, await studyPen(context)))
    context.say(howToGoOn(all))
  }
  return 0
}

async function lookUp(all: Concept[], name: string, call: Call): Promise<void> {
  const { options, context } = call
  const found = findConcept(all, name)
  switch (found.kind) {
    case 'found':
      return printEntries([found.concept], conceptText, call)
    case 'several': {
      if (options.json) return printEntries(found.concepts, conceptText, call)
      const pen = await studyPen(context)
      context.print(
        ...wrap(haveToDo(name, found.concepts.length), pen.width),
        '',
        ...conceptList(found.concepts, pen),
      )
      return context.say(whatOneMeans(found.concepts))
    }
    case 'unknown':
      throw new UserError('unknown-concept', unknown(name, found))
  }
}

type Unknown = Extract<FoundConcept, { kind: 'unknown' }>

function unknown(name: string, { suggestions, mentions }: Unknown): string {
  const there = `There is no concept "${name}".`
  if (mentions.length === 0) return `${there} ${didYouMean(suggestions, seeList)}`
  return `${there} It is spoken of under ${list(mentions)}. ${seeList}`
}

function list(names: string[]): string {
  return new Intl.ListFormat('en', { type: 'conjunction' }).format(names)
}

const seeList = '`npx workbench concepts` lists them all.'
const haveToDo = (name: string, terms: number) =>
  `There is no concept "${name}" alone, but ${terms} terms have to do with it:`
const whatOneMeans = ([first]: Concept[]) =>
  `\nWhat one means: npx workbench concepts ${first?.term.toLowerCase()}`
const howToGoOn = (all: Concept[]) => `${whatOneMeans(all)}\nAll of a task: npx workbench concepts --task 1.1`
