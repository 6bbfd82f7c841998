// The browser the tests run in: CHROMIUM_PATH, else Debian's, else the one npm shipped; where none runs, the reason to skip with.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, type BrowserServer, type LaunchOptions, chromium as playwright } from 'playwright-core'

// The test runner's modules have no `import.meta.resolve`.
const require = createRequire(import.meta.url)

export type FoundChromium = { executable: string; env: Record<string, string>; version: string } | { missing: string }

/** Unpacked once per machine and user; the version keeps an old one from being taken for a new one. */
const shippedFolder = join(tmpdir(), `tickmark-chromium-153-${process.getuid?.() ?? 'user'}`)

function runs(executable: string, env: Record<string, string> = {}): FoundChromium {
  const { status, stdout, stderr, error } = spawnSync(executable, ['--version'], { encoding: 'utf8', env: { ...process.env, ...env } })
  if (status === 0) return { executable, env, version: stdout.trim() }
  return { missing: `${executable} does not run here: ${error?.message ?? stderr.trim().split('\n')[0] ?? ''}` }
}

/**
 * `@sparticuz/chromium` unpacks its libraries only where it takes the machine for one of Amazon's, changes the environment of whoever
 * imports it, and takes half a file for a whole one. So a process of its own unpacks it, aside, and the whole folder is moved into place.
 */
function shipped(): FoundChromium {
  const executable = join(shippedFolder, 'chromium')
  if (!existsSync(executable)) {
    const aside = mkdtempSync(`${shippedFolder}-`)
    const module = pathToFileURL(require.resolve('@sparticuz/chromium'))
    const script = `const { default: chromium } = await import('${module}'); await chromium.executablePath()`
    const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      encoding: 'utf8',
      env: { ...process.env, TMPDIR: aside, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x' },
    })
    try {
      if (status !== 0) return { missing: `the Chromium that npm shipped could not be unpacked: ${stderr.trim().split('\n').at(-1) ?? ''}` }
      moveInto(aside, shippedFolder)
    } finally {
      rmSync(aside, { recursive: true, force: true })
    }
  }
  return runs(executable, { LD_LIBRARY_PATH: join(shippedFolder, 'al2023', 'lib'), FONTCONFIG_PATH: join(shippedFolder, 'fonts') })
}

/** Another test process may have been quicker: then its folder is as good. */
function moveInto(aside: string, folder: string): void {
  try {
    renameSync(aside, folder)
  } catch (error) {
    if (!existsSync(join(folder, 'chromium'))) throw error
  }
}

export function findChromium(): FoundChromium {
  const given = process.env.CHROMIUM_PATH
  const found = given !== undefined ? runs(given) : existsSync('/usr/bin/chromium') ? runs('/usr/bin/chromium') : shipped()
  if ('missing' in found) console.warn(`Tests in a browser are skipped: ${found.missing}`)
  return found
}

/**
 * Playwright's own list, which ours replaces, and then the parts of a window that Chromium builds out of pages of its own: a menu below an
 * address bar that nobody types into costs more than the page does.
 */
const disabledFeatures = [
  ...['AvoidUnnecessaryBeforeUnloadCheckSync', 'DestroyProfileOnBrowserClose', 'HttpsUpgrades', 'HttpsFirstBalancedModeAutoEnable'],
  ...['LensOverlay', 'MediaRouter', 'PaintHolding', 'ThirdPartyStoragePartitioning', 'AvoidCorsURLLoaderRestartOnRedirect'],
  ...['OptimizationHints', 'NetworkTimeServiceQuerying', 'AimEnabled', 'PreconnectToSearch', 'CDPScreenshotNewSurface'],
  ...['PreloadTopChromeWebUI', 'WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'WebUIOmniboxFullPopup', 'InitialWebUI'],
]

const switches = [
  ...['--disable-background-networking', '--disable-component-update', '--disable-domain-reliability', '--no-pings', '--disable-gpu'],
  `--disable-features=${disabledFeatures.join(',')}`,
]

/** No sandbox, which root and many containers cannot have (by playwright); no talk to the network of its own. */
function launchOptions(found: FoundChromium): LaunchOptions {
  if ('missing' in found) throw new Error(found.missing)
  return { executablePath: found.executable, env: { ...(process.env as Record<string, string>), ...found.env }, args: switches }
}

/** With a fresh profile. */
export function launchChromium(found: FoundChromium, options: LaunchOptions = {}): Promise<Browser> {
  return playwright.launch({ ...launchOptions(found), ...options })
}

/** One for many processes: each connects to its `wsEndpoint()`, and what it opened is closed when it hangs up. */
export function serveChromium(found: FoundChromium): Promise<BrowserServer> {
  return playwright.launchServer(launchOptions(found))
}
