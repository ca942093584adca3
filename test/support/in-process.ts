import type { Bundle } from '../../lib/sandbox/place.ts'
import type { Sandbox } from '../../lib/sandbox/sandbox.ts'
import type { Plan } from '../../lib/trace/plan.ts'
import type { Trace } from '../../lib/trace/trace.ts'
import type { Main } from './plain-program.ts'
import { run } from './run.ts'

/** What runs these programs in this process, each under the name that its bundle has. */
export function inProcess(programs: { [name: string]: Main }) {
  const sandbox = {
    async run({ file }: Bundle, plans: Plan[], onTrace: (trace: Trace, index: number) => void) {
      for (const [index, plan] of plans.entries()) onTrace(run(programs[file] as Main, plan).trace, index)
    },
  }
  return sandbox as unknown as Sandbox
}

export function bundled(file: string): Bundle {
  return {
    file,
    code: '',
    sourceMap: { file, version: 3, sources: [], sourcesContent: [], names: [], mappings: '', sourceRoot: '' },
  }
}
