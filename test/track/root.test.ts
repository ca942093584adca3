import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { packageRoot } from '../../lib/track/root.ts'
import { temporaryFolder } from './exercises.ts'

describe('the package’s folder', () => {
  it.each(['lib/track/root.ts', 'dist/workbench.js', 'dist/chunks/a.js'])('is found from %s', (file) => {
    const root = temporaryFolder({ 'package.json': '{"name": "gossip-workbench"}' })
    expect(packageRoot(pathToFileURL(join(root, file)).href)).toBe(root)
  })

  it('is not the folder of another package on the way', () => {
    const root = temporaryFolder({
      'package.json': '{"name": "gossip-workbench"}',
      'dist/package.json': '{"type": "module"}',
      'dist/chunks/package.json': 'broken',
    })
    expect(packageRoot(pathToFileURL(join(root, 'dist/chunks/a.js')).href)).toBe(root)
  })

  it('is missed with a sentence where there is none', () => {
    const from = pathToFileURL(join(temporaryFolder(), 'a.js')).href
    expect(() => packageRoot(from)).toThrow(/No folder above .* named "gossip-workbench"/)
  })
})
