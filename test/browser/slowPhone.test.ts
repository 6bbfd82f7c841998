// How soon can somebody act on a cheap telephone with a bad network? The bytes are held to a budget; the times depend on the machine and are printed.
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { beforeAll, expect, test } from 'vitest'
import { toInstant } from '../../src/core/kernel/instant.ts'
import { makeOnCallHouse, type OnCallHouse } from '../support/onCallHouse.ts'
import { describePages } from '../support/pages.ts'
import { pressWhenThere, slowDown, type Usable, waterfall } from '../support/slowPhone.ts'

const most = 190_000
/** Four times slower on a busy machine is slow. */
const patient = { timeout: 60_000 }
const realClock = { overrides: { clock: () => toInstant(Date.now()) } }

const built = new URL('../../dist/ui/', import.meta.url)
type Chunk = { file: string; imports?: string[] }

/** The script that must be there before the page of an incident is: what starts it, its own file, and what those import at once. */
function scriptNeeded(): { files: number; bytes: number } {
  const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', built), 'utf8')) as Record<string, Chunk | undefined>
  const needed = new Set(['index.html', 'pages/incident/IncidentPage.tsx'])
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

    test(`asks for at most ${most / 1000} kB of script before it can be acknowledged`, () => {
      const { files, bytes } = scriptNeeded()
      console.info(`script before an incident can be acknowledged: ${(bytes / 1000).toFixed(1)} kB gzipped in ${files} files`)
      // On such a network each file costs a wait.
      expect(files).toBeLessThanOrEqual(6)
      expect(bytes).toBeGreaterThan(50_000)
      expect(bytes).toBeLessThanOrEqual(most)
    })

    test('is acknowledged on its first visit and on its second one, by a page that then says so', async () => {
      const declare = async (title: string) => {
        const { body } = await ada.fetchJson<{ id: string }>('POST', '/incidents', { origin: 'report', title })
        return `${stage.server.url}/incidents/${body.id}`
      }
      const { context, page: first, faults } = await stage.visit({ screen: 'phone', as: ada, keeps: true })
      const said = (visit: string, { shown, answered }: Usable) =>
        `${visit}: acknowledge is there after ${Math.round(shown)} ms, and has answered after ${Math.round(answered)} ms`
      await slowDown(first)
      const lines = [said('first visit', await pressWhenThere(first, await declare('The first'), 'Acknowledge', 'Acknowledged by you'))]
      if (process.env.TICKMARK_WATERFALL) lines.push(...(await waterfall(first)))
      await first.getByText('Ada Example acknowledged').first().waitFor(patient)
      // Asked for by the page's head, and not once more by its script.
      expect(await first.evaluate(() => performance.getEntriesByName(`${location.origin}/api/v1/session`).length)).toBe(1)
      // The pages are on the device from here on, as they are before anybody is paged a second time.
      await first.waitForFunction(async () => (await caches.keys()).length > 0 && navigator.serviceWorker.controller !== null)
      await first.close()
      const second = await context.newPage()
      await slowDown(second)
      lines.push(said('second visit', await pressWhenThere(second, await declare('The second'), 'Acknowledge', 'Acknowledged by you')))
      if (process.env.TICKMARK_WATERFALL) lines.push(...(await waterfall(second)))
      await second.getByText('Ada Example acknowledged').first().waitFor(patient)
      console.info(['4 times slower, on slow 4G:', ...lines].join('\n  '))
      expect(faults.list).toEqual([])
      await context.close()
    }, 240_000)
  },
  realClock,
)
