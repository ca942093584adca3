/**
 * Something the person at the keyboard can put right. The message is for them: what happened, where, and what to
 * do. Any other error that comes up is our own mistake and is reported as one.
 */
export class UserError extends Error {
  override readonly name = 'UserError'
  /** Stable and in kebab-case, such as "disk-full". */
  readonly code: string
  /** 2: what was asked for makes no sense here. 3: it makes sense but could not be done. */
  readonly exitCode: 2 | 3

  constructor(code: string, message: string, exitCode: 2 | 3 = 2) {
    super(message)
    this.code = code
    this.exitCode = exitCode
  }
}
