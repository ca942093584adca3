import { UserError } from '../../protocol/user-error.ts'
import { type Concept, findConcept, loadConcepts } from '../../track/study/concepts.ts'
import { conceptList, conceptText } from '../../view/concept-text.ts'
import type { Call } from '../command.ts'
import { didYouMean } from '../did-you-mean.ts'
import { about, openStudy, printEntries, studyPen } from '../study.ts'

export async function run(call: Call): Promise<number> {
  const { args, options, context } = call
  const study = openStudy(call)
  const all = loadConcepts(study.root, study.track)
  if (args.length > 0) await printEntries([requireConcept(all, args.join(' '))], conceptText, call)
  else if (study.task !== undefined || options.all || options.json)
    await printEntries(about(all, study), conceptText, call)
  else {
    context.print(...conceptList(all, await studyPen(context)))
    context.say(howToGoOn(all))
  }
  return 0
}

function requireConcept(concepts: Concept[], name: string): Concept {
  const found = findConcept(concepts, name)
  if (found.kind === 'unknown') throw new UserError('unknown-concept', unknown(name, found.suggestions))
  return found.concept
}

const unknown = (name: string, suggestions: string[]) =>
  `There is no concept "${name}". ${didYouMean(suggestions, '`npx workbench concepts` lists them all.')}`
const howToGoOn = ([first]: Concept[]) =>
  `\nWhat one means: npx workbench concepts ${first?.term.toLowerCase()}\nAll of a task: npx workbench concepts --task 1.1`
