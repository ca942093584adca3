import { covers, vectorText } from '../check/version-vector.ts'
import type { Mode } from '../check/versions.ts'
import type { Demo } from '../lww/demo.ts'
import type { Told } from '../lww/outcome.ts'
import { fastNode, key, type Setting } from '../lww/setting.ts'
import type { Step } from '../lww/steps.ts'
import { duration, instant } from './figures.ts'
import { allOf, listed, versionText, writeNamed } from './lww-words.ts'

/** What happens in a step, in a few words; and what comes of it under either rule, and why, in a sentence or two. */
export type StepText = { what: string } & { [mode in Mode]: string }

export function stepText(step: Step, demo: Demo): StepText {
  const all = allOf(demo.setting.replicas)
  switch (step.kind) {
    case 'begin':
      return { what: aboutTo(demo), lww: dating(demo.setting), vv: vectorRule }
    case 'cut':
      return { what: 'the network is cut', lww: cutOff(step), vv: sameRequests }
    case 'write': {
      const { client, name, node } = step.write.lww
      const ends = step.write.lww.fate.kind === 'refused' ? 'refused' : 'ok'
      return { what: `${client} writes ${name} at ${node}: ${ends}`, ...written(step, demo) }
    }
    case 'heal':
      return { what: 'the cut heals', ...healed }
    case 'hear':
      return {
        what: `${step.node} hears of ${listed(step.news)}`,
        lww: heardByDate(step, demo),
        vv: heardByVector(step, demo),
      }
    case 'read':
      return { what: `clients read at ${all} replicas`, ...read(step, demo) }
    case 'settle': {
      const { client, name, node } = step.write
      return { what: `${client} writes ${name} at ${node}: ok`, ...settled(step, demo) }
    }
    case 'end':
      return { what: 'what became of the writes', lww: '', vv: '' }
  }
}

type Write = Extract<Step, { kind: 'write' }>
type Hear = Extract<Step, { kind: 'hear' }>
type Settle = Extract<Step, { kind: 'settle' }>

function written({ write: { lww, vv }, before }: Write, { setting, outcomes }: Demo) {
  const isAhead = lww.clock > lww.takenAt
  const date = `${lww.node} dates ${lww.name} by its own clock: ${instant(lww.clock)}${isAhead ? `, ${duration(setting.skewMs)} ahead of the true time` : ''}.`
  const old = before.lww[lww.node] ?? []
  const replaced = old.length === 0 ? '' : ` It replaces ${listed(old)}, which ${lww.client} had read.`
  return { lww: date + replaced, vv: vectorGot(vv, before.vv[vv.node] ?? [], { setting, outcomes }) }
}

function vectorGot(
  { name, client, vc }: Told,
  old: string[],
  { outcomes }: Pick<Demo, 'outcomes' | 'setting'>,
) {
  if (vc === undefined) return `${name} is kept.`
  const vector = vectorText(vc)
  if (old.length === 0)
    return `No clock is asked. ${name} gets the vector ${vector}: one write of ${client}, this one, and no other.`
  const below = old.flatMap((other) => {
    const its = writeNamed(outcomes.vv, other)?.vc
    return its === undefined || !covers(vc, its) ? [] : [vectorText(its)]
  })
  const end = below.length === old.length ? `: ${listed(old)} may go.` : '.'
  return `${client} had read ${listed(old)}, so ${name} gets ${vector}, which covers ${listed(below)}${end}`
}

