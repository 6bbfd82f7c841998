// The server goes away, or the network does: the pages say so, record nothing meanwhile, and are right again by themselves.
import type { Page } from 'playwright-core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { alertGroup, connectSource, sendTo, type TestSource } from '../support/hooks.ts'
import { Line } from '../support/line.ts'
import { describePages, type Visit } from '../support/pages.ts'
import type { SignedInCaller } from '../support/server.ts'

describePages('pages whose server is away', (stage) => {
  let line: Line
  let responder: SignedInCaller
  let source: TestSource
  let visited: Visit

  beforeEach(async () => {
    line = new Line(stage.server.url)
    await line.mend()
    const house = await stage.server.newHouse()
    responder = await house.signInAs('responder')
    source = await connectSource(await house.signInAs('admin'))
    visited = await stage.visit({ screen: 'desk', as: responder, url: line.url, keeps: true })
  })
  afterEach(async () => {
    await visited.context.close()
    await line.cut()
  })

  const fire = async (name: string) => expect((await sendTo(stage.server.url, source.hookPath, alertGroup([{ name }]))).status).toBe(202)
  const row = (page: Page, title: string) => page.getByRole('row').filter({ hasText: title })
  const unreviewed = async () => (await responder.fetchJson<{ unreviewed: number }>('GET', '/alerts/count')).body.unreviewed
  /** What the browser writes by itself about requests that did not get through is no fault of ours. */
  const faults = () => visited.faults.list.filter((fault) => !/net::ERR_/.test(fault))

  async function openQueue(page: Page) {
    await fire('Before')
    await page.goto('/alerts?review=unreviewed')
    await row(page, 'Before').waitFor()
    // Heard live: now there is something to lose.
    await fire('Heard')
    await row(page, 'Heard').waitFor()
  }

  test('say that it does not answer, and show what happened meanwhile once it is back', async () => {
    const { page } = visited
    await openQueue(page)
    await line.cut()
    await page.getByText('The server does not answer').waitFor()
    await fire('Meanwhile')
    await line.mend()
    await page.getByText('The server does not answer').waitFor({ state: 'hidden' })
    await row(page, 'Meanwhile').waitFor()
    expect(faults()).toEqual([])
  })

  test('refuse to record at once, so that nothing is sent later that nobody meant any more', async () => {
    const { page } = visited
    await openQueue(page)
    await row(page, 'Before').click()
    await page.getByRole('button', { name: 'Not an incident' }).click()
    await line.cut()
    await page.getByRole('button', { name: 'Known and allowed activity.' }).click()
    await page.getByText('The server could not be reached').waitFor()
    await line.mend()
    await page.getByText('The server does not answer').waitFor({ state: 'hidden' })
    expect(await unreviewed()).toBe(2)
    expect(faults()).toEqual([])
  })

  test('that were never opened can still be gone to, and fill themselves once it is back', async () => {
    const { page } = visited
    // After the page itself, one by one.
    const fetched = page.waitForResponse(/CoveragePage.*\.js/, { timeout: 60_000 })
    await openQueue(page)
    // The page with all that it needs itself.
    await page.evaluate(`import(${JSON.stringify((await fetched).url())}).then(() => undefined)`)
    await line.cut()
    await page.getByText('The server does not answer').waitFor()
    await page.getByRole('link', { name: 'Coverage' }).first().click()
    await page.getByRole('heading', { level: 1, name: 'Coverage' }).waitFor()
    await page.getByText('The coverage cannot be shown').waitFor()
    await line.mend()
    await page.getByRole('table', { name: /^Coverage in/ }).waitFor()
    await page.getByText('The server does not answer').waitFor({ state: 'hidden' })
    expect(faults()).toEqual([])
  })

  test('say that there is no network, and are right again when there is', async () => {
    const { page, context } = visited
    await openQueue(page)
    await context.setOffline(true)
    await page.getByText('No network.').waitFor()
    await fire('Meanwhile')
    await context.setOffline(false)
    await page.getByText('No network.').waitFor({ state: 'hidden' })
    await row(page, 'Meanwhile').waitFor()
    expect(faults()).toEqual([])
  })
})
