import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { workbench } from './workbench.ts'

const repository = fileURLToPath(new URL('../..', import.meta.url))
const solution = path.join(repository, 'solutions/4-epidemic-crdts/4-lww-data-loss/solution.ts')

async function demo(line: string, cwd?: string): Promise<string> {
  const ended = await workbench(
    ['lww-demo', '--trials', '1', ...line.split(' ').filter(Boolean)],
    cwd === undefined ? {} : { cwd },
  )
  expect(ended).toMatchObject({ code: 0, stderr: '' })
  return ended.stdout
}

type Write = { name: string; takenAt: number; fate: { kind: string } }
type Outcome = {
  writes: Write[]
  settled: { [node: string]: string[] }
  resolution?: { write: { name: string }; agreedAt: number }
}
type Demo = {
  files: { lww: string; vv: string }
  race: { lww: Outcome; vv: Outcome }
  losses: { cells: { clients: number; acknowledged: number; lost: { lww: number; vv: number } }[] }
}

const json = async (line: string, cwd?: string): Promise<Demo> =>
  JSON.parse(await demo(`${line} --json`, cwd))
const lostIn = ({ writes }: Outcome) =>
  writes.filter(({ fate }) => fate.kind === 'lost').map(({ name }) => name)

describe('workbench lww-demo', () => {
  it('shows a write that the last writer lost and version vectors kept, and why', async () => {
    const text = await demo('')
    const told = text.replace(/\s+/g, ' ')
    const [, lost = ''] = told.match(/of 4 acknowledged writes one was lost: (\w+)\./) ?? []
    expect(told).toContain(`wrote ${lost} at`)
    expect(told).toMatch(/clock is 500 ms ahead: \w+ is dated/)
    expect(told).toContain('of the same 4 writes none was lost')
    expect(text).toMatch(new RegExp(`^ +${lost} .*LOST +kept, beside`, 'm'))
    expect(Math.max(...text.split('\n').map((row) => row.length))).toBeLessThanOrEqual(80)
  })

  it('gives both stores the same requests at the same times', async () => {
    const { race } = await json('--clients 3 --replicas 3')
    const taken = ({ writes }: Outcome) => writes.map(({ name, takenAt }) => `${name} ${takenAt}`)
    expect(taken(race.vv)).toEqual(taken(race.lww))
    expect(race.lww.writes).toHaveLength(6)
  })

  it.each([1, 2, 3])(
    'never loses a write to version vectors, and all but one replica’s last to the clock (seed %i)',
    async (seed) => {
      const { race } = await json(`--clients 4 --replicas 4 --writes 1 --skew 0 --seed ${seed}`)
      expect(lostIn(race.lww)).toHaveLength(3)
      expect(lostIn(race.vv)).toEqual([])
      expect(Object.values(race.vv.settled)).toEqual(Array(4).fill(['a1', 'b1', 'd1', 'e1']))
      expect(race.vv.resolution).toMatchObject({
        write: { name: 'a1+b1+d1+e1' },
        agreedAt: expect.any(Number),
      })
    },
  )

  it('has nothing to lose where one client writes alone', async () => {
    const { race, losses } = await json('--clients 1 --writes 3')
    expect(race.lww.writes.map(({ fate }) => fate.kind)).toEqual(['built-on', 'built-on', 'kept'])
    for (const { clients, lost } of losses.cells) if (clients === 1) expect(lost).toEqual({ lww: 0, vv: 0 })
  })

  it('counts losses over many runs: many under the last writer, none under version vectors', async () => {
    const { cells } = (await json('')).losses
    expect(
      cells.filter(({ clients }) => clients > 1).reduce((sum, { lost }) => sum + lost.lww, 0),
    ).toBeGreaterThan(0)
    expect(cells.every(({ lost }) => lost.vv === 0)).toBe(true)
    expect(cells.every(({ clients, acknowledged }) => acknowledged === clients * 4)).toBe(true)
  })

  it('is the same for the same seed', async () => {
    expect(await json('--seed 9')).toEqual(await json('--seed 9'))
  })
})

describe('workbench lww-demo --mine', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'gossip-workbench-lww-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const own = path.join(folder, 'gossip-workspace')
  const file = path.join(own, '4-epidemic-crdts', '4-lww-data-loss.ts')

  it('says what is missing where there is nothing of one’s own', async () => {
    const nowhere = await workbench(['lww-demo', '--mine'], { cwd: folder })
    expect(nowhere).toMatchObject({ code: 2, stdout: '' })
    expect(nowhere.stderr).toContain('no workspace')
    await workbench(['start'], { cwd: folder })
    const begun = await workbench(['lww-demo', '--mine'], { cwd: own })
    expect(begun).toMatchObject({ code: 2, stdout: '' })
    expect(begun.stderr).toContain('neither 4.3 nor 4.4')
  })

  it('races on the program of one’s own', async () => {
    copyFileSync(solution, file)
    const { files, race } = await json('--mine', own)
    expect(files).toEqual({ lww: file, vv: file })
    expect(lostIn(race.lww)).toHaveLength(1)
  })

  it('says in a sentence that it cannot be shown', async () => {
    writeFileSync(file, 'export default function (node) { throw new Error("not today") }')
    const ended = await workbench(['lww-demo', '--mine'], { cwd: own })
    expect(ended).toMatchObject({ code: 2, stdout: '' })
    expect(ended.stderr).toMatch(/^Your 4\.4, .*4-lww-data-loss\.ts, cannot be shown: /)
    expect(ended.stderr.trim().split('\n')).toHaveLength(1)
  })
})
