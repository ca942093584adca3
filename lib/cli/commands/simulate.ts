import { setImmediate } from 'node:timers/promises'
import type { Course, Epidemic } from '../../epidemic/epidemic.ts'
import type { Rumor } from '../../epidemic/rumor.ts'
import { epidemicRounds } from '../../epidemic/run-epidemic.ts'
import { RumorMill } from '../../epidemic/run-rumor.ts'
import { createRandom } from '../../random/random.ts'
import type { Call } from '../command.ts'
import type { Context } from '../context.ts'
import { reproduceDemers } from '../reproduction.ts'
import { simulationOf } from '../simulation.ts'

/** Unless another is asked for. */
const usualSeed = 1
/** Beyond, nobody reads who learned from whom. */
const mostListed = 1000

export async function run({ options, context }: Call): Promise<number> {
  const simulation = simulationOf(options)
  const { seed = usualSeed, json = false } = options
  switch (simulation.kind) {
    case 'epidemic':
      await spread(simulation.epidemic, seed, json, context)
      break
    case 'rumor':
      await spreadRumor(simulation.rumor, seed, json, context)
      break
    case 'demers':
      await reproduceDemers(simulation.runs, seed, json, context)
      break
  }
  return 0
}

async function spread(epidemic: Epidemic, seed: number, json: boolean, context: Context): Promise<void> {
  const course = await finish(epidemicRounds(epidemic, createRandom(seed, 'epidemic')), context)
  if (json) context.print(JSON.stringify(jsonEpidemic(epidemic, seed, course), null, 2))
  else {
    const { epidemicText } = await import('../../view/epidemic-text.ts')
    context.print(...epidemicText(epidemic, seed, course, context.pen))
  }
}

async function spreadRumor(rumor: Rumor, seed: number, json: boolean, context: Context): Promise<void> {
  const course = await finish(new RumorMill(rumor).cycles(createRandom(seed, 'rumor')), context)
  if (json) context.print(JSON.stringify({ ...rumor, seed, ...course }, null, 2))
  else {
    const { rumorText } = await import('../../view/rumor-text.ts')
    context.print(...rumorText(rumor, seed, course, context.pen))
  }
}

/** Goes on to the end, looking after each step whether somebody has interrupted. */
async function finish<Result>(steps: Generator<void, Result>, { signal }: Context): Promise<Result> {
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
    await setImmediate()
    signal.throwIfAborted()
  }
}

function jsonEpidemic({ rounds: _, calls, ...epidemic }: Epidemic, seed: number, course: Course) {
  const { informed, messages } = course
  const alive = epidemic.nodes - epidemic.crashed
  return {
    ...{ model: calls, ...epidemic, seed, rounds: informed.length - 1 },
    informed: informed.at(-1),
    coverage: (informed.at(-1) ?? 0) / alive,
    messages: messages.at(-1),
    byRound: informed.map((number, round) => ({ round, informed: number, messages: messages[round] })),
    ...(epidemic.nodes <= mostListed && { learned: learnedBy(course) }),
  }
}

/** By node, in which round it learned and from whom; the source from nobody. */
function learnedBy({ learnedIn, from }: Course) {
  return Array.from(learnedIn, (round, node) => ({
    node,
    round,
    from: round === 0 ? null : from[node],
  })).filter(({ round }) => round >= 0)
}
