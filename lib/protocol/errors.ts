/**
 * Maelstrom's error codes. *Definite* means the request certainly did not happen;
 * an indefinite error (0 and 13) leaves both possible (Maelstrom protocol, "Errors").
 */
export const errorCodes = {
  0: { name: 'timeout', definite: false },
  1: { name: 'node-not-found', definite: true },
  10: { name: 'not-supported', definite: true },
  11: { name: 'temporarily-unavailable', definite: true },
  12: { name: 'malformed-request', definite: true },
  13: { name: 'crash', definite: false },
  14: { name: 'abort', definite: true },
  20: { name: 'key-does-not-exist', definite: true },
  21: { name: 'key-already-exists', definite: true },
  22: { name: 'precondition-failed', definite: true },
  30: { name: 'txn-conflict', definite: true },
} as const

export type ErrorCode = keyof typeof errorCodes
