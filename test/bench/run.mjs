// @ts-check
// Bundles the benchmark, realm included, and runs it. `npm run bench` builds dist/ first.
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { build } from 'esbuild'
import { asText, bundleRealm, root } from '../../bin/build/modules.mjs'

const outfile = path.join(root, 'node_modules/.cache/gossip-workbench/bench.mjs')
await build({
  absWorkingDir: root,
  entryPoints: ['test/bench/main.ts'],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  logLevel: 'warning',
  plugins: [asText('virtual:realm', await bundleRealm())],
})
process.exitCode = spawnSync(process.execPath, [outfile], { stdio: 'inherit' }).status ?? 1
