import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findWorkspace } from '../../lib/workspace/find.ts'
import { temporaryFolder } from '../track/exercises.ts'

describe('the workspace', () => {
  it.each(['.', 'a', 'a/b', 'a/b/not-there-yet'])('is found from %s below it', (from) => {
    const folder = temporaryFolder({ '.workbench/progress.json': '{}', 'a/b/file.ts': '' })
    expect(findWorkspace(join(folder, from))).toEqual({ folder })
  })

  it('is the nearest of two', () => {
    const folder = temporaryFolder({ '.workbench/x': '', 'a/.workbench/x': '' })
    expect(findWorkspace(join(folder, 'a'))).toEqual({ folder: join(folder, 'a') })
  })

  it('is not made by a file called .workbench', () => {
    const folder = temporaryFolder({ '.workbench/x': '', 'a/.workbench': '' })
    expect(findWorkspace(join(folder, 'a'))).toEqual({ folder })
  })

  it('is none where no folder upward is one', () => {
    expect(findWorkspace(temporaryFolder())).toBeUndefined()
  })
})
