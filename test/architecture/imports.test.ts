import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Source, sourcesIn, withoutComments } from './sources.ts'

/**
 * What the code of each part of the house may import from others. `type` after a name allows types alone.
 * The command line may import everything.
 */
const mayImport: { [part: string]: string[] } = {
  bin: ['cli'],
  exercises: ['grade type', 'compare', 'lww', 'scenario', 'check', 'theory', 'trace', 'random', 'protocol'],
  protocol: [],
  random: [],
  theory: [],
  epidemic: ['random', 'theory'],
  scenario: ['check', 'trace', 'random', 'protocol'],
  node: ['protocol'],
  trace: ['protocol'],
  sim: ['node', 'trace', 'random', 'protocol'],
  sandbox: ['sim', 'node', 'trace', 'protocol'],
  check: ['theory', 'trace', 'protocol'],
  grade: ['check', 'sandbox', 'trace', 'protocol', 'track'],
  compare: ['check', 'sandbox', 'trace', 'protocol'],
  lww: ['check', 'scenario', 'sandbox', 'trace', 'random', 'protocol'],
  track: ['protocol'],
  workspace: ['track', 'protocol'],
  view: [
    'trace',
    'grade type',
    'compare type',
    'lww',
    'check',
    'theory',
    'epidemic type',
    'track',
    'protocol',
  ],
  tui: ['view', 'grade', 'lww', 'workspace', 'track', 'trace', 'theory', 'epidemic', 'random', 'protocol'],
}

const ours = sourcesIn('bin', 'lib', 'exercises').filter(({ path: file }) => !isProgram(file))

describe('imports', () => {
  it.each(Object.keys(mayImport))('of %s run one way', (part) => {
    const found = importsOf(ours.filter((source) => partOf(source.path) === part))
    const forbidden = found.filter((one) => one.part !== part && !allows(mayImport[part] ?? [], one))
    expect(forbidden.map(({ from, to }) => `${from} imports ${to}`)).toEqual([])
  })

  it('can be judged, because every file belongs to a part that has its rule', () => {
    const parts = new Set(ours.map(({ path: file }) => partOf(file)))
    expect([...parts].filter((part) => part !== 'cli' && !(part in mayImport))).toEqual([])
  })

  it('of learners’ programs are the types of gossip-workbench and nothing else', () => {
    const programs = sourcesIn('exercises', 'solutions').filter(({ path: file }) => isProgram(file))
    const others = importsOf(programs).filter(({ to, typeOnly }) => to !== 'gossip-workbench' || !typeOnly)
    expect(others.map(({ from, to }) => `${from} imports ${to}`)).toEqual([])
  })
})

type Import = { from: string; to: string; part: string; typeOnly: boolean }

function importsOf(sources: Source[]): Import[] {
  return sources.flatMap(({ path: from, text }) =>
    [...withoutComments(text).matchAll(importOrExport)].flatMap((match) => {
      const { typeOnly, specifier = '' } = match.groups ?? {}
      const relative = specifier.startsWith('.')
      const to = relative ? path.posix.join(path.posix.dirname(from), specifier) : specifier
      // Packages are no part of the house, and a program imports nothing relative.
      if (!relative && !isProgram(from)) return []
      return [{ from, to, part: partOf(to), typeOnly: typeOnly !== undefined }]
    }),
  )
}

const importOrExport =
  /\b(?:(?:import|export)(?<typeOnly>\s+type)?\s[^'"`;]*?from\s*|import\s*\(\s*|import\s+)['"](?<specifier>[^'"]+)['"]/g

function allows(rules: string[], { part, typeOnly }: Import): boolean {
  return rules.includes(part) || (typeOnly && rules.includes(`${part} type`))
}

/** "sim" for lib/sim/queue.ts, "bin" for bin/workbench.ts; the path itself for a file outside all parts. */
function partOf(file: string): string {
  const [top = '', second = ''] = file.split('/')
  if (top === 'lib') return second
  return top === 'bin' || top === 'exercises' ? top : file
}

/** What a learner writes, or could have written. */
function isProgram(file: string): boolean {
  return file.startsWith('solutions/') || path.posix.basename(file) === 'stub.ts'
}
