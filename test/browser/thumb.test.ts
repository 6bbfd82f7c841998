// What a thumb reaches on a phone: every place from the bar at the bottom, and the buttons of a dialog, whatever message has just come.
import type { Page } from 'playwright-core'
import { beforeEach, expect, test } from 'vitest'
import { systemActor } from '../../src/core/kernel/actor.ts'
import { inOrganization } from '../../src/database/inOrganization.ts'
import { publishShippedRunbooks } from '../../src/server/document/shippedRunbooks.ts'
import { readsBadly } from '../support/axe.ts'
import { describePages, type Screen } from '../support/pages.ts'
import type { House, SignedInCaller } from '../support/server.ts'

const vague = '# Handling incidents\n\nThe relevant stakeholders shall be notified as appropriate, in a timely manner.\n'
const policy = `---
kind: policy
id: access
title: Access control
acknowledge: { by: [admin] }
---
# Access control

We answer.
`
const bar = (page: Page) => page.getByRole('navigation', { name: 'Main, at the bottom' })
const more = (page: Page) => bar(page).getByRole('button', { name: /^More/ })

describePages('a thumb', (stage) => {
  let house: House
  let ada: SignedInCaller

  beforeEach(async () => {
    house = await stage.server.newHouse()
    ada = await house.signInAs('admin', { name: 'Ada Example' })
  })

  const put = async (kind: 'policy' | 'runbook', id: string, markdown: string) =>
    expect((await ada.fetchJson('POST', `/documents/${kind}/${id}/propose`, { markdown })).status).toBe(201)

  test('reaches every place from the bar, and what the bar has no room for in two taps', async () => {
    const { context, page, faults } = await stage.visit({ screen: 'phone', scheme: 'system', as: ada })
    await page.goto('/')
    await bar(page).getByRole('link', { name: 'Runbooks' }).tap()
    await page.getByRole('heading', { level: 1, name: 'Runbooks' }).waitFor()
    for (const [place, heading] of [
      ['Policies', 'Policies'],
      ['Coverage', 'Coverage'],
      ['Criteria', 'Criteria'],
      ['Audits', 'Audits'],
    ] as const) {
      await more(page).tap()
      await page.getByRole('dialog').getByRole('link', { name: place }).tap()
      await page.getByRole('heading', { level: 1, name: heading }).waitFor()
      await page.getByRole('dialog').waitFor({ state: 'hidden' })
      expect(await more(page).getAttribute('aria-current')).toBe('true')
    }
    await more(page).tap()
    const places = page.getByRole('dialog').getByRole('link')
    await places.first().waitFor()
    const heights = await places.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height))
    expect([heights.length, Math.min(...heights) >= 44]).toEqual([5, true])
    expect(await readsBadly(page, 'More')).toEqual([])
    expect(faults.list).toEqual([])
    await context.close()
  })

  test.each(['phone', 'desk'] satisfies Screen[])('finds no message over the buttons of a dialog, on a %s', async (screen) => {
    await put('policy', 'access', policy)
    const { context, page } = await stage.visit({ screen, as: ada })
    // As low as a phone on its side and a small window: a dialog has no room to spare.
    await page.setViewportSize(screen === 'phone' ? { width: 390, height: 560 } : { width: 900, height: 460 })
    await page.goto('/policies/access')
    await page.getByRole('button', { name: 'Acknowledge' }).click()
    await page.getByRole('button', { name: 'I have read it and will follow it' }).click()
    const toast = page.getByRole('alert').first()
    await toast.waitFor()
    await page.getByRole('button', { name: 'Still valid' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Cancel' }).waitFor()
    const covered = () =>
      page.evaluate(() =>
        [...document.querySelectorAll('[role="dialog"] button')].flatMap((button) => {
          const { left, top, width, height } = button.getBoundingClientRect()
          const inView = top >= 0 && top + height <= innerHeight
          const front = document.elementFromPoint(left + width / 2, top + height / 2)
          return inView && (front === null || !button.contains(front))
            ? [`${button.textContent || button.ariaLabel} at ${Math.round(top)}`]
            : []
        }),
      )
    await expect.poll(covered).toEqual([])
    // The message is still there, and was what might have covered them.
    expect(await toast.isVisible()).toBe(true)
    await context.close()
  })

  test('finds in the list which documents cannot be followed, in words and with a figure', async () => {
    await inOrganization(stage.server.services.database, house.organizationId, systemActor('documents'), (tx) =>
      publishShippedRunbooks(tx, stage.server.services.clock()),
    )
    await put('runbook', 'handling', vague)
    const { context, page, faults } = await stage.visit({ screen: 'phone', scheme: 'system', as: ada })
    await page.goto('/runbooks')
    const row = page.getByRole('row').filter({ hasText: 'Handling incidents' })
    // The list fills by itself when the linter has read what it had not.
    await row.getByText(/cannot be followed as it stands, \d+ of 100/).waitFor({ timeout: 60_000 })
    expect(await readsBadly(page, 'Runbooks')).toEqual([])
    await page.goto('/runbooks?filter=compliance-formatted')
    await row.waitFor()
    expect(await page.getByRole('row').filter({ hasText: 'Leaked' }).count()).toBe(0)
    expect(faults.list).toEqual([])
    await context.close()
  })
})
