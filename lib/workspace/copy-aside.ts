import { constants, copyFileSync } from 'node:fs'
import { codeOf } from './disk-error.ts'

/** Copies a file to `<file>.<label>-<n>`, n being the first number that is free, and returns the copy's path. */
export function copyAside(file: string, label: string): string {
  for (let number = 1; ; number++) {
    const copy = `${file}.${label}-${number}`
    try {
      // Exclusive, so that two processes at once cannot take the same name and lose a copy.
      copyFileSync(file, copy, constants.COPYFILE_EXCL)
      return copy
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error
    }
  }
}
