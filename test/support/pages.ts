// The pages in a real browser: signed in as somebody, on a phone or a desk, with everything noted that must not happen.
import { type Browser, type BrowserContext, type Page, chromium as playwright } from 'playwright-core'
import { afterAll, beforeAll, describe, inject } from 'vitest'
import { type SignedInCaller, startTestServer, type TestServer, type TestServerOptions } from './server.ts'

const provided = inject('browser')
export const browserMissing = 'missing' in provided ? provided.missing : null

export const screens = {
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 },
  desk: { viewport: { width: 1440, height: 900 } },
} as const
export type Screen = keyof typeof screens

/** What a page must never do: write an error to the console, throw, or ask another origin for anything. */
export type Faults = { list: string[] }

export type Visit = { context: BrowserContext; page: Page; faults: Faults }

/** The Chromium of this run. Closing it closes what was opened through it, and leaves it to the others. */
export function openBrowser(): Promise<Browser> {
  if ('missing' in provided) throw new Error(provided.missing)
  return playwright.connect(provided.endpoint)
}

function watchFaults(page: Page, origin: string, faults: Faults): void {
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

type VisitOptions = {
  screen: Screen
  scheme?: 'light' | 'dark' | 'system'
  as?: SignedInCaller
  /** Another way to the same server. */
  url?: string
  /** As a device that keeps the pages: its service worker, and every other page fetched ahead. Both take long, and few sentences need them. */
  keeps?: boolean
}

/** A fresh browser profile on one page of the server at `url`. */
export async function visit(
  browser: Browser,
  { screen, scheme = 'light', as, url, keeps = false }: VisitOptions & { url: string },
): Promise<Visit> {
  const context = await browser.newContext({
    ...screens[screen],
    timezoneId: 'Europe/Zurich',
    reducedMotion: 'reduce',
    acceptDownloads: true,
    serviceWorkers: keeps ? 'allow' : 'block',
    baseURL: url,
  })
  context.setDefaultTimeout(15_000)
  // Blank pages have no storage.
  await context.addInitScript(`try { localStorage.setItem('tickmark.appearance', '${scheme}') } catch {}`)
  if (!keeps) await context.addInitScript(`Object.defineProperty(navigator, 'connection', { value: { saveData: true } })`)
  if (as) {
    const [name = '', value = ''] = (as.headers.cookie ?? '').split('=')
    await context.addCookies([{ name, value, url, httpOnly: true, sameSite: 'Lax' }])
  }
  const page = await context.newPage()
  const faults: Faults = { list: [] }
  watchFaults(page, new URL(url).origin, faults)
  return { context, page, faults }
}

/**
 * From one page to the next as a link leads, which is much quicker than loading everything anew. Where the page stays the same, as with
 * another question in its address, it is loaded.
 */
export async function goOn(page: Page, path: string): Promise<void> {
  const left = await page.evaluate((to) => {
    const heading = document.querySelector('h1')
    if (heading === null || new URL(to, location.href).pathname === location.pathname) return false
    heading.setAttribute('data-left', '')
    history.pushState({}, '', to)
    return true
  }, path)
  const gone = () => page.locator('h1[data-left]').waitFor({ state: 'detached', timeout: 1_500 })
  const isThere =
    left &&
    (await gone().then(
      () => true,
      () => false,
    ))
  if (!isThere) await page.goto(path)
}

export type Stage = {
  readonly server: TestServer
  /** A fresh browser profile on one page of the server. */
  visit(options: VisitOptions): Promise<Visit>
}

/** Sentences about pages, with a server of their own and the browser of this run. Where there is no browser they are skipped. */
export function describePages(about: string, sentences: (stage: Stage) => void, options: TestServerOptions = {}): void {
  describe.skipIf(browserMissing !== null)(about, () => {
    let opened: { browser: Browser; server: TestServer } | undefined
    const now = () => {
      if (opened === undefined) throw new Error('the server is there from beforeAll on, not before')
      return opened
    }
    beforeAll(async () => {
      const [browser, server] = await Promise.all([openBrowser(), startTestServer('pglite', options)])
      opened = { browser, server }
    })
    afterAll(async () => {
      await opened?.browser.close()
      await opened?.server.close()
    })
    sentences({
      get server() {
        return now().server
      },
      visit: (options) => visit(now().browser, { url: now().server.url, ...options }),
    })
  })
}
