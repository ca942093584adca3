import { describe, expect, it } from 'vitest'
import { sourcesIn, withoutComments } from './sources.ts'

/** What the rest of the code is handed by bin/ and lib/cli/ instead of taking it from the process. */
const forbidden: { [what: string]: RegExp } = {
  'the console': /\bconsole\./,
  'the process’s end': /\bprocess\.(exit|exitCode|abort)\b/,
  'the clock': /\bDate\.now\b|\bnew Date\(\)|\bperformance\.now\b|\bprocess\.hrtime\b/,
  randomness: /\bMath\.random\b|\brandom(UUID|Bytes|Int)\b|\bgetRandomValues\b/,
}

/** Where one of them is meant, and why. */
const allowed = [
  {
    path: 'lib/sandbox/runner/main.ts',
    what: 'the process’s end',
    because: 'it is the entry of a process of its own',
  },
  { path: 'lib/sandbox/runner/main.ts', what: 'the clock', because: 'a heartbeat is due in real time' },
  {
    path: 'lib/sandbox/realm/',
    what: 'randomness',
    because: 'it puts the simulator’s dice where a program looks for the language’s own',
  },
]

const judged = sourcesIn('lib', 'exercises').filter(
  ({ path }) => !path.startsWith('lib/cli/') && !path.endsWith('.d.ts') && !path.endsWith('/stub.ts'),
)

describe('below the command line', () => {
  it.each(Object.entries(forbidden))('nothing touches %s', (what, pattern) => {
    const offences = judged
      .filter(({ path }) => !allowed.some((one) => one.what === what && path.startsWith(one.path)))
      .flatMap(({ path, text }) =>
        withoutComments(text)
          .split('\n')
          .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : [])),
      )
    expect(offences).toEqual([])
  })

  it.each(allowed)('except $what in $path: $because', ({ path, what }) => {
    const users = judged.filter((source) => source.path.startsWith(path))
    expect(users.some(({ text }) => forbidden[what]?.test(withoutComments(text)))).toBe(true)
  })
})

describe('every file', () => {
  it('has at most 300 lines', () => {
    const long = sourcesIn('bin', 'lib', 'exercises')
      .map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }))
      .filter(({ lines }) => lines > 300)
    expect(long).toEqual([])
  })
})
