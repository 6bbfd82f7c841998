// The page of documents that differ: both sentences, the way to the runbook, notes on request; readable for everybody.
import { beforeAll, expect, test } from 'vitest'
import { systemActor } from '../../src/core/kernel/actor.ts'
import { inOrganization } from '../../src/database/inOrganization.ts'
import { publishShipped } from '../../src/server/document/publishShipped.ts'
import { publishShippedPolicy } from '../../src/server/document/shippedPolicies.ts'
import { publishShippedRunbooks } from '../../src/server/document/shippedRunbooks.ts'
import { readsBadly } from '../support/axe.ts'
import { alertGroup, connectSource, sendTo } from '../support/hooks.ts'
import { describePages, type Screen } from '../support/pages.ts'
import type { House, SignedInCaller } from '../support/server.ts'

const runbook = `---
kind: runbook
id: key-leak
incident_type: credential-compromise
policy: incident-response
escalation: platform-oncall
matches:
  - { source: alertmanager, type: "KeyLeak*" }
---
# Leaked key of the payments cluster

## Who to tell

- The supervisory authority within 5 business days of becoming aware.
`

describePages('the page Consistency', (stage) => {
  let house: House
  let admin: SignedInCaller

  beforeAll(async () => {
    house = await stage.server.newHouse()
    admin = await house.signInAs('admin', { name: 'Ada Example' })
    const { database, clock } = stage.server.services
    await inOrganization(database, house.organizationId, systemActor('test'), async (tx) => {
      await publishShippedPolicy(tx, clock())
      await publishShippedRunbooks(tx, clock())
      await publishShipped(tx, 'runbook', 'key-leak', runbook, clock())
    })
    const source = await connectSource(admin, {})
    const many = Array.from({ length: 30 }, (_, index) => ({ name: `Alert${index}` }))
    await sendTo(stage.server.url, source.hookPath, alertGroup([{ name: 'KeyLeakFound' }, ...many]))
  })

  for (const screen of ['phone', 'desk'] satisfies Screen[]) {
    test(`shows both sentences on a ${screen}, and reads well in the light and in the dark`, async () => {
      const { context, page, faults } = await stage.visit({ screen, scheme: 'system', as: admin })
      await page.goto('/runbooks')
      await page.getByRole('link', { name: 'Consistency' }).click()
      await page.getByRole('heading', { level: 1, name: 'Consistency' }).waitFor()
      const times = page.getByRole('region', { name: 'Two times for the same thing' })
      await times.getByText('The supervisory authority within 5 business days of becoming aware.').waitFor()
      expect(await times.locator('blockquote').allInnerTexts()).toEqual([
        'The supervisory authority within 5 business days of becoming aware.',
        '- { whom: supervisory-authority, within: PT72H, from: awareness, template: authority-first-report }',
      ])
      // Notes come when they are asked for, and not five hundred at once.
      expect(await page.getByRole('region', { name: 'Alerts that no runbook matches' }).count()).toBe(0)
      expect(await readsBadly(page, '/consistency')).toEqual([])
      await page.getByText(/^With notes/).click()
      const alerts = page.getByRole('region', { name: 'Alerts that no runbook matches' })
      await alerts.waitFor()
      expect(await alerts.getByRole('listitem').count()).toBe(20)
      await alerts.getByRole('button', { name: 'Show the other 10' }).click()
      expect(await alerts.getByRole('listitem').count()).toBe(30)
      expect(await readsBadly(page, '/consistency?show=all')).toEqual([])
      await page.goto('/consistency')
      await times.getByRole('link', { name: 'Leaked key of the payments cluster' }).click()
      await page.getByRole('heading', { level: 1, name: 'Leaked key of the payments cluster' }).waitFor()
      expect(faults.list).toEqual([])
      await context.close()
    }, 120_000)
  }

  test('says so where nothing differs', async () => {
    const other = await stage.server.newHouse()
    const viewer = await other.signInAs('viewer')
    await inOrganization(stage.server.services.database, other.organizationId, systemActor('test'), async (tx) => {
      await publishShippedPolicy(tx, stage.server.services.clock())
      await publishShippedRunbooks(tx, stage.server.services.clock())
    })
    const { context, page, faults } = await stage.visit({ screen: 'phone', scheme: 'system', as: viewer })
    await page.goto('/consistency')
    await page.getByText('The documents agree').waitFor()
    expect(await readsBadly(page, 'nothing')).toEqual([])
    expect(faults.list).toEqual([])
    await context.close()
  })
})
