// An incident in a real browser: answered with a few taps on a phone, worked on without a network, read by everybody.
import type { Page } from 'playwright-core'
import { beforeEach, expect, test } from 'vitest'
import { toInstant } from '../../src/core/kernel/instant.ts'
import { readsBadly } from '../support/axe.ts'
import { Line } from '../support/line.ts'
import { makeOnCallHouse } from '../support/onCallHouse.ts'
import { describePages, goOn, type Screen } from '../support/pages.ts'
import type { House, SignedInCaller } from '../support/server.ts'

type Incident = { id: string; number: string; acknowledged_at: string | null; state: string; severity: string | null }
type Items<Item> = { items: Item[] }
type Entry = { kind: string; said: string; at: string; recorded_at: string; detail: Record<string, unknown> | null }

/** Counts the taps that a task takes, as the promise is given in taps. */
class Thumb {
  #taps = 0
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
  }

  async tap(name: string | RegExp, within?: string): Promise<void> {
    this.#taps += 1
    const place = within === undefined ? this.#page : this.#page.getByRole('group', { name: within })
    await place.getByRole('button', { name }).first().tap()
  }

  count(): number {
    const taps = this.#taps
    this.#taps = 0
    return taps
  }
}

/** A busy machine may take its time to record what was sent. */
const patient = { timeout: 20_000 }

// What the device says of when things were done must be near to what the server takes for now.
const realClock = { overrides: { clock: () => toInstant(Date.now()) } }

