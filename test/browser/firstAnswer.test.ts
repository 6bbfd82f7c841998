// What an incident’s page shows before the app is there: is it what the app will show, and does what was pressed count?
import type { Page, Route } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { toInstant } from '../../src/core/kernel/instant.ts'
import { violations } from '../support/axe.ts'
import { makeOnCallHouse, type OnCallHouse } from '../support/onCallHouse.ts'
import { describePages } from '../support/pages.ts'

const realClock = { overrides: { clock: () => toInstant(Date.now()) } }

/** Keeps the app from coming until it is let in. `begun`: the first answer is there, or will not be. */
async function holdApp(page: Page): Promise<{ begun: () => Promise<unknown>; letIn: () => Promise<void> }> {
  const held: Route[] = []
  let isHeld = true
  await page.route('**/assets/main-*.js', async (route) => {
    if (isHeld) held.push(route)
    else await route.continue()
  })
  return {
    begun: () => page.waitForFunction(() => performance.getEntriesByName('first').length > 0),
    letIn: async () => {
      isHeld = false
      await Promise.all(held.map((route) => route.continue()))
      await page.locator('#first').waitFor({ state: 'detached' })
    },
  }
}

/** The words on top of the incident, and where on the screen its parts begin. */
function readTop(page: Page) {
  return page.evaluate(() => {
    const article = document.querySelector('article')
    const head = article?.querySelector('header')
    const acknowledged = head?.nextElementSibling
    const buttons = [...(acknowledged?.querySelectorAll('button') ?? [])].filter(({ textContent }) => !textContent?.startsWith('Next'))
    const rows = [head, article?.querySelector('h1'), acknowledged?.querySelector('p'), buttons[0]]
    const words = [head, acknowledged?.querySelector('p'), document.querySelector('main a')]
    return {
      title: document.title,
      words: words.map((part) =>
        part?.textContent
          ?.replaceAll(/\s+/g, ' ')
          .replace(/· (now|\d+ s ago)/, '· a moment ago')
          .trim(),
      ),
      // Without the key that works only in the app.
      buttons: buttons.map((button) => button.firstChild?.textContent),
      rows: rows.map((row) => row && Math.round(row.getBoundingClientRect().top)),
    }
  })
}

describePages(
  'the first answer to an incident',
  (stage) => {
    let { ada, admin, alertId }: Pick<OnCallHouse, 'ada' | 'admin' | 'alertId'> = {} as OnCallHouse
    const declare = async (more: object) => {
      const { body } = await ada.fetchJson<{ id: string }>('POST', '/incidents', {
        origin: 'report',
        title: 'Somebody reads our mail',
        ...more,
      })
      return body.id
    }
    const acknowledgedTimes = async (id: string) => {
      const { body } = await ada.fetchJson<{ items: { kind: string }[] }>('GET', `/incidents/${id}/thread`)
      return body.items.filter(({ kind }) => kind === 'incident.acknowledged').length
    }
    beforeAll(async () => {
      ;({ ada, admin, alertId } = await makeOnCallHouse(stage.server))
    })

    test.each(['phone', 'desk'] as const)('says at the same places what the page then says (%s)', async (screen) => {
      const id = await declare(
        screen === 'phone' ? { origin: 'alert', alert_ids: [alertId], title: undefined } : { summary: 'Two of us saw it.' },
      )
      const { context, page, faults } = await stage.visit({ screen, scheme: screen === 'phone' ? 'dark' : 'light', as: ada })
      const app = await holdApp(page)
      await page.goto(`/incidents/${id}`, { waitUntil: 'commit' })
      await page.locator('#first h1').waitFor()
      expect(await violations(page)).toEqual([])
      const before = await readTop(page)
      expect(before.buttons.join()).toMatch(/^Acknowledge/)
      await app.letIn()
      expect(await readTop(page)).toEqual(before)
      expect(faults.list).toEqual([])
      await context.close()
    })

    test('takes an acknowledgement, which is recorded once and stays when the page comes', async () => {
      const id = await declare({})
      const { context, page, faults } = await stage.visit({ screen: 'phone', as: ada })
      const app = await holdApp(page)
      await page.goto(`/incidents/${id}`, { waitUntil: 'commit' })
      await page.locator('#first').getByRole('button', { name: 'Acknowledge' }).click()
      await page.locator('#first').getByText('Ada Example acknowledged').waitFor()
      await app.letIn()
      await page.getByText('Ada Example acknowledged').first().waitFor()
      expect(await page.getByRole('button', { name: 'Acknowledge', exact: true }).count()).toBe(0)
      expect(await acknowledgedTimes(id)).toBe(1)
      expect(faults.list).toEqual([])
      await context.close()
    })

    test('keeps an acknowledgement that finds no network, until the page sends it', async () => {
      const id = await declare({})
      const { context, page } = await stage.visit({ screen: 'phone', as: ada })
      const app = await holdApp(page)
      await page.goto(`/incidents/${id}`, { waitUntil: 'commit' })
      const acknowledge = page.locator('#first').getByRole('button', { name: 'Acknowledge' })
      await acknowledge.waitFor()
      await context.setOffline(true)
      await acknowledge.click()
      await page.locator('#first').getByText('not yet recorded').waitFor()
      await context.setOffline(false)
      expect(await acknowledgedTimes(id)).toBe(0)
      await app.letIn()
      await page.getByText('Ada Example acknowledged').first().waitFor()
      expect(await acknowledgedTimes(id)).toBe(1)
      await context.close()
    })

    test('remembers what was asked for that only the page can do', async () => {
      const { context, page, faults } = await stage.visit({ screen: 'phone', as: ada })
      const app = await holdApp(page)
      await page.goto(`/incidents/${await declare({})}`, { waitUntil: 'commit' })
      const button = page.locator('#first').getByRole('button', { name: 'Not an incident' })
      await button.click()
      expect(await button.getAttribute('aria-busy')).toBe('true')
      await app.letIn()
      await page.getByRole('dialog', { name: /not an incident/i }).waitFor()
      expect(faults.list).toEqual([])
      await context.close()
    })

    test('leaves to the page what nobody can work on', async () => {
      const id = await declare({})
      const { status } = await ada.fetchJson('POST', `/incidents/${id}/dismiss`, { disposition: 'test', reason: 'We tried the form.' })
      expect(status).toBe(200)
      const { context, page } = await stage.visit({ screen: 'phone', as: admin })
      const app = await holdApp(page)
      await page.goto(`/incidents/${id}`, { waitUntil: 'commit' })
      await app.begun()
      expect(await page.evaluate(() => document.getElementById('first')?.childElementCount)).toBe(0)
      await app.letIn()
      await page.getByText('It keeps its number and its thread').waitFor()
      await context.close()
    })
  },
  realClock,
)
