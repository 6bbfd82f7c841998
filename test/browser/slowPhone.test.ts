// How soon can somebody act on a cheap telephone with a bad network? The bytes are held to a budget; the times depend on the machine and are printed.
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { beforeAll, expect, test } from 'vitest'
import { toInstant } from '../../src/core/kernel/instant.ts'
import { makeOnCallHouse, type OnCallHouse } from '../support/onCallHouse.ts'
import { describePages } from '../support/pages.ts'
import { pressWhenThere, slowDown, type Usable, waterfall, wholeAfter } from '../support/slowPhone.ts'

/** Bytes of script, gzipped: before it can be acknowledged, and before all of the page is there. */
const most = { first: 12_000, page: 192_000 }
/** Four times slower on a busy machine is slow. */
const patient = { timeout: 60_000 }
const realClock = { overrides: { clock: () => toInstant(Date.now()) } }

const built = new URL('../../dist/ui/', import.meta.url)
type Chunk = { file: string; imports?: string[] }

/** The script of `sources`, and what it imports at once. */
function scriptNeeded(...sources: string[]): { files: number; bytes: number } {
  const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', built), 'utf8')) as Record<string, Chunk | undefined>
  const needed = new Set(sources)
  // A set that grows while it is walked: what is imported at once, and what that imports.
  for (const name of needed) for (const imported of manifest[name]?.imports ?? []) needed.add(imported)
  const files = [...needed].map((name) => manifest[name]?.file ?? expect.fail(`${name} was not built`))
  const bytes = files.reduce((sum, file) => sum + gzipSync(readFileSync(new URL(file, built)), { level: 9 }).length, 0)
  return { files: files.length, bytes }
}

describePages(
  'an incident on a slow telephone',
  (stage) => {
    let { ada }: Pick<OnCallHouse, 'ada'> = {} as OnCallHouse
    beforeAll(async () => {
      ;({ ada } = await makeOnCallHouse(stage.server))
    })

    test(`asks for at most ${most.first / 1000} kB of script before it can be acknowledged, and ${most.page / 1000} kB before its page is whole`, () => {
      const first = scriptNeeded('index.html')
      const page = scriptNeeded('index.html', 'main.tsx', 'pages/incident/IncidentPage.tsx')
      for (const [what, { files, bytes }] of Object.entries({ 'it can be acknowledged': first, 'its page is whole': page })) {
        console.info(`script before ${what}: ${(bytes / 1000).toFixed(1)} kB gzipped in ${files} files`)
      }
      // On such a network each file costs a wait.
      expect(first.files).toBeLessThanOrEqual(2)
      expect(page.files).toBeLessThanOrEqual(7)
      expect(first.bytes).toBeGreaterThan(2_000)
      expect(page.bytes).toBeGreaterThan(50_000)
      expect(first.bytes).toBeLessThanOrEqual(most.first)
      expect(page.bytes).toBeLessThanOrEqual(most.page)
    })

    test('is acknowledged on its first visit and on its second one, by a page that then says so', async () => {
      const declare = async (title: string) => {
        const { body } = await ada.fetchJson<{ id: string }>('POST', '/incidents', { origin: 'report', title })
        return `${stage.server.url}/incidents/${body.id}`
      }
      const { context, page: first, faults } = await stage.visit({ screen: 'phone', as: ada, keeps: true })
      const said = (visit: string, { shown, answered }: Usable, whole: number) =>
        `${visit}: acknowledge is there after ${Math.round(shown)} ms, has answered after ${Math.round(answered)} ms, and the page is whole after ${Math.round(whole)} ms`
      await slowDown(first)
      const pressed = await pressWhenThere(first, await declare('The first'), 'Acknowledge', 'Acknowledged by you')
      const lines = [said('first visit', pressed, await wholeAfter(first))]
      if (process.env.TICKMARK_WATERFALL) lines.push(...(await waterfall(first)))
      await first.getByText('Ada Example acknowledged').first().waitFor(patient)
      // Asked for by the page's head, and not once more by its script.
      expect(await first.evaluate(() => performance.getEntriesByName(`${location.origin}/api/v1/session`).length)).toBe(1)
      // The pages are on the device from here on, as they are before anybody is paged a second time.
      await first.waitForFunction(async () => (await caches.keys()).length > 0 && navigator.serviceWorker.controller !== null)
      await first.close()
      const second = await context.newPage()
      await slowDown(second)
      const again = await pressWhenThere(second, await declare('The second'), 'Acknowledge', 'Acknowledged by you')
      lines.push(said('second visit', again, await wholeAfter(second)))
      if (process.env.TICKMARK_WATERFALL) lines.push(...(await waterfall(second)))
      await second.getByText('Ada Example acknowledged').first().waitFor(patient)
      console.info(['4 times slower, on slow 4G:', ...lines].join('\n  '))
      expect(faults.list).toEqual([])
      await context.close()
    }, 240_000)
  },
  realClock,
)
