import { describe, expect, it } from 'vitest'
import { failureOf } from '../../lib/cli/failure.ts'
import { HarnessFailure } from '../../lib/grade/harness-failure.ts'
import { UserError } from '../../lib/protocol/user-error.ts'

const asked = { version: '1.2.3', argv: ['grade', '1.1'] }

describe('what ends a command', () => {
  it('is told in its own sentence and with its own exit code when a person can put it right', () => {
    const error = new UserError('disk-full', 'The disk is full.', 3)
    expect(failureOf(error, asked)).toEqual({ exitCode: 3, message: 'The disk is full.' })
  })

  it('is our mistake otherwise, and comes with what a report of it needs', () => {
    const error = new TypeError('x is not a function')
    const { exitCode, message } = failureOf(error, asked)
    expect(exitCode).toBe(3)
    expect(message).toMatch(
      /^The workbench made a mistake\. It is ours, not yours\.\nTypeError: x is not a function\n/,
    )
    expect(message).toContain('failure.test.ts')
    expect(message).toContain(`gossip-workbench 1.2.3, Node ${process.version}, ${process.platform}`)
    expect(message).toContain('workbench grade 1.1')
  })

  it('is no verdict when the harness failed', () => {
    const error = new HarnessFailure('The scenario "ring" did not lose a message.')
    const { exitCode, message } = failureOf(error, asked)
    expect(exitCode).toBe(3)
    expect(message).toMatch(
      /there is no verdict on your program\.\nThe scenario "ring" did not lose a message\.\n\nPlease/,
    )
  })
})
