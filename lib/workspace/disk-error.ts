import { UserError } from '../protocol/user-error.ts'

/**
 * Does something with the file or folder at `path`, and turns what a person can put right (a full disk, a missing
 * permission) into a UserError. Anything else comes through as it was: it is our mistake.
 */
export function onDisk<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw diskError(error, path) ?? error
  }
}

/** The error for the person, when there is something they can do about it. */
export function diskError(error: unknown, path: string): UserError | undefined {
  switch (codeOf(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return diskFull(path)
    case 'EACCES':
    case 'EPERM':
      return new UserError('no-permission', noPermission(path), 3)
    case 'EROFS':
      return new UserError('read-only', readOnly(path), 3)
    case 'ENOTDIR':
    case 'EEXIST':
      return new UserError('not-a-folder', notAFolder(path))
    case 'EISDIR':
      return new UserError('not-a-file', notAFile(path))
    case 'ENAMETOOLONG':
      return new UserError('name-too-long', nameTooLong(path))
    case 'EIO':
      return new UserError('disk-failure', diskFailure(path), 3)
    default:
      return undefined
  }
}

export function diskFull(path: string): UserError {
  return new UserError('disk-full', noSpace(path), 3)
}

/** The system's name for what went wrong, such as "ENOENT". */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

const noSpace = (path: string) =>
  `The disk is full, so ${path} could not be written. What was recorded before is safe. Free some space and try again.`
const noPermission = (path: string) =>
  `The system does not let you use ${path}. Give yourself permission to read and write it, or work in another folder.`
const readOnly = (path: string) => `${path} is on a read-only disk. Work in a folder that you can write to.`
const notAFolder = (path: string) =>
  `${path} cannot be made, because a file stands where it needs a folder. Move that file, or choose another folder.`
const notAFile = (path: string) => `${path} should be a file, but it is a folder. Move it out of the way.`
const nameTooLong = (path: string) => `The name ${path} is too long for this system. Choose a shorter one.`
const diskFailure = (path: string) =>
  `The disk reported a failure at ${path}. Check the disk, then try again; what was recorded before is still there if the disk is.`
