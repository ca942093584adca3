import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

/** Bundles the harness as the workbench itself is bundled, React for production; `remove` takes it away again. */
export async function bundleHarness(): Promise<{ file: string; remove: () => void }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'gossip-workbench-tui-'))
  const file = path.join(folder, 'harness.mjs')
  await build({
    entryPoints: [fileURLToPath(new URL('main.ts', import.meta.url))],
    outfile: file,
    ...{ bundle: true, format: 'esm', platform: 'node', target: 'node20', logLevel: 'warning' },
    define: { 'process.env.NODE_ENV': '"production"' },
    banner: { js: "import{createRequire as r}from'node:module';const require=r(import.meta.url);" },
    plugins: [
      {
        name: 'no developer tools',
        setup({ onLoad }) {
          onLoad({ filter: /[\\/]ink[\\/]build[\\/]devtools\.js$/ }, () => ({ contents: '' }))
        },
      },
    ],
  })
  return { file, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
