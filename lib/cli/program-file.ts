import { accessSync, constants, readFileSync, statSync } from 'node:fs'
import { extname } from 'node:path'
import { UserError } from '../protocol/user-error.ts'
import { codeOf, diskError } from '../workspace/disk-error.ts'

/** Throws a UserError when there is no program to be found at an absolute path. */
export function checkProgramFile(file: string, missing = noFile): void {
  try {
    if (statSync(file).isDirectory()) throw new UserError('is-a-folder', isFolder(file))
    accessSync(file, constants.R_OK)
    if (!extensions.includes(extname(file).toLowerCase()))
      throw new UserError('not-a-program', noProgram(file))
    if (readFileSync(file, 'utf8').trim() === '') throw new UserError('empty-file', isEmpty(file))
  } catch (error) {
    switch (codeOf(error)) {
      case 'ENOENT':
        throw new UserError('no-file', missing(file))
      case 'EACCES':
      case 'EPERM':
        throw new UserError('unreadable-file', unreadable(file))
      case 'ENOTDIR':
        throw new UserError('no-file', noFile(file))
      default:
        throw diskError(error, file) ?? error
    }
  }
}

const extensions = ['.ts', '.js', '.mts', '.mjs', '.cts', '.cjs']

const noFile = (file: string) => `There is no file ${file}.`
const isFolder = (file: string) => `${file} is a folder. Name the file of your program.`
const unreadable = (file: string) =>
  `The system does not let you read ${file}. Give yourself permission first.`
const noProgram = (file: string) =>
  `${file} is no program: it should end in ${extensions.slice(0, 2).join(' or ')}.`
const isEmpty = (file: string) => `${file} is empty, so there is no program to run.`
