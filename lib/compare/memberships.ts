import type { Run } from '../check/run.ts'
import { type Value, valueKey } from '../protocol/message.ts'
import { envelopeBytes } from '../trace/metrics.ts'
import type { Figure } from './comparison.ts'

// What became of elements that clients put into a set and took out again.

/** Elements of these that some live node shows at the end. */
export function stillThere(elements: (run: Run) => Value[]): Figure {
  return {
    id: 'stillThere',
    head: 'removed, still there',
    unit: 'count',
    best: 'fewest still there',
    measure: (run) => elements(run).filter((element) => holdersOf(element, run).length > 0).length,
  }
}

/** Elements of these that some live node lacks at the end. */
export function gone(head: string, elements: (run: Run) => Value[]): Figure {
  return {
    id: 'gone',
    head,
    unit: 'count',
    best: 'fewest gone',
    measure: (run) =>
      elements(run).filter((element) => holdersOf(element, run).length < run.facts.live.size).length,
  }
}

/** How large a message between nodes is, on average, from `from` milliseconds on. */
export function messageBytes(from: number): Figure {
  return {
    id: 'bytesPerMessage',
    head: 'bytes/message',
    unit: 'bytes',
    best: 'smallest messages',
    measure({ facts }) {
      const late = facts.serverMessages.filter(({ event }) => event.at >= from)
      const bytes = late.reduce((sum, { event }) => sum + envelopeBytes(event.src, event.dest, event.body), 0)
      return late.length === 0 ? undefined : bytes / late.length
    },
  }
}

/** The elements that clients asked to add or to remove from `from` milliseconds on, each once. */
export function asked(run: Run, type: 'add' | 'remove', from = 0): Value[] {
  const elements = run.facts.operations
    .filter(({ request, invokedAt }) => request.type === type && invokedAt >= from)
    .map(({ request }) => request.element as Value)
  return [...new Set(elements)]
}

function holdersOf(element: Value, { facts }: Run): string[] {
  const holders = facts.knowledge.get(valueKey(element))?.holders
  return [...facts.live].filter((node) => holders?.has(node))
}
