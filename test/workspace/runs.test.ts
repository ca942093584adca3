import { existsSync, readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readRun, saveRun } from '../../lib/workspace/runs.ts'
import { kept } from '../../lib/workspace/workspace.ts'
import { setUpDesk } from './desk.ts'

describe('a saved run', () => {
  it('is read back as it was', () => {
    const { workspace } = setUpDesk()
    saveRun(workspace, '1.1-ring-of-6-7', { events: [1, 'two'] })
    expect(readRun(workspace, '1.1-ring-of-6-7')).toMatchObject({
      kind: 'found',
      data: { events: [1, 'two'] },
    })
  })

  it('is replaced by a later one of the same id', () => {
    const { workspace } = setUpDesk()
    saveRun(workspace, 'a', 1)
    saveRun(workspace, 'a', 2)
    expect(readRun(workspace, 'a')).toMatchObject({ kind: 'found', data: 2 })
  })

  it('is missing when nothing was saved', () => {
    const { workspace } = setUpDesk()
    expect(readRun(workspace, 'a')).toEqual({ kind: 'missing' })
  })

  it('that is damaged is said to be, by its file', () => {
    const { workspace } = setUpDesk()
    saveRun(workspace, 'a', 1)
    writeFileSync(kept(workspace, 'runs/a.json'), '{"events": [')
    expect(readRun(workspace, 'a')).toEqual({ kind: 'damaged', file: kept(workspace, 'runs/a.json') })
  })

  it.each(['../progress', 'a/b', 'a\\b', '..', '.hidden', '', 'a:b', 'x'.repeat(5000)])(
    'is missing under "%.20s", whatever lies there',
    (id) => {
      const { workspace } = setUpDesk()
      writeFileSync(kept(workspace, 'progress.json'), '{}')
      expect(readRun(workspace, id)).toEqual({ kind: 'missing' })
    },
  )

  it('is not saved outside its folder', () => {
    const { workspace } = setUpDesk()
    expect(() => saveRun(workspace, '../progress', 1)).toThrow(/cannot be the id of a saved run/)
    expect(existsSync(kept(workspace, 'progress.json'))).toBe(false)
  })
})

describe('of many saved runs', () => {
  it('the newest 200 are kept', () => {
    const { workspace } = setUpDesk()
    saveRun(workspace, 'first', 0)
    for (let number = 1; number <= 203; number++) {
      const path = kept(workspace, `runs/run-${number}.json`)
      writeFileSync(path, '0')
      utimesSync(path, number, number)
    }
    saveRun(workspace, 'last', 0)
    const runs = readdirSync(kept(workspace, 'runs'))
    expect(runs).toHaveLength(200)
    expect(runs).toContain('last.json')
    expect(runs).toContain('run-6.json')
    expect(runs).not.toContain('run-5.json')
  })

  it('the one just saved is kept even when the clock was set back', () => {
    const { workspace } = setUpDesk()
    saveRun(workspace, 'first', 0)
    for (let number = 1; number <= 203; number++) {
      const path = kept(workspace, `runs/run-${number}.json`)
      writeFileSync(path, '0')
      utimesSync(path, 4_000_000_000, 4_000_000_000)
    }
    saveRun(workspace, 'last', 0)
    expect(readRun(workspace, 'last').kind).toBe('found')
  })
})
