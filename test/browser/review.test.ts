// Reviewing alerts in a real browser: with a thumb on a phone, with the keyboard on a desk, while others arrive.
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { alertGroup, connectSource, sendTo, type TestSource } from '../support/hooks.ts'
import { describePages } from '../support/pages.ts'
import type { House, SignedInCaller, TestServer } from '../support/server.ts'

const perDelivery = 50

/** Many alerts, each a condition of its own, fifty to a delivery. */
async function fire(server: TestServer, source: TestSource, count: number, name = 'Condition'): Promise<void> {
  for (let at = 0; at < count; at += perDelivery) {
    const alerts = Array.from({ length: Math.min(perDelivery, count - at) }, (_, n) => ({ name: `${name} ${at + n + 1}` }))
    const { status } = await sendTo(server.url, source.hookPath, alertGroup(alerts, { groupKey: `${name} ${at}` }))
    expect(status).toBe(202)
  }
}

type Counted = { total: number; unreviewed: number; overdue: number }

describePages('reviewing alerts', (stage) => {
  let house: House
  let responder: SignedInCaller
  let source: TestSource

  /** Each test has its own organization, so that none sees another's alerts. */
  async function begin(alerts: number): Promise<void> {
    house = await stage.server.newHouse()
    responder = await house.signInAs('responder', { name: 'Ada Example' })
    source = await connectSource(await house.signInAs('admin'))
    await fire(stage.server, source, alerts)
  }

  async function counted(): Promise<Counted> {
    return (await responder.fetchJson<Counted>('GET', '/alerts/count')).body
  }

  test('on a phone, two taps record that an alert is not an incident', async () => {
    await begin(1)
    const { context, page, faults } = await stage.visit({ screen: 'phone', as: responder })
    await page.goto('/alerts?review=unreviewed')
    await page.getByRole('row').filter({ hasText: 'Condition 1' }).tap()
    const first = page.getByRole('button', { name: 'Not an incident' })
    const box = await first.boundingBox()
    expect(box?.height).toBeGreaterThanOrEqual(44)
    expect(box?.y).toBeGreaterThan(844 / 2)
    await first.tap()
    await page.getByRole('button', { name: 'Known and allowed activity.' }).tap()
    await page.getByText('Recorded as benign.').waitFor()
    const { body } = await responder.fetchJson<{ items: { review: { disposition: string; reviewer: { name: string } } }[] }>(
      'GET',
      '/alerts',
    )
    expect(body.items[0]?.review).toMatchObject({ disposition: 'benign', reviewer: { name: 'Ada Example' } })
    await page.getByText('First reviewed after').waitFor()
    expect(faults.list).toEqual([])
    await context.close()
  })

  test('a correction is a second review, and the first stays visible', async () => {
    await begin(1)
    const { context, page, faults } = await stage.visit({ screen: 'desk', as: responder })
    await page.goto('/alerts')
    await page.getByRole('row').filter({ hasText: 'Condition 1' }).click()
    await page.keyboard.press('d')
    await page.keyboard.press('4')
    await page.getByRole('textbox', { name: 'Reason' }).fill('The threshold was wrong.')
    await page.keyboard.press('Control+Enter')
    await page.getByRole('button', { name: 'Correct this review' }).click()
    await page.getByRole('radio', { name: /^Real, handled/ }).check()
    await page.getByRole('textbox', { name: 'Reason' }).fill('It was real after all; fixed on the spot.')
    await page.getByRole('button', { name: 'Record the correction' }).click()
    await page.getByText('(corrected since)').waitFor()
    await page.getByText('(a correction)').waitFor()
    expect(faults.list).toEqual([])
    await context.close()
  })

  test('a thousand alerts are worked by keyboard alone', async () => {
    await begin(1000)
    const { context, page, faults } = await stage.visit({ screen: 'desk', as: responder })
    await page.goto('/alerts?review=unreviewed')
    await page.getByRole('row').filter({ hasText: 'Condition' }).first().waitFor()
    // One by itself, then a range of four, then everything that is left.
    await page.keyboard.press('j')
    await page.keyboard.press('d')
    await page.keyboard.press('3')
    await page.keyboard.type('Known and allowed.')
    await page.keyboard.press('Control+Enter')
    await expect.poll(async () => (await counted()).unreviewed).toBe(999)
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await page.keyboard.press('j')
    for (let step = 0; step < 3; step += 1) await page.keyboard.press('Shift+J')
    await page.getByText('4 selected').waitFor()
    await page.keyboard.press('d')
    await page.keyboard.press('6')
    await page.keyboard.type('A rehearsal of the alerting.')
    await page.keyboard.press('Control+Enter')
    await expect.poll(async () => (await counted()).unreviewed).toBe(995)
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await loadAll(page, 995)
    await page.keyboard.press('a')
    await page.getByText('995 selected').waitFor()
    await page.keyboard.press('d')
    await page.keyboard.press('7')
    await page.keyboard.type('The planned move to the new cluster.')
    await page.keyboard.press('Control+Enter')
    await expect.poll(async () => (await counted()).unreviewed, { timeout: 30_000 }).toBe(0)
    await page.getByText('Every alert has been reviewed').waitFor()
    expect(faults.list).toEqual([])
    await context.close()
  })

  test('an alert that arrives is seen without loading the page again', async () => {
    await begin(1)
    const { context, page, faults } = await stage.visit({ screen: 'desk', as: responder })
    await page.goto('/alerts?review=unreviewed')
    await page.getByRole('row').filter({ hasText: 'Condition 1' }).waitFor()
    await fire(stage.server, source, 1, 'Arrival')
    await page.getByRole('row').filter({ hasText: 'Arrival 1' }).waitFor()
    expect(faults.list).toEqual([])
    await context.close()
  })

  test('rows that arrive do not move what the reader looks at', async () => {
    await begin(150)
    const { context, page, faults } = await stage.visit({ screen: 'desk', as: responder })
    await page.goto('/alerts?review=unreviewed')
    const grid = page.getByRole('grid', { name: 'Alerts' })
    await grid.getByRole('row').nth(5).waitFor()
    await grid.evaluate((element) => {
      element.scrollTop = 1200
    })
    await page.waitForTimeout(200)
    const seen = () =>
      grid.evaluate(
        (element) => document.elementFromPoint(300, element.getBoundingClientRect().top + 200)?.closest('[role=row]')?.textContent,
      )
    const before = await seen()
    await fire(stage.server, source, 3, 'Arrival')
    const pill = page.getByRole('button', { name: '3 new' })
    await pill.waitFor()
    expect(await seen()).toBe(before)
    await pill.click()
    await pill.waitFor({ state: 'hidden' })
    expect(await seen()).toBe(before)
    expect(faults.list).toEqual([])
    await context.close()
  })

  test('somebody who may not review is told why, and records nothing', async () => {
    await begin(1)
    const viewer = await house.signInAs('viewer')
    const { context, page, faults } = await stage.visit({ screen: 'desk', as: viewer })
    await page.goto('/alerts')
    await page.getByRole('row').filter({ hasText: 'Condition 1' }).click()
    await page.getByRole('button', { name: 'Not an incident' }).click({ force: true })
    await page.getByText('Your role, viewer, does not allow this.').waitFor()
    expect(await page.getByRole('dialog').count()).toBe(0)
    expect((await counted()).unreviewed).toBe(1)
    expect(faults.list).toEqual([])
    await context.close()
  })
})

/** Goes to the end of what is loaded, again and again, until so many rows are there. */
async function loadAll(page: Page, rows: number): Promise<void> {
  const grid = page.getByRole('grid', { name: 'Alerts' })
  const rowHeight = (await grid.getByRole('row').nth(1).boundingBox())?.height ?? 0
  const height = () =>
    grid.evaluate((element) => {
      element.scrollTop = element.scrollHeight
      return element.scrollHeight
    })
  await expect.poll(height, { timeout: 30_000 }).toBeGreaterThanOrEqual(rows * rowHeight)
}
