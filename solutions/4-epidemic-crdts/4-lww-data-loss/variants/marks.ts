/**
 * Built on comparing marks: nodes tell each other a mark of each key, and send the versions of those keys alone whose
 * marks differ. Vectors are texts here, sorted, so that equal ones are equal texts.
 */
import type { Node } from 'gossip-workbench'

type Entry = readonly [client: string, count: number]
type Version = { value: unknown; entries: Entry[]; stamp: readonly [clock: number, node: string] }
type State = { key: string; versions: Version[] }

export default function (node: Node) {
  const states = new Map<string, Version[]>()
  const largest = new Map<string, number>()
  let keep: (versions: Version[]) => Version[] = maximal

  const entryName = (key: string, client: string) => JSON.stringify([key, client])

  function learnEntries(key: string, entries: readonly Entry[]) {
    for (const [client, count] of entries) {
      const name = entryName(key, client)
      largest.set(name, Math.max(largest.get(name) ?? 0, count))
    }
  }

  function put({ key, versions }: State) {
    for (const { entries } of versions) learnEntries(key, entries)
    states.set(key, keep([...(states.get(key) ?? []), ...versions]))
  }

  node.on('set_mode', ({ mode }) => {
    keep = mode === 'lww' ? latest : maximal
    return { type: 'set_mode_ok' }
  })

  node.on('vv_write', ({ key, value, context }, { src }) => {
    const given: Entry[] = Object.entries(context)
    learnEntries(key, given)
    const own = (largest.get(entryName(key, src)) ?? 0) + 1
    const entries: Entry[] = [...given.filter(([client]) => client !== src), [src, own]]
    if (keep === latest) states.delete(key)
    put({ key, versions: [{ value, entries, stamp: [node.now(), node.id] }] })
    return { type: 'vv_write_ok', vc: Object.fromEntries(entries) }
  })

  node.on('vv_read', ({ key }) => {
    const versions = states.get(key)
    if (versions === undefined) throw node.error(20, `I know of no ${JSON.stringify(key)}`)
    const values = versions.map(({ value, entries }) => ({ value, vc: Object.fromEntries(entries) }))
    return { type: 'vv_read_ok', values, conflict: values.length > 1 }
  })

  const mark = (versions: Version[]) => versions.map(nameOf).sort().join(' ')
  const marks = (): [key: string, mark: string][] =>
    [...states].map(([key, versions]) => [key, mark(versions)])

  node.on('marks', (body) => {
    const theirs = new Map<string, string>(body.marks)
    const different = [...states].filter(([key, versions]) => theirs.get(key) !== mark(versions))
    const unknown = [...theirs.keys()].filter((key) => !states.has(key))
    return {
      type: 'marks_ok',
      states: different.map(([key, versions]) => ({ key, versions })),
      wanted: [...different.map(([key]) => key), ...unknown],
    }
  })

  node.on('states', (body) => {
    for (const state of body.states as State[]) put(state)
  })

  async function compareWith(peer: string) {
    const answer = await node.rpc(peer, { type: 'marks', marks: marks() })
    for (const state of answer.states as State[]) put(state)
    const wanted = (answer.wanted as string[]).flatMap((key) => ({ key, versions: states.get(key) ?? [] }))
    if (wanted.length > 0) node.send(peer, { type: 'states', states: wanted })
  }

  let turn = 0
  node.every(300, () => {
    const peer = node.peers[turn++ % node.peers.length]
    if (peer !== undefined) compareWith(peer).catch(() => {})
  })
}

function nameOf({ entries }: Version): string {
  return JSON.stringify([...entries].sort(([one], [other]) => (one < other ? -1 : 1)))
}

function maximal(versions: Version[]): Version[] {
  const once = new Map(versions.map((version) => [nameOf(version), version]))
  return [...once].flatMap(([name, version]) => {
    const covered = [...once].some(
      ([other, { entries }]) => other !== name && covers(entries, version.entries),
    )
    return covered ? [] : [version]
  })
}

function covers(above: readonly Entry[], below: readonly Entry[]): boolean {
  const counts = new Map(above)
  return below.every(([client, count]) => (counts.get(client) ?? 0) >= count)
}

function latest(versions: Version[]): Version[] {
  const [last] = [...versions].sort((one, other) => {
    const [clock, name] = one.stamp
    const [otherClock, otherName] = other.stamp
    return clock === otherClock ? (name < otherName ? 1 : -1) : otherClock - clock
  })
  return last === undefined ? [] : [last]
}
