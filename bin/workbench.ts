#!/usr/bin/env node
import { main } from '../lib/cli/main.ts'

// chalk and Ink know FORCE_COLOR alone, and read it as they load, which no command has done yet; the programs that
// a command starts know NO_COLOR.
const { env } = process
const argv = process.argv.slice(2)
if (env.NO_COLOR || env.TERM === 'dumb' || argv.includes('--no-color')) {
  env.NO_COLOR = '1'
  env.FORCE_COLOR = '0'
}

process.exitCode = await main(argv)
