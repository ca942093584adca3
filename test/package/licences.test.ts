import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, it } from 'vitest'
import { repository } from './npm.ts'

it('every bundled package allows being bundled, as long as its licence comes along', async () => {
  const text = await readFile(path.join(repository, 'dist', 'THIRD-PARTY-LICENSES.txt'), 'utf8')
  const licences = [...text.matchAll(/^\S+ \d+\.\d+\.\d+\S* \((.+)\)$/gm)].map(([, licence]) => licence)
  const permissive = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT']
  expect(licences).not.toEqual([])
  expect(licences.filter((licence) => !permissive.includes(licence ?? ''))).toEqual([])
})
