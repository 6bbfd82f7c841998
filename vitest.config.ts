// Three kinds of test: unit (beside the file, pure), house (a real database and real HTTP), browser (a real Chromium).
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    pool: 'forks',
    // One more than the two processors of CI: a test often waits, for a browser, a clock or another process.
    maxWorkers: 3,
    // A file finds what the one before it has loaded: reading the server anew costs as much as many files take.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // A busy CI machine may starve a real server or browser once; whoever fails twice is broken. The reporter names what needed its second try.
    retry: process.env.CI === undefined ? 0 : 1,
    projects: [
      { extends: true, test: { name: 'unit', include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'test/architecture/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'house',
          include: ['test/guarantees/*.test.ts', 'test/scenarios/*.test.ts'],
          globalSetup: ['test/support/globalSetup.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/browser/*.test.ts'],
          globalSetup: ['test/support/globalSetup.ts', 'test/support/browserSetup.ts'],
        },
      },
    ],
  },
})
