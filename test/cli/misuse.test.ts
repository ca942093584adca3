import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Ended, newFolder, program, workbench } from './workbench.ts'

const folder = newFolder()
mkdirSync(path.join(folder, 'folder.ts'))
writeFileSync(path.join(folder, 'empty.ts'), '\n')
writeFileSync(path.join(folder, 'notes.txt'), 'none\n')
const solution = program('solution.ts')

/** What was typed, and what the sentence about it must say. */
const misuses: [string, RegExp][] = [
  ['grdae', /^Unknown command 'grdae'\. Did you mean grade\?$/],
  ['dev chekc', /^Unknown command 'chekc'\. Did you mean check\?$/],
  ['dev check --task 9.9', /^There is no task "9\.9"/],
  ['list --jsno', /^Unknown option '--jsno'\. Did you mean --json\?$/],
  ['--seed 1', /^Unknown option '--seed'\. See workbench --help\.$/],
  ['show', /^Missing required argument 'task'\. See workbench show --help\.$/],
  ['show 1.1 1.2', /^Too many arguments/],
  ['show basic-brodcast', /^There is no task "basic-brodcast"\. Did you mean 1\.1 \(basic-broadcast\)/],
  ['grade 9.9', /^There is no task "9\.9"\. `npx workbench list` names them all\.$/],
  ['grade empty.ts', /^There is no task "empty\.ts"\. .*--file empty\.ts$/],
  ['grade', /^Say which task to grade/],
  ['grade 1.1', /^There is no workspace .*`npx workbench start`.*--file/],
  ['grade 1.1 --all', /not both/],
  ['grade --all --file empty.ts', /cannot be used with option '--file/],
  [`grade --file ${solution}`, /^Say which task to grade/],
  ['grade 1.1 --file', /'--file <program>' argument missing/],
  ['grade 1.1 --file missing.ts', /^There is no file .*missing\.ts\.$/],
  ['grade 1.1 --file folder.ts', /folder\.ts is a folder\. Name the file of your program\.$/],
  ['grade 1.1 --file empty.ts', /empty\.ts is empty/],
  ['grade 1.1 --file notes.txt', /notes\.txt is no program: it should end in \.ts or \.js\.$/],
  [`grade 1.1 --file ${solution} --seed one`, /'one' is invalid\. It must be a whole number from 0/],
  [`grade 1.1 --file ${solution} --seed 1.5`, /'1\.5' is invalid/],
  [`grade 1.1 --file ${solution} --seed 9007199254740993`, /is invalid/],
  ['grade 1.1 --watch --json', /'--watch' cannot be used with option '--json'/],
  ['hint 1.1 --level 9', /^Task 1\.1 has 3 hints/],
  ['replay ring', /^"ring" names no run\./],
  [`replay 1.1-nowhere-s1 --file ${solution}`, /^Task 1\.1 has no scenario "nowhere"\. It has .*ring-of-6/],
  ['replay 9.9-ring-s1', /^There is no task "9\.9"/],
  ['solution 1.1', /^You have not passed 1\.1 yet\. .*--spoil\.$/],
  ['reset 1.1', /^There is no workspace/],
  ['status', /^There is no workspace/],
]

const answers = new Map<string, Ended>()

beforeAll(async () => {
  const waiting = misuses.map(([typed]) => typed)
  const work = async () => {
    for (let typed = waiting.pop(); typed !== undefined; typed = waiting.pop()) {
      answers.set(typed, await workbench(typed.split(' '), { cwd: folder }))
    }
  }
  await Promise.all([work(), work(), work()])
})

describe('a command that makes no sense', () => {
  it.each(misuses)('is answered with one sentence, and exit code 2: %s', (typed, sentence) => {
    const { code, stdout, stderr } = answers.get(typed) as Ended
    expect(stderr.trimEnd()).toMatch(sentence)
    expect(stderr.trimEnd().split('\n')).toHaveLength(1)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  })
})
