// The queue under hands: sorted by the heads of its columns, by key and by a choice; selected from with a thumb.
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { alertGroup, connectSource, sendTo, type TestSource } from '../support/hooks.ts'
import { describePages } from '../support/pages.ts'
import type { House, SignedInCaller } from '../support/server.ts'

const grid = (page: Page) => page.getByRole('grid', { name: 'Alerts' })
const row = (page: Page, title: string) => grid(page).getByRole('row').filter({ hasText: title })
const head = (page: Page, name: string) => grid(page).getByRole('columnheader', { name })

describePages('the queue', (stage) => {
  let house: House
  let responder: SignedInCaller
  let urgent: TestSource

  const fire = async (source: TestSource, name: string, severity: string) =>
    expect((await sendTo(stage.server.url, source.hookPath, alertGroup([{ name, labels: { severity } }]))).status).toBe(202)

  /** Received in this order: each of them is first in one order. */
  async function begin() {
    house = await stage.server.newHouse()
    responder = await house.signInAs('responder', { name: 'Ada Example' })
    const admin = await house.signInAs('admin')
    const patient = await connectSource(admin, { review_target_seconds: 86_400 })
    urgent = await connectSource(admin, { review_target_seconds: 3600 })
    await fire(patient, 'The oldest', 'info')
    await fire(patient, 'The worst', 'critical')
    await fire(urgent, 'The most urgent', 'warning')
    await fire(patient, 'The newest', 'low')
  }

  const unreviewed = async () => (await responder.fetchJson<{ unreviewed: number }>('GET', '/alerts/count')).body.unreviewed

  /** What stands in the list from the top, once it begins with that one. */
  async function titles(page: Page, first: string): Promise<string[]> {
    const rows = grid(page).locator('[data-key]')
    await rows.first().filter({ hasText: first }).waitFor()
    const texts = await rows.allInnerTexts()
    return texts.map((text) => /The (oldest|worst|most urgent|newest)/.exec(text)?.[1] ?? text)
  }

  test('is sorted by the heads of its columns, says so, and keeps it in the address', async () => {
    await begin()
    const { context, page, faults } = await stage.visit({ screen: 'desk', as: responder })
    await page.goto('/alerts?review=unreviewed')
    expect(await titles(page, 'The newest')).toEqual(['newest', 'most urgent', 'worst', 'oldest'])
    expect(await head(page, 'Received').getAttribute('aria-sort')).toBe('descending')
    await head(page, 'Received').getByRole('button').click()
    expect(await titles(page, 'The oldest')).toEqual(['oldest', 'worst', 'most urgent', 'newest'])
    expect(await head(page, 'Received').getAttribute('aria-sort')).toBe('ascending')
    await head(page, 'Severity').getByRole('button').press('Enter')
    expect(await titles(page, 'The worst')).toEqual(['worst', 'most urgent', 'newest', 'oldest'])
    expect(await head(page, 'Received').getAttribute('aria-sort')).toBe('none')
    await head(page, 'Review').getByRole('button').press('Space')
    expect(await titles(page, 'The most urgent')).toEqual(['most urgent', 'oldest', 'worst', 'newest'])
    expect(await head(page, 'Review').getAttribute('aria-sort')).toBe('ascending')
    expect(new URL(page.url()).searchParams.get('sort')).toBe('due')
    await page.reload()
    expect(await titles(page, 'The most urgent')).toHaveLength(4)
    expect(await page.getByRole('link', { name: 'CSV' }).getAttribute('href')).toContain('sort=due')
    // Words decide the order while they are there.
    await page.getByRole('searchbox', { name: 'Search alerts' }).fill('the')
    expect(await titles(page, 'The newest')).toHaveLength(4)
    expect(await head(page, 'Review').getByRole('button').count()).toBe(0)
    await page.getByRole('searchbox', { name: 'Search alerts' }).fill('')
    await titles(page, 'The most urgent')
    expect(faults.list).toEqual([])
    await context.close()
  })

  test('goes from one order to the next by the key s', async () => {
    await begin()
    const { context, page, faults } = await stage.visit({ screen: 'desk', as: responder })
    await page.goto('/alerts?review=unreviewed')
    await titles(page, 'The newest')
    for (const first of ['The oldest', 'The worst', 'The most urgent', 'The newest']) {
      await page.keyboard.press('s')
      await titles(page, first)
    }
    expect(faults.list).toEqual([])
    await context.close()
  })

  test('shows an arrival where it belongs in the order', async () => {
    await begin()
    const { context, page, faults } = await stage.visit({ screen: 'desk', as: responder })
    await page.goto('/alerts?review=unreviewed&sort=severity')
    await titles(page, 'The worst')
    await fire(urgent, 'Another high', 'high')
    await row(page, 'Another high').waitFor()
    expect(await titles(page, 'The worst')).toEqual(['worst', expect.stringContaining('Another high'), 'most urgent', 'newest', 'oldest'])
    expect(faults.list).toEqual([])
    await context.close()
  })

  test('on a phone is sorted by a choice', async () => {
    await begin()
    const { context, page, faults } = await stage.visit({ screen: 'phone', as: responder })
    await page.goto('/alerts?review=unreviewed')
    await titles(page, 'The newest')
    const choice = page.getByRole('combobox', { name: 'Order' })
    expect((await choice.boundingBox())?.height).toBeGreaterThanOrEqual(44)
    await choice.selectOption('Due soonest')
    expect(await titles(page, 'The most urgent')).toEqual(['most urgent', 'oldest', 'worst', 'newest'])
    expect(faults.list).toEqual([])
    await context.close()
  })

  test('on a phone is selected from with a button, and one reason records them all', async () => {
    await begin()
    const { context, page, faults } = await stage.visit({ screen: 'phone', as: responder })
    await page.goto('/alerts?review=unreviewed')
    await page.getByRole('button', { name: 'Select', exact: true }).tap()
    await page.getByText('0 selected').waitFor()
    const before = await row(page, 'The worst').boundingBox()
    await row(page, 'The worst').tap()
    await row(page, 'The oldest').getByRole('checkbox').tap()
    await page.getByText('2 selected').waitFor()
    await row(page, 'The oldest').tap()
    await page.getByText('1 selected').waitFor()
    expect(new URL(page.url()).pathname).toBe('/alerts')
    expect(await row(page, 'The worst').boundingBox()).toEqual(before)
    for (const name of ['All 4 loaded', 'Cancel', 'Record disposition']) {
      expect((await page.getByRole('button', { name, exact: true }).boundingBox())?.height, name).toBeGreaterThanOrEqual(44)
    }
    await page.getByRole('button', { name: 'All 4 loaded' }).tap()
    await page.getByRole('button', { name: 'Record disposition for 4' }).tap()
    await page.getByRole('radio', { name: /^Expected change/ }).check()
    await page.getByRole('textbox', { name: 'Reason, the same for all' }).fill('The planned move to the new cluster.')
    await page.getByRole('button', { name: 'Record for 4' }).tap()
    await page.getByText('4 recorded as expected change.').waitFor()
    expect(await unreviewed()).toBe(0)
    expect(await page.getByText('selected').count()).toBe(0)
    await page.getByText('Every alert has been reviewed').waitFor()
    expect(faults.list).toEqual([])
    await context.close()
  })

  test('on a phone is selected from by holding a row, and left alone by cancelling', async () => {
    await begin()
    const { context, page, faults } = await stage.visit({ screen: 'phone', as: responder })
    await page.goto('/alerts?review=unreviewed')
    await row(page, 'The worst').waitFor()
    const box = await row(page, 'The worst').boundingBox()
    const touch = await context.newCDPSession(page)
    const at = { x: (box?.x ?? 0) + 150, y: (box?.y ?? 0) + 30 }
    await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [at] })
    await page.getByText('1 selected').waitFor()
    await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
    // The finger that went up opened nothing, and the next tap selects.
    await row(page, 'The newest').tap()
    await page.getByText('2 selected').waitFor()
    expect(await row(page, 'The worst').getAttribute('aria-selected')).toBe('true')
    expect(new URL(page.url()).pathname).toBe('/alerts')
    await page.getByRole('button', { name: 'Cancel' }).tap()
    await page.getByRole('button', { name: 'Select', exact: true }).waitFor()
    expect(await grid(page).getByRole('checkbox').count()).toBe(0)
    expect(await unreviewed()).toBe(4)
    await row(page, 'The newest').tap()
    await page.getByRole('heading', { level: 1, name: 'The newest' }).waitFor()
    expect(faults.list).toEqual([])
    await context.close()
  })
})
