import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    // Whole programs are started and installed in some tests, on slow machines too.
    testTimeout: 30_000,
    hookTimeout: 120_000,
  },
})