function heardByDate({ node, news, before, held }: Hear, { setting, outcomes: { lww } }: Demo): string {
  const [had, has] = [before.lww[node] ?? [], held.lww[node] ?? []]
  const winner = writeNamed(lww, has[0] ?? '')
  if (winner === undefined) return unchanged(node)
  const gone = had.filter((name) => !has.includes(name))
  const losers = (gone.length > 0 ? gone : news).flatMap((name) => writeNamed(lww, name) ?? [])
  const [loser] = losers.filter(({ name }) => name !== winner.name)
  if (had.length === 0) return `${node} held nothing, and takes ${winner.name}.`
  if (loser === undefined || loser.clock > winner.clock) return unchanged(node)
  const dates =
    loser.clock === winner.clock
      ? `both are dated ${instant(winner.clock)}, and the larger name of a node wins the tie`
      : `${winner.name} is dated ${instant(winner.clock)}, later than ${loser.name}'s ${instant(loser.clock)}`
  if (gone.length === 0 && !Object.values(before.lww).flat().includes(loser.name))
    return `Nothing changes at ${node}: no replica holds ${loser.name} any more.`
  if (gone.length === 0) return `${node} keeps ${winner.name}, and not ${loser.name}: ${dates}.`
  const drops = `${node} drops ${loser.name}: ${dates}.`
  const yet =
    loser.takenAt > winner.takenAt
      ? ` Yet ${loser.name} was written ${duration(loser.takenAt - winner.takenAt)} after ${winner.name}: ${winner.node}'s clock is ${duration(setting.skewMs)} ahead.`
      : ''
  return `${drops}${yet}${loser.fate.kind === 'lost' ? ` ${loser.client}, who was told ok, hears nothing of it.` : ''}`
}

function heardByVector({ node, before, held }: Hear, { outcomes: { vv } }: Demo): string {
  const [had, has] = [before.vv[node] ?? [], held.vv[node] ?? []]
  const text = (names: string[]) => listed(names.map((name) => versionText(name, 'vv', vv)))
  const gained = has.filter((name) => !had.includes(name))
  const gone = had.filter((name) => !has.includes(name))
  if (gained.length === 0) return unchanged(node)
  if (had.length === 0) return `${node} held nothing, and takes ${text(gained)}.`
  if (gone.length > 0)
    return `${text(gained)} covers ${text(gone)}: whoever wrote it had read what ${node} drops for it.`
  const why =
    has.length === 2
      ? "neither vector covers the other, for neither client had read the other's write"
      : "no vector covers another, for no client had read another's write"
  return `${node} keeps ${text(has)} as siblings: ${why}.`
}

function read({ held }: Step, { setting, outcomes: { lww } }: Demo) {
  const all = setting.replicas === 2 ? 'Both' : 'All'
  const answered = (mode: Mode) => [...new Set(Object.values(held[mode]).flat())].sort()
  const lost = lww.writes.filter(({ fate }) => fate.kind === 'lost').map(({ name }) => name)
  const silence =
    lost.length === 0
      ? ''
      : ` Nobody is told that ${listed(lost)} ${lost.length === 1 ? 'was' : 'were'} ever there.`
  const conflict = answered('vv').length < 2 ? '' : ' and that they are in conflict: a client can settle it'
  return {
    lww: `${all} answer ${listed(answered('lww'))}.${silence}`,
    vv: `${all} answer ${listed(answered('vv'))}${conflict}.`,
  }
}

function settled({ write, before }: Settle, demo: Demo) {
  const isLost = demo.outcomes.lww.writes.some(({ fate }) => fate.kind === 'lost')
  return {
    lww: isLost ? 'There is nothing to settle: what is lost cannot be read.' : 'There is nothing to settle.',
    vv: vectorGot(write, before.vv[write.node] ?? [], demo),
  }
}

const unchanged = (node: string) => `Nothing changes at ${node}.`
const dating = (setting: Setting) =>
  `A replica dates each write by its own clock${setting.skewMs === 0 ? '' : `; ${fastNode(setting)}'s is ${duration(setting.skewMs)} ahead`}. Of two versions the one with the later date stays.`
const aboutTo = ({ outcomes: { lww } }: Demo) =>
  `${listed([...new Set(lww.writes.map(({ client }) => client))].sort())} will write "${key}"`
const vectorRule =
  "Each write carries a vector: how many writes of each client went into it, itself counted. A version goes only if another's vector covers its own: is as large or larger for every client."
const cutOff = ({ held }: Step) =>
  `${listed(Object.keys(held.lww))} are replicas of one store. They cannot hear each other now, and each goes on answering its clients.`
const sameRequests = 'The same here: both stores get the same requests at the same times.'
const healed = {
  lww: 'The replicas gossip: each tells what it holds, with its date. The later date stays.',
  vv: 'The replicas gossip: each tells what it holds, with its vector. A version goes only if another one covers it.',
}
