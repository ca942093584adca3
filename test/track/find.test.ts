import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type FoundTask, findTask } from '../../lib/track/find.ts'
import { loadTrack } from '../../lib/track/load.ts'
import { packageRoot } from '../../lib/track/root.ts'

const track = loadTrack(packageRoot())

describe('a task is found', () => {
  it.each([
    ['by number', '1.1'],
    ['by slug', 'basic-broadcast'],
    ['by folder name', '1-basic-broadcast'],
    ['in any case', 'Basic-Broadcast'],
    ['by the path of its file', '1-naive-broadcast/1-basic-broadcast.ts'],
    ['by that path with a dot before it', './1-naive-broadcast/1-basic-broadcast.ts'],
    ['by the path without the ending', '1-naive-broadcast/1-basic-broadcast'],
    ['by the path of a JavaScript file', '1-naive-broadcast/1-basic-broadcast.js'],
    ['by an absolute path', '/else/where/1-naive-broadcast/1-basic-broadcast.ts'],
    ['by its folder among the exercises', join('exercises', '1-naive-broadcast', '1-basic-broadcast/')],
  ])('%s', (_, name) => {
    expect(find(name)).toMatchObject({ kind: 'found', task: { number: '1.1' } })
  })

  it('by the name of its file, from the folder the file is in', () => {
    const found = findTask(track, '1-basic-broadcast.ts', { cwd: '/ws/1-naive-broadcast' })
    expect(found).toMatchObject({ kind: 'found', task: { number: '1.1' } })
  })

  it('by a dot, from its folder', () => {
    const found = findTask(track, '.', { cwd: '/repo/solutions/1-naive-broadcast/1-basic-broadcast' })
    expect(found).toMatchObject({ kind: 'found', task: { number: '1.1' } })
  })
})

describe('the warm-up is found', () => {
  it.each([
    ['by number', '0.1'],
    ['by slug', 'echo'],
    ['by folder name', '1-echo'],
    ['by the path of its file', '0-warm-up/1-echo.ts'],
  ])('%s', (_, name) => {
    expect(find(name)).toMatchObject({ kind: 'found', task: { number: '0.1' } })
  })

  it('as what was meant by a name that is nearly its own', () => {
    expect(find('ecoh')).toMatchObject({ kind: 'unknown', suggestions: [{ number: '0.1' }] })
  })
})

describe('an unknown name', () => {
  it.each([
    ['basic-brodcast', ['basic-broadcast']],
    ['gset-', ['gset']],
    ['twopest', ['twopset']],
    ['11', ['1.1 basic-broadcast']],
    ['1-naive-broadcast/1-basic-broadcats.ts', ['basic-broadcast']],
    ['hybrid', ['hybrid-gossip']],
    ['tree', ['tree-topology', 'tree-broadcast', 'tree-failure']],
  ])('%s suggests what was meant', (name, meant) => {
    const found = find(name)
    if (found.kind === 'found') throw new Error('found')
    expect(found.name).toBe(name)
    const suggested = found.suggestions.map(({ slug }) => slug)
    expect(suggested.slice(0, meant.length)).toEqual(meant.map((text) => text.replace(/^\S+ /, '')))
  })

  it('far from every task suggests none', () => {
    expect(find('quicksort')).toEqual({ kind: 'unknown', name: 'quicksort', suggestions: [] })
  })

  it('is one whose file lies in another subtrack’s folder', () => {
    expect(find('2-gossip-protocol/1-basic-broadcast.ts').kind).toBe('unknown')
  })

  it('is one with the wrong number before the right slug', () => {
    expect(find('2-basic-broadcast')).toMatchObject({ kind: 'unknown', suggestions: [{ number: '1.1' }] })
  })

  it('is a subtrack’s folder, which holds several tasks', () => {
    expect(find('1-naive-broadcast').kind).toBe('unknown')
  })

  it('is a word from the inside of every object', () => {
    expect(find('constructor').kind).toBe('unknown')
  })

  it('is nothing at all', () => {
    expect(find('')).toEqual({ kind: 'unknown', name: '', suggestions: [] })
  })
})

function find(name: string): FoundTask {
  return findTask(track, name, { cwd: '/ws' })
}
