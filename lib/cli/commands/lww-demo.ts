import { type Demo, losses, race, StoreFailed } from '../../lww/demo.ts'
import type { Loss } from '../../lww/losses.ts'
import { type Setting, usual } from '../../lww/setting.ts'
import { UserError } from '../../protocol/user-error.ts'
import { loadTrack } from '../../track/load.ts'
import { lossesText, lwwText } from '../../view/lww-text.ts'
import { openBench } from '../bench.ts'
import type { Call } from '../command.ts'
import { requireLearner } from '../learner.ts'
import type { Options } from '../options.ts'
import { modelStore, ownStores, valuesTask, versionsTask } from '../stores.ts'

/** Runs for each number of clients and each skew, unless more are asked for: their shares are within a few percent then. */
const usualTrials = 10
/** Over which the losses are counted: one more than two, so that some replicas hear of a write at second hand. */
const lossReplicas = 3
const lossWrites = 4

export async function run({ options, context }: Call): Promise<number> {
  const { trials = usualTrials, json = false, mine = false } = options
  const setting = settingOf(options)
  const { root, sandbox } = openBench(context)
  const track = loadTrack(root)
  const model = modelStore(track)
  const stores = mine ? ownStores(track, model, requireLearner(context)) : { lww: model, vv: model }
  try {
    const demo = await race(setting, stores, sandbox)
    context.signal.throwIfAborted()
    if (!json) context.print(...lwwText(demo, context.pen), '')
    const often = await losses(
      { replicas: lossReplicas, writes: lossWrites, seed: setting.seed },
      trials,
      model,
      sandbox,
    )
    context.signal.throwIfAborted()
    if (json) context.print(JSON.stringify(jsonDemo(demo, often, trials), null, 2))
    else context.print(...lossesText(often, trials, lossReplicas, context.pen))
  } catch (error) {
    if (error instanceof StoreFailed && error.store.isLearners)
      throw new UserError('store-failed', failed(error))
    throw error
  }
  return 0
}

function settingOf({ clients, writes, replicas, skew, seed }: Options): Setting {
  return {
    clients: clients ?? usual.clients,
    writes: writes ?? usual.writes,
    replicas: replicas ?? usual.replicas,
    skewMs: skew ?? usual.skewMs,
    seed: seed ?? usual.seed,
  }
}

/** What `--json` prints; times are simulated milliseconds. */
function jsonDemo({ setting, stores, outcomes }: Demo, often: Loss[], trials: number) {
  const { lww, vv } = outcomes
  return {
    ...setting,
    files: { lww: stores.lww.file, vv: stores.vv.file },
    race: { lww, vv },
    losses: { trials, replicas: lossReplicas, writesPerClient: lossWrites, cells: often },
  }
}

const failed = ({ store, message }: StoreFailed) =>
  `Your ${store.speaks === 'versions' ? versionsTask : valuesTask}, ${store.file}, cannot be shown: ${message}. \`npx workbench grade ${store.speaks === 'versions' ? versionsTask : valuesTask}\` says more.`