describePages(
  'an incident',
  (stage) => {
    let house: House
    let ada: SignedInCaller
    let alertId: string

    beforeEach(async () => {
      ;({ house, ada, alertId } = await makeOnCallHouse(stage.server))
    })

    async function declare(): Promise<Incident> {
      const { status, body } = await ada.fetchJson<Incident>('POST', '/incidents', { origin: 'alert', alert_ids: [alertId] })
      expect(status).toBe(201)
      return body
    }

    const incidentNow = async (id: string) => (await ada.fetchJson<Incident>('GET', `/incidents/${id}`)).body
    const threadOf = async (id: string) => (await ada.fetchJson<Items<Entry>>('GET', `/incidents/${id}/thread`)).body.items

    test('is acknowledged with one tap from its alert, its severity known after four, and somebody paged after two', async () => {
      const { context, page, faults } = await stage.visit({ screen: 'phone', as: ada })
      const thumb = new Thumb(page)
      await page.goto(`${stage.server.url}/alerts/${alertId}`)
      await page.getByRole('button', { name: 'Declare incident' }).tap()
      const acknowledge = page.getByRole('button', { name: 'Acknowledge' })
      await acknowledge.waitFor()
      const box = await acknowledge.boundingBox()
      expect(box?.height).toBeGreaterThanOrEqual(44)
      expect(box?.y).toBeGreaterThan(844 / 2)
      await thumb.tap('Acknowledge')
      expect(thumb.count()).toBe(1)
      await page
        .getByText(/Ada Example acknowledged/)
        .first()
        .waitFor()
      const [found] = (await ada.fetchJson<Items<Incident>>('GET', '/incidents')).body.items
      const id = found?.id ?? ''
      expect((await incidentNow(id)).acknowledged_at).not.toBeNull()

      await thumb.tap('suspected')
      await thumb.tap(/^no$/, 'Is somebody in our systems who should not be, or was there in the last 24 hours?')
      await thumb.tap('0 %')
      await thumb.tap('Set severity')
      expect(thumb.count()).toBeLessThanOrEqual(4)
      await expect.poll(async () => (await incidentNow(id)).severity, patient).toBe('SEV2')

      await thumb.tap('Page Grace Example')
      await thumb.tap(/I called/)
      expect(thumb.count()).toBe(2)
      await expect
        .poll(
          async () => (await ada.fetchJson<Items<{ to: { name: string }; channel: string }>>('GET', `/incidents/${id}/pages`)).body.items,
          patient,
        )
        .toMatchObject([{ to: { name: 'Grace Example' }, channel: 'phone' }])
      expect(
        await page
          .getByRole('link', { name: /Call \+41441234567/ })
          .first()
          .getAttribute('href'),
      ).toBe('tel:+41441234567')
      expect(faults.list).toEqual([])
      await context.close()
    })

    test('that is none is recorded as none with two taps', async () => {
      const incident = await declare()
      const { context, page, faults } = await stage.visit({ screen: 'phone', as: ada })
      const thumb = new Thumb(page)
      await page.goto(`${stage.server.url}/incidents/${incident.id}`)
      await page.getByRole('button', { name: 'Not an incident' }).waitFor()
      await thumb.tap('Not an incident')
      await thumb.tap('Known and allowed activity.')
      expect(thumb.count()).toBe(2)
      await expect.poll(async () => (await incidentNow(incident.id)).state, patient).toBe('not_an_incident')
      await page.getByText('It keeps its number and its thread').waitFor()
      expect(faults.list).toEqual([])
      await context.close()
    })

    test('is worked on while the network is cut: kept over a reload, then recorded once and in order', async () => {
      const incident = await declare()
      const line = new Line(stage.server.url)
      await line.mend()
      const { context, page, faults } = await stage.visit({ screen: 'phone', as: ada, url: line.url, keeps: true })
      await page.goto(`${line.url}/incidents/${incident.id}`)
      await page.getByRole('button', { name: 'Acknowledge' }).waitFor()
      await page
        .getByRole('button', { name: /^Follow / })
        .first()
        .tap()
      await page.getByRole('button', { name: 'Done' }).waitFor()
      // The pages themselves are on the device from here on.
      await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
      await page.waitForFunction(async () => (await caches.keys()).length > 0 && navigator.serviceWorker.controller !== null)
      await line.cut()
      await page.getByRole('button', { name: 'Acknowledge' }).tap()
      await page.getByText('not yet recorded').first().waitFor()
      await page.getByRole('textbox', { name: 'What you saw, decided or did' }).fill('The key was used from an address that is not ours.')
      await page.getByRole('button', { name: 'Write into the thread' }).tap()
      await page.getByRole('article', { name: 'Step 1' }).getByRole('button', { name: 'Done' }).tap()
      await page.getByRole('article', { name: 'Step 2' }).waitFor()
      await page.getByText('3 not yet recorded').waitFor()

      await page.reload()
      await page.getByText('3 not yet recorded').waitFor()
      await page.getByText('Acknowledged by you').waitFor()
      await page.getByRole('article', { name: 'Step 2' }).waitFor()
      expect((await incidentNow(incident.id)).acknowledged_at).toBeNull()

      await line.mend()
      await page.getByText('3 not yet recorded').waitFor({ state: 'hidden' })
      await expect.poll(async () => (await incidentNow(incident.id)).acknowledged_at, patient).not.toBeNull()
      const done = ['incident.acknowledged', 'incident.noted', 'step.marked']
      await expect
        .poll(async () => (await threadOf(incident.id)).map(({ kind }) => kind).filter((kind) => done.includes(kind)), patient)
        .toEqual(done)
      const noted = (await threadOf(incident.id)).find(({ kind }) => kind === 'incident.noted')
      expect(Date.parse(noted?.at ?? '')).toBeLessThan(Date.parse(noted?.recorded_at ?? ''))
      expect(faults.list.filter((fault) => !/net::ERR_|Failed to fetch|ServiceWorker/.test(fault))).toEqual([])
      await context.close()
      await line.cut()
    })

    test('shows what the server refused, with why, until somebody has read it', async () => {
      const incident = await declare()
      const { context, page } = await stage.visit({ screen: 'phone', as: ada })
      await page.goto(`${stage.server.url}/incidents/${incident.id}`)
      await page.getByRole('button', { name: 'Acknowledge' }).waitFor()
      await context.setOffline(true)
      await page.getByRole('button', { name: 'Acknowledge' }).tap()
      await page.getByText('Acknowledged by you').waitFor()
      const grace = await house.signInAs('responder', { name: 'Grace Example' })
      expect((await grace.fetchJson('POST', `/incidents/${incident.id}/acknowledge`, {})).status).toBe(200)
      await context.setOffline(false)
      await page.getByText('Not recorded: Acknowledged').waitFor()
      await page.reload()
      await page.getByText('Not recorded: Acknowledged').waitFor()
      await page.getByRole('button', { name: 'Dismiss' }).tap()
      await page.getByText('Not recorded: Acknowledged').waitFor({ state: 'hidden' })
      await context.close()
    })

    test('is worked by keyboard on a desk', async () => {
      const incident = await declare()
      const { context, page, faults } = await stage.visit({ screen: 'desk', as: ada })
      await page.goto(`${stage.server.url}/`)
      await page.getByRole('heading', { level: 1, name: 'Now' }).waitFor()
      await page.keyboard.press('g')
      await page.keyboard.press('i')
      await page.getByRole('heading', { level: 1, name: 'Incidents' }).waitFor()
      await page.getByRole('link', { name: 'Console sign-in' }).click()
      await page.getByRole('button', { name: 'Acknowledge' }).waitFor()
      await page.keyboard.press('a')
      await page
        .getByText(/Ada Example acknowledged/)
        .first()
        .waitFor()
      await page.keyboard.press('w')
      await page.keyboard.type('Called the owner of the account.')
      await page.keyboard.press('Control+Enter')
      await expect.poll(async () => (await threadOf(incident.id)).some(({ kind }) => kind === 'incident.noted'), patient).toBe(true)
      await page.getByRole('heading', { level: 1 }).click()
      await page.keyboard.press('e')
      await page.getByRole('dialog', { name: /^Page / }).waitFor()
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'hidden' })
      await page.keyboard.press('x')
      await page.getByRole('dialog', { name: /^Not an incident/ }).waitFor()
      expect(faults.list).toEqual([])
      await context.close()
    })

    test.each(['phone', 'desk'] satisfies Screen[])(
      'reads well for everybody on a %s, in the light and in the dark',
      async (screen) => {
        const incident = await declare()
        await ada.fetchJson('POST', `/incidents/${incident.id}/acknowledge`, {})
        await ada.fetchJson('POST', `/incidents/${incident.id}/severity`, { answers: { customer_data: 'suspected' } })
        await ada.fetchJson('POST', `/incidents/${incident.id}/runs`, { document_id: 'leaked-cloud-credential' })
        await ada.fetchJson('POST', `/incidents/${incident.id}/notes`, { text: 'A call from an address that is not ours.' })
        await ada.fetchJson('POST', `/incidents/${incident.id}/pages`, { channel: 'phone', level: 1 })
        const stops: [path: string, heading: string | RegExp][] = [
          ['/incidents?state=open', 'Incidents'],
          ['/incidents?q=nothing-is-called-so', 'Incidents'],
          ['/incidents/declare', 'Declare incident'],
          [`/incidents/declare?alerts=${alertId}`, 'Declare incident'],
          [`/incidents/${incident.id}`, /Console sign-in/],
          [`/incidents/${incident.id}/thread`, /INC-/],
          ['/runbooks', 'Runbooks'],
          ['/runbooks/leaked-cloud-credential', /Leaked cloud credential/],
          ['/settings/on-call', 'On call'],
        ]
        const { context, page, faults } = await stage.visit({ screen, scheme: 'system', as: ada })
        const found: string[] = []
        for (const [path, heading] of stops) {
          await goOn(page, path)
          await page.getByRole('heading', { level: 1, name: heading }).first().waitFor()
          found.push(...(await readsBadly(page, path)))
        }
        await goOn(page, `/incidents/${incident.id}`)
        for (const name of ['Not an incident', 'Escalate', 'Skip', 'Give a role']) {
          await page.getByRole('button', { name, exact: true }).first().click()
          await page.getByRole('dialog').waitFor()
          // Away from the button below it, whose hint would stand over the dialog.
          await page.mouse.move(0, 0)
          found.push(...(await readsBadly(page, `dialog ${name}`)))
          await page.keyboard.press('Escape')
          await page.getByRole('dialog').waitFor({ state: 'hidden' })
        }
        expect(found).toEqual([])
        expect(faults.list).toEqual([])
        await context.close()
      },
      240_000,
    )
  },
  realClock,
)
