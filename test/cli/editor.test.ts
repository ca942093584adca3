import { chmodSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findEditor, openInEditor } from '../../lib/cli/editor.ts'
import { newFolder } from './workbench.ts'

describe('the editor', () => {
  it('is what VISUAL names, else what EDITOR names', () => {
    expect(findEditor({ VISUAL: 'code --wait', EDITOR: 'vi' }, 'linux')).toBe('code --wait')
    expect(findEditor({ VISUAL: '', EDITOR: 'vi' }, 'linux')).toBe('vi')
  })

  it('is otherwise one that is installed', () => {
    const folder = newFolder({ vim: '', vi: '' })
    expect(findEditor({ PATH: `/nowhere:${folder}` }, 'linux')).toBe('vim')
  })

  it('is Notepad on Windows, and may be none elsewhere', () => {
    expect(findEditor({}, 'win32')).toBe('notepad')
    expect(findEditor({ PATH: '/nowhere' }, 'darwin')).toBeUndefined()
  })
})

describe.skipIf(process.platform === 'win32')('opening a file', () => {
  it('hands its path over whole to a command with arguments', async () => {
    const folder = newFolder({ 'my editor': '#!/bin/sh\nprintf "%s|" "$@" > "$(dirname "$0")/seen"\n' })
    chmodSync(join(folder, 'my editor'), 0o755)
    await openInEditor(`"${join(folder, 'my editor')}" --wait`, join(folder, "it's a $file.ts"), 'linux')
    expect(readFileSync(join(folder, 'seen'), 'utf8')).toBe(`--wait|${join(folder, "it's a $file.ts")}|`)
    expect(existsSync(join(folder, 'seen'))).toBe(true)
  })

  it('with a command that fails is an error that names it', async () => {
    await expect(openInEditor('exit 3;', 'x.ts', 'linux')).rejects.toMatchObject({
      code: 'editor-failed',
      message: expect.stringContaining('The editor (exit 3;) ended with code 3'),
    })
  })
})
