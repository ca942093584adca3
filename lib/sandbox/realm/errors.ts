/** Anything can be thrown, and reading it can throw again: these two always come back with a text. */
export function describeError(error: unknown): string {
  try {
    if (typeof error === 'object' && error !== null) {
      const { name, message } = error as { name?: unknown; message?: unknown }
      if (typeof message === 'string') return typeof name === 'string' ? `${name}: ${message}` : message
      return 'an object that is not an Error was thrown'
    }
    if (typeof error === 'string') return `the text "${error}" was thrown`
    if (typeof error === 'function') return 'a function was thrown'
    return error === undefined || error === null
      ? `${error} was thrown`
      : `the ${typeof error} ${String(error)} was thrown`
  } catch {
    return 'something that cannot be described was thrown'
  }
}

export function stackOf(error: unknown): string {
  try {
    const stack = (error as { stack?: unknown } | null | undefined)?.stack
    return typeof stack === 'string' ? stack : ''
  } catch {
    return ''
  }
}
