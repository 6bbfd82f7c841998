// Three kinds of test: unit (beside the file, pure), house (a real database and real HTTP), browser (a real Chromium).
import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vitest/config'

/** Packages are tested as the server runs them, not as builds of theirs that check themselves on the way and take half as long again. */
const packagesAsServed: Plugin = {
  name: 'packages-as-served',
  configResolved({ ssr, environments }) {
    for (const { conditions } of [ssr.resolve ?? {}, ...Object.values(environments).map(({ resolve }) => resolve)]) {
      const at = conditions?.indexOf('development|production') ?? -1
      if (at >= 0) conditions?.splice(at, 1)
    }
  },
}

export default defineConfig({
  plugins: [packagesAsServed],
  test: {
    pool: 'forks',
    // One more than the two processors of CI: a test often waits, for a browser, a clock or another process.
    maxWorkers: 3,
    // A file finds what the one before it has loaded: reading the server anew costs as much as many files take.
    isolate: false,
    // Servers that tests start as processes read what the build has already read, as the command line does.
    env: { NODE_COMPILE_CACHE: fileURLToPath(new URL('dist/compiled', import.meta.url)) },
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
