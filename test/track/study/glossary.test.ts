import { describe, expect, it } from 'vitest'
import { loadTrack } from '../../../lib/track/load.ts'
import { packageRoot } from '../../../lib/track/root.ts'
import { loadConcepts } from '../../../lib/track/study/concepts.ts'
import { findConcept } from '../../../lib/track/study/find-concept.ts'
import { loadInterview } from '../../../lib/track/study/interview.ts'
import { loadPrerequisites } from '../../../lib/track/study/prerequisites.ts'
import { loadReading } from '../../../lib/track/study/reading.ts'
import type { Link } from '../../../lib/track/study/references.ts'
import { taskText } from '../../../lib/track/text.ts'

const root = packageRoot()
const track = loadTrack(root)
const concepts = loadConcepts(root, track)
const reading = loadReading(root, track)
const isKnown = (term: string) => findConcept(concepts, term).kind === 'found'

/** What a reader of the track must be able to look up. */
const required =
  `broadcast, flooding, message propagation, spanning tree, tree topology, efficient propagation,
  gossip protocol, random selection, probabilistic broadcast, batching, throughput optimisation, latency trade-off,
  network partition, resynchronisation, anti-entropy, fanout, random peer selection, gossip reliability,
  fanout analysis, convergence, periodic gossip, convergence time, pull gossip, digest, set reconciliation,
  bandwidth optimisation, parameter tuning, messages-per-op, gossip optimisation, tree broadcast, overlay network,
  message forwarding, fault tolerance, tree failure, ack timeout, direct delivery, hybrid broadcast, tree overlay,
  gossip fallback, convergence speed, partition healing, split brain, G-Set, CRDT, set union, eventual consistency,
  2P-Set, tombstone set, add-remove semantics, LWW register, conflict resolution, timestamp ordering,
  gossip replication, LWW limitation, data loss, version vectors, conflict detection, benchmarking,
  message overhead, consistency`
    .split(',')
    .map((term) => term.trim())

/** Words in italics that the glossary has under another name. */
const otherNames: { [written: string]: string } = {
  'End-to-End Arguments in System Design': 'end-to-end argument',
  blind: 'blind write',
  forward: 'message forwarding',
}

/** Words in italics that are no terms of the field, and why. */
const noTerms: { [written: string]: string } = {
  'The Network is Reliable': 'a title',
  'The trouble with timestamps': 'a title',
  'Gossip Glomers': 'a title',
  names: 'defined in task 1.5, for its limits alone',
  silent: 'defined in task 3.2, for its limits alone',
  relaxed: 'the name of a limit of task 2.5',
  greatest: 'stressed',
  ever: 'stressed',
  values: 'stressed',
}

describe('the glossary', () => {
  it('has every term that a reader of the track must be able to look up', () => {
    expect(required).toHaveLength(60)
    expect(required.filter((term) => !isKnown(term))).toEqual([])
  })

  it.each(concepts.map(({ term, text }) => [term, text]))('says %s in two to four sentences', (_, text) => {
    expect(sentencesIn(text)).toBeGreaterThanOrEqual(2)
    expect(sentencesIn(text)).toBeLessThanOrEqual(4)
  })

  it('names each task once an entry, and some source for each', () => {
    const repeats = concepts.filter(({ tasks }) => new Set(tasks).size < tasks.length)
    expect(repeats.map(({ term }) => term)).toEqual([])
    expect(concepts.filter(({ sources }) => sources.length === 0)).toEqual([])
  })
})

describe('a word in italics in a task’s text', () => {
  const found = track.tasks.flatMap((task) =>
    italicsIn(taskText(task)).map((written) => [task.number, written] as const),
  )

  it.each(found)('of task %s can be looked up: %s', (_, written) => {
    const isExplained = isKnown(otherNames[written] ?? written) || written in noTerms
    expect(isExplained ? '' : `"${written}" is in no entry of exercises/study/concepts.md`).toBe('')
  })

  it('is there for each exception that is made here', () => {
    const all = new Set(found.map(([, written]) => written))
    const exceptions = [...Object.keys(otherNames), ...Object.keys(noTerms)]
    expect(exceptions.filter((written) => !all.has(written))).toEqual([])
  })
})

describe('a source of the study texts', () => {
  const sources: Link[] = [
    ...concepts.flatMap(({ sources }) => sources),
    ...loadInterview(root, track).flatMap(({ sources }) => sources),
    ...loadPrerequisites(root, track).flatMap(({ sources }) => sources),
  ]
  const addresses = [...sources, ...reading].map(({ url }) => url)

  it('has a sane address: https, a host with a dot, no user, nothing to track the reader', () => {
    const isSane = (address: string) => {
      const { protocol, hostname, username, search } = new URL(address)
      return (
        protocol === 'https:' &&
        /^[a-z\d-]+(\.[a-z\d-]+)+$/.test(hostname) &&
        username === '' &&
        !/utm_/.test(search)
      )
    }
    expect(addresses.filter((address) => !isSane(address))).toEqual([])
  })

  it('has one name, wherever it is named', () => {
    const names = new Map<string, Set<string>>()
    for (const { text, url } of sources) names.set(url, (names.get(url) ?? new Set()).add(text))
    expect([...names.values()].filter((texts) => texts.size > 1).map((texts) => [...texts])).toEqual([])
  })
})

describe('a figure of the reading list is worked out', () => {
  const said = reading.map(({ about, lookFor }) => `${about} ${lookFor}`.replace(/\s+/g, ' ')).join(' ')

  it.each([
    ['the fanout of ln n alone', `all in ${Math.round(100 * Math.exp(-1))} of 100 cases`],
    ['the silence that Cassandra allows', `some ${(8 * Math.LN10).toFixed(1)}, mean intervals`],
    ['the shares that do not add up', `add up to ${(99.94 + 0.00057 + 0.00047 + 0.00009).toFixed(3)} %`],
  ])('%s', (_, sentence) => {
    expect(said).toContain(sentence)
  })
})

/** Sentences end in a stop, a question mark or an exclamation mark before a space or the end. */
function sentencesIn(text: string): number {
  return text.match(/[.?!]["”*)]?(?=\s|$)/g)?.length ?? 0
}

/** What stands between underscores, outside code. */
function italicsIn(text: string): string[] {
  const prose = text.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`]*`/g, '')
  return [...prose.matchAll(/(?<!\w)_([^_\s][^_]*)_(?!\w)/g)].map(([, words = '']) =>
    words.replace(/\s+/g, ' '),
  )
}
