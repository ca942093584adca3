#!/usr/bin/env node
import { main } from '../lib/cli/main.ts'

// chalk and Ink know FORCE_COLOR alone, and read it once as they load, which no command has done yet. NO_COLOR
// goes, because Node warns when it finds both.
const { env } = process
const argv = process.argv.slice(2)
if (env.NO_COLOR || env.TERM === 'dumb' || argv.includes('--no-color')) {
  delete env.NO_COLOR
  env.FORCE_COLOR = '0'
}

process.exitCode = await main(argv)
