import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

/** Tests that start processes, measure their own or take the terminal: each file gets a process to itself. */
const withProcesses = ['cli', 'e2e', 'package', 'sandbox', 'tui', 'workspace'].map(
  (area) => `test/${area}/**/*.test.{ts,tsx}`,
)

export default defineConfig({
  test: {
    // One core fewer, which is the default, would leave one of two, and many of these tests wait for processes.
    maxWorkers: Math.max(2, availableParallelism()),
    // Whole programs are started and installed in some tests, on slow machines too.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      { extends: true, test: { name: 'with processes', include: withProcesses } },
      {
        extends: true,
        test: {
          name: 'pure',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: withProcesses,
          // Functions of their arguments leave nothing behind: a fresh process a file would only load all anew.
          isolate: false,
        },
      },
    ],
  },
})
