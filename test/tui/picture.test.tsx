import { cleanup, render } from 'ink-testing-library'
import { afterEach, describe, expect, it } from 'vitest'
import { createMemory } from '../../lib/tui/memory.ts'
import { Guard, Picture } from '../../lib/tui/picture.tsx'
import type { Tools } from '../../lib/tui/screen.ts'
import { createSession } from '../../lib/tui/session.ts'
import { plain } from '../../lib/view/paint.ts'
import { unicodeSymbols } from '../../lib/view/symbols.ts'
import { fakeServices } from './fakes.ts'

afterEach(cleanup)

const tools: Tools = {
  paint: plain,
  symbols: unicodeSymbols,
  taskText: undefined,
  base: '/',
  spoken: false,
  remember: createMemory(),
}

function show() {
  const keys: string[] = []
  const session = createSession(fakeServices(), {
    ...{ size: { columns: 80, rows: 24 }, tools, onChange: () => {}, onLeave: () => {} },
  })
  const { stdin, lastFrame } = render(
    <Picture state={session.state} tools={tools} onKey={(key) => keys.push(key)} />,
  )
  return { keys, stdin, lastFrame }
}

describe('the picture', () => {
  it('is the frame', () => {
    expect(show().lastFrame()).toContain('1.1 Implement Basic Broadcast to All Nodes')
  })

  it.each([
    ['\u001b[A', ['up']],
    ['\u001b[D', ['left']],
    ['\u001b[6~', ['page-down']],
    ['\r', ['enter']],
    ['\t', ['tab']],
    [' ', ['space']],
    ['\u007f', ['backspace']],
    ['\u0003', ['ctrl-c']],
    ['?', ['?']],
    ['jjg', ['j', 'j', 'g']],
    ['é木', ['é', '木']],
    ['\u001bx', []],
    ['\u0001', []],
  ])('passes on what is typed: %j', (typed, names) => {
    const { keys, stdin } = show()
    stdin.write(typed)
    expect(keys).toEqual(names)
  })

  it('tells Esc, which Ink also calls a Meta key', async () => {
    const { keys, stdin } = show()
    stdin.write('\u001b')
    await new Promise((resolve) => setImmediate(() => setImmediate(resolve)))
    expect(keys).toEqual(['esc'])
  })
})

describe('the guard', () => {
  it('hands on what is thrown in drawing, and draws nothing more', () => {
    const errors: unknown[] = []
    const Broken = () => {
      throw new Error('broken')
    }
    const { lastFrame } = render(
      <Guard onError={(error) => errors.push(error)}>
        <Broken />
      </Guard>,
    )
    expect(errors).toEqual([new Error('broken')])
    expect(lastFrame()?.trim()).toBe('')
  })
})
