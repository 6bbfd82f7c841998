// A cheap telephone on a bad network, as Lighthouse has it: a quarter of the processor, slow 4G, and how long it takes until somebody can act.
import type { CDPSession, Page } from 'playwright-core'

const kilobit = 1024 / 8
export const slowFourG = { offline: false, latency: 150, downloadThroughput: 1600 * kilobit, uploadThroughput: 750 * kilobit }
export const slowerProcessor = 4

export async function slowDown(page: Page): Promise<void> {
  const session: CDPSession = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', slowFourG)
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowerProcessor })
}

/** From the beginning of the navigation: when the button was there, and when it had answered to being pressed at once. */
export type Usable = { shown: number; answered: number }

/** Presses `button` in the page as soon as it is drawn, and waits for `answer`; both by how their text begins. */
export async function pressWhenThere(page: Page, url: string, button: string, answer: string): Promise<Usable> {
  await page.addInitScript(
    ([label = '', said = '']) => {
      const usable: { shown?: number; answered?: number } = {}
      Object.assign(globalThis, { usable })
      const find = (what: string, text: string) =>
        [...document.querySelectorAll<HTMLElement>(what)].find(({ textContent }) => textContent?.startsWith(text))
      const look = () => {
        if (usable.shown === undefined) {
          const found = find('button:not([aria-disabled])', label)
          if (found !== undefined) {
            usable.shown = performance.now()
            found.click()
          }
        } else if (find('p', said) !== undefined) usable.answered = performance.now()
        if (usable.answered === undefined) requestAnimationFrame(look)
      }
      requestAnimationFrame(look)
    },
    [button, answer],
  )
  await page.goto(url, { waitUntil: 'commit' })
  const found = await page.waitForFunction(
    () => {
      const { usable } = globalThis as unknown as { usable?: Partial<Usable> }
      return usable?.answered !== undefined && usable
    },
    undefined,
    { timeout: 60_000 },
  )
  return (await found.jsonValue()) as Usable
}

/** Milliseconds from the beginning of the navigation until the app had taken the page over from its first answer. */
export async function wholeAfter(page: Page): Promise<number> {
  await page.waitForFunction(() => document.getElementById('first') === null, undefined, { timeout: 60_000 })
  return page.evaluate(() => performance.getEntriesByName('app').at(-1)?.startTime ?? Number.NaN)
}

/** What was asked for and when, for whoever wants to know where the time went: `1203 to 1410 ms  12 kB  /assets/…`. */
export async function waterfall(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    (performance.getEntries() as PerformanceResourceTiming[])
      .filter(({ entryType }) => entryType === 'resource' || entryType === 'navigation')
      .map(({ name, startTime, responseEnd, transferSize }) => {
        const [from, to] = [Math.round(startTime), Math.round(responseEnd)]
        return `${String(from).padStart(5)} to ${String(to).padStart(5)} ms ${String(Math.round(transferSize / 1000)).padStart(4)} kB  ${new URL(name).pathname}`
      }),
  )
}
