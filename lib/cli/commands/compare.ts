import { compare } from '../../compare/compare.ts'
import type { Compared, Comparison } from '../../compare/comparison.ts'
import { loadComparisons } from '../../compare/load.ts'
import { UserError } from '../../protocol/user-error.ts'
import { editDistance } from '../../track/edit-distance.ts'
import { packageRoot } from '../../track/root.ts'
import { comparisonList } from '../../view/comparison-list.ts'
import { comparisonText } from '../../view/comparison-text.ts'
import { openBench } from '../bench.ts'
import type { Call } from '../command.ts'

/** Unless another is asked for. */
const usualSeed = 1

export async function run(call: Call): Promise<number> {
  const { options, context } = call
  const { seed = usualSeed, json = false } = options
  const root = packageRoot()
  const all = await loadComparisons(root)
  const wanted = wantedOf(all, call)
  if (wanted.length === 0) {
    context.print(...comparisonList(all, context.pen))
    context.say(howToGoOn(all))
    return 0
  }
  const { sandbox } = openBench(context)
  const entries: Compared[] = []
  for (const comparison of wanted) {
    const compared = await compare({ comparison, root, seed, sandbox })
    context.signal.throwIfAborted()
    entries.push(compared)
    if (json) continue
    const between = entries.length === 1 ? [] : ['', context.pen.symbols.rule.repeat(context.pen.width), '']
    context.print(...between, ...comparisonText(compared, context.pen))
  }
  if (json) context.print(JSON.stringify(entries.map(entryOf), null, 2))
  return 0
}

/** None when none was asked for: all take a while. A program that asks has no use for a list of names. */
function wantedOf(all: Comparison[], { args, options }: Call): Comparison[] {
  if (options.all && args.length > 0) throw new UserError('names-and-all', namesAndAll)
  if (args.length === 0) return options.all || options.json ? all : []
  return [...new Set(args)].map((name) => named(all, name))
}

function named(all: Comparison[], name: string): Comparison {
  const asked = name.trim().toLowerCase()
  const found = all.find(({ slug }) => slug === asked)
  if (found === undefined) throw new UserError('unknown-comparison', unknown(name, asked, all))
  return found
}

/** What `--json` prints of a comparison: figures by their names, null where it never came to that. */
function entryOf({ slug, title, question, seed, contenders, trials }: Compared) {
  return {
    ...{ slug, title, question, seed, contenders },
    trials: trials.map(({ name, title: story, figures, rows }) => ({
      ...{ name, title: story },
      figures: figures.map(({ id, head, unit }) => ({ id, head, unit })),
      results: rows.map((row, index) => ({
        contender: contenders[index]?.name,
        ...Object.fromEntries(figures.map(({ id }, column) => [id, row[column] ?? null])),
      })),
    })),
  }
}

const namesAndAll = 'Name comparisons or say --all, not both.'
const howToGoOn = ([first]: Comparison[]) => `
Measure one, which takes a few seconds: npx workbench compare ${first?.slug}
Measure them all, one after the other: npx workbench compare --all`

function unknown(name: string, asked: string, all: Comparison[]): string {
  const near = all
    .map(({ slug }) => ({ slug, distance: slug.split('-').includes(asked) ? 1 : editDistance(asked, slug) }))
    .filter(({ distance }) => distance <= Math.max(1, Math.min(0.4 * asked.length, 4)))
    .sort((a, b) => a.distance - b.distance)
  const hint =
    near.length > 0
      ? `Did you mean ${near[0]?.slug}?`
      : `There are ${all.map(({ slug }) => slug).join(', ')}.`
  return `There is no comparison "${name}". ${hint}`
}
