import { type FanoutPicture, type FanoutSettings, pictureOf } from './fanout-picture.ts'

export type Field = keyof FanoutSettings

/** The fanout screen: its settings, the one that the arrows turn, and what follows from them. */
export type FanoutState = {
  settings: FanoutSettings
  field: Field
  sampleSeed: number
  picture: FanoutPicture
}

export type FanoutAction =
  | { kind: 'fanout-field'; by: 1 | -1 }
  | { kind: 'fanout-turn'; by: 1 | -1 }
  | { kind: 'fanout-sample' }

/** In the order in which they stand on the screen. */
export const fields: readonly Field[] = ['nodes', 'fanout', 'rounds', 'loss', 'model']

const ladders: { nodes: readonly number[]; loss: readonly number[] } = {
  nodes: [2, 3, 4, 5, 7, 10, 15, 25, 50, 100, 200, 500, 1000],
  loss: [0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5],
}
const mostFanout = 20
const mostRounds = 30

/** The cluster of most tasks. */
export function openFanout(): FanoutState {
  const settings: FanoutSettings = { nodes: 25, fanout: 3, rounds: 5, loss: 0, model: 'forever' }
  return { settings, field: 'fanout', sampleSeed: 1, picture: pictureOf(settings, 1) }
}

export function reduceFanout(state: FanoutState, action: FanoutAction): FanoutState {
  const { settings, field, sampleSeed } = state
  switch (action.kind) {
    case 'fanout-field':
      return { ...state, field: neighbour(fields, field, action.by) }
    case 'fanout-turn': {
      const turned = turn(settings, field, action.by)
      return { ...state, settings: turned, picture: pictureOf(turned, sampleSeed) }
    }
    case 'fanout-sample':
      return { ...state, sampleSeed: sampleSeed + 1, picture: pictureOf(settings, sampleSeed + 1) }
  }
}

function turn(settings: FanoutSettings, field: Field, by: 1 | -1): FanoutSettings {
  switch (field) {
    case 'nodes': {
      const nodes = neighbour(ladders.nodes, settings.nodes, by)
      return { ...settings, nodes, fanout: Math.min(settings.fanout, nodes - 1) }
    }
    case 'fanout':
      return {
        ...settings,
        fanout: within(settings.fanout + by, 1, Math.min(mostFanout, settings.nodes - 1)),
      }
    case 'rounds':
      return { ...settings, rounds: within(settings.rounds + by, 1, mostRounds) }
    case 'loss':
      return { ...settings, loss: neighbour(ladders.loss, settings.loss, by) }
    case 'model':
      return { ...settings, model: settings.model === 'forever' ? 'once' : 'forever' }
  }
}

function within(number: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, number))
}

function neighbour<T>(list: readonly T[], from: T, by: 1 | -1): T {
  return list[within(list.indexOf(from) + by, 0, list.length - 1)] ?? from
}
