// The pages in a real browser: signed in as somebody, on a phone or a desk, with everything noted that must not happen.
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { findChromium, launchChromium } from './chromium.ts'
import type { SignedInCaller, TestServer } from './server.ts'

export const chromium = findChromium()
export const browserMissing = 'missing' in chromium ? chromium.missing : null

export const screens = {
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 },
  desk: { viewport: { width: 1440, height: 900 } },
} as const
export type Screen = keyof typeof screens

/** What a page must never do: write an error to the console, throw, or ask another origin for anything. */
export type Faults = { list: string[] }

export type Visit = { context: BrowserContext; page: Page; faults: Faults }

export function buildPages(): void {
  const root = fileURLToPath(new URL('../..', import.meta.url))
  execFileSync(process.execPath, ['scripts/build.ts'], { cwd: root, stdio: 'inherit' })
}

export function openBrowser(): Promise<Browser> {
  return launchChromium(chromium)
}

export function watchFaults(page: Page, origin: string, faults: Faults): void {
  page.on('console', (message) => {
    // A refusal is an answer; the browser writes a line about every status above 399 by itself.
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) faults.list.push(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => faults.list.push(`thrown: ${error.message}`))
  page.on('request', (request) => {
    const url = new URL(request.url())
    if (url.protocol !== 'data:' && url.protocol !== 'blob:' && url.origin !== origin) faults.list.push(`asked ${url.origin}`)
  })
}

type VisitOptions = { screen: Screen; scheme?: 'light' | 'dark'; as?: SignedInCaller }

/** A fresh browser profile on one page of the server. */
export async function visit(browser: Browser, server: TestServer, { screen, scheme = 'light', as }: VisitOptions): Promise<Visit> {
  const context = await browser.newContext({
    ...screens[screen],
    timezoneId: 'Europe/Zurich',
    reducedMotion: 'reduce',
    acceptDownloads: true,
  })
  context.setDefaultTimeout(15_000)
  // Blank pages have no storage.
  await context.addInitScript(`try { localStorage.setItem('tickmark.appearance', '${scheme}') } catch {}`)
  if (as) {
    const [name = '', value = ''] = (as.headers.cookie ?? '').split('=')
    await context.addCookies([{ name, value, url: server.url, httpOnly: true, sameSite: 'Lax' }])
  }
  const page = await context.newPage()
  const faults: Faults = { list: [] }
  watchFaults(page, new URL(server.url).origin, faults)
  return { context, page, faults }
}
