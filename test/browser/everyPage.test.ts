// Every page, in light and dark, on a phone and a desk: nothing axe-core finds, no console error, no request to another origin.

import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { readsBadly, violations } from '../support/axe.ts'
import { alertGroup, connectSource, sendTo } from '../support/hooks.ts'
import { describePages, goOn, type Screen, screens } from '../support/pages.ts'
import type { SignedInCaller } from '../support/server.ts'

type Stop = { path: string; shows: string | RegExp; doing?: (page: Page) => Promise<void> }

const openDialog = (name: string) => async (page: Page) => {
  await page.getByRole('button', { name, exact: true }).first().click()
  await page.getByRole('dialog').waitFor()
}

/** Only a phone has the button: a desk shows the boxes at once. */
const select = async (page: Page) => {
  if ((page.viewportSize()?.width ?? 0) < screens.desk.viewport.width)
    await page.getByRole('button', { name: 'Select', exact: true }).click()
  await page.getByRole('checkbox').first().click()
}

describePages('every page', (stage) => {
  let admin: SignedInCaller
  let stops: Stop[]

  beforeAll(async () => {
    const house = await stage.server.newHouse()
    admin = await house.signInAs('admin', { name: 'Ada Example' })
    const source = await connectSource(admin, { heartbeat_seconds: 3600 })
    const sent = await sendTo(
      stage.server.url,
      source.hookPath,
      alertGroup([{ name: 'One' }, { name: 'Two', labels: { severity: 'critical' } }, { name: 'Three' }]),
    )
    await sendTo(stage.server.url, source.hookPath, '{ this is not JSON')
    const { body } = await admin.fetchJson<{ items: { id: string }[] }>('GET', '/alerts')
    const [first, second] = body.items
    await admin.fetchJson('POST', `/alerts/${first?.id}/review`, { disposition: 'benign', reason: 'Known and allowed.' })
    await admin.fetchJson('POST', '/tokens', { name: 'A script', role: 'viewer' })
    stops = [
      { path: '/', shows: 'Now' },
      { path: '/alerts', shows: 'Alerts' },
      { path: '/alerts?q=nothing-is-called-so', shows: 'Alerts' },
      { path: '/alerts?sort=severity', shows: 'Alerts', doing: select },
      { path: `/alerts/${first?.id}`, shows: /One|Two|Three/ },
      { path: `/alerts/${second?.id}`, shows: /One|Two|Three/, doing: openDialog('Not an incident') },
      { path: '/coverage', shows: 'Coverage' },
      { path: '/coverage?period=2026-Q4', shows: 'Coverage' },
      { path: '/settings/sources', shows: 'Sources' },
      { path: '/settings/sources/new', shows: 'Which tool?' },
      { path: '/settings/sources/new?tool=generic', shows: /^Connect/ },
      { path: `/settings/sources/${source.id}`, shows: /^Source/, doing: openDialog('Retire this source') },
      { path: '/settings/deliveries', shows: 'Deliveries' },
      { path: `/settings/deliveries/${sent.body.delivery_id}`, shows: 'Delivery' },
      { path: '/settings/people', shows: 'People', doing: openDialog('Invite someone') },
      { path: '/settings/tokens', shows: 'API tokens', doing: openDialog('Make a token') },
      { path: '/settings/ledger', shows: 'Ledger and anchors', doing: openDialog('Add a destination') },
      { path: '/settings/organization', shows: 'Organization' },
      { path: '/account', shows: 'My account' },
      { path: '/audits', shows: 'Audits' },
      { path: '/audits/open', shows: 'Open an audit' },
      { path: '/documents/setup', shows: 'Set up your documents' },
      { path: '/documents/import', shows: 'Import documents' },
      { path: '/nothing/here', shows: 'There is no such page' },
    ]
  })

  for (const screen of ['phone', 'desk'] satisfies Screen[]) {
    test(`reads well for everybody on a ${screen}, in the light and in the dark`, async () => {
      const { context, page, faults } = await stage.visit({ screen, scheme: 'system', as: admin })
      const found: string[] = []
      for (const stop of stops) {
        await goOn(page, stop.path)
        await page.getByRole('heading', { level: 1, name: stop.shows }).first().waitFor()
        await stop.doing?.(page)
        found.push(...(await readsBadly(page, stop.path)))
      }
      expect(found).toEqual([])
      expect(faults.list).toEqual([])
      await context.close()
    }, 240_000)
  }

  test('the pages before sign-in read well too', async () => {
    const { context, page, faults } = await stage.visit({ screen: 'phone', scheme: 'dark' })
    const found: string[] = []
    for (const path of ['/sign-in', '/enter#x', '/enter', '/setup', '/invitation#x']) {
      await page.goto('about:blank')
      await page.goto(path)
      await page.getByRole('heading', { level: 1 }).waitFor()
      await page.waitForFunction(() => document.querySelector('[aria-label="Loading"]') === null)
      for (const violation of await violations(page)) found.push(`${path}: ${violation}`)
    }
    expect(found).toEqual([])
    expect(faults.list).toEqual([])
    await context.close()
  })

  test('the list of keys opens with a question mark, and a letter after g leads on', async () => {
    const { context, page, faults } = await stage.visit({ screen: 'desk', as: admin })
    await page.goto('/')
    await page.getByRole('heading', { level: 1, name: 'Now' }).waitFor()
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keys' }).getByText('Go to Coverage').waitFor()
    expect(await violations(page)).toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await page.keyboard.press('g')
    await page.keyboard.press('c')
    await page.getByRole('heading', { level: 1, name: 'Coverage' }).waitFor()
    expect(faults.list).toEqual([])
    await context.close()
  })
})
