// Telling and learning in a real browser: from the interview to a notice, from the review to an action that is closed; nothing written is lost.
import type { Page } from 'playwright-core'
import { beforeEach, test } from 'vitest'
import { toInstant } from '../../src/core/kernel/instant.ts'
import { describePages, type Screen } from '../support/pages.ts'
import type { House, SignedInCaller } from '../support/server.ts'

const hour = 3_600_000
const ago = (span: number) => new Date(Date.now() - span).toISOString()

// What the device says of when things were done must be near to what the server takes for now.
const realClock = { overrides: { clock: () => toInstant(Date.now()) } }


describePages(
  'telling and learning',
  (stage) => {
    let house: House
    let ada: SignedInCaller
    let grace: SignedInCaller
    let base: string
    let address: string

    async function ok<T>(by: SignedInCaller, method: string, path: string, body?: unknown): Promise<T> {
      const answer = await by.fetchJson(method, path, body)
      if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`)
      return answer.body as T
    }

    /** An incident of the worst kind, noticed two hours ago; since one hour it is certain. */
    beforeEach(async () => {
      house = await stage.server.newHouse()
      ada = await house.signInAs('compliance', { name: 'Ada Example' })
      grace = await house.signInAs('compliance', { name: 'Grace Example' })
      const incident = await ok<{ id: string }>(ada, 'POST', '/incidents', {
        origin: 'report',
        title: 'Customer data read with a leaked token',
        summary: 'Somebody read customer records with a token found in a public repository.',
        detected_at: ago(2 * hour),
      })
      base = `/incidents/${incident.id}`
      address = `${stage.server.url}${base}`
      await ok(ada, 'POST', `${base}/severity`, { answers: { customer_data: 'confirmed' } })
      await ok(ada, 'POST', `${base}/clocks`, { clock: 'awareness', at: ago(hour), basis: 'The copied file was found.' })
    })

    const choice = (...is: string[]) => ({ is, is_not: [], rest: 'is-not' })
    const interview = () =>
      ok(ada, 'POST', `${base}/obligations/interview`, {
        answers: { roles: choice('controller'), places: choice('DE'), kinds: choice('personal'), sectors: choice(), events: choice() },
      })
    async function furnish(): Promise<string> {
      await interview()
      await ok(ada, 'POST', `${base}/obligations/decide`, { rule: 'eu-gdpr-33-1.notification', answer: 'accept' })
      await ok(ada, 'POST', '/contracts', { customer: 'Acme', contact: 'security@acme.example.com', clock: 'awareness', clause: '§ 7.2' })
      const body = { rule: 'eu-gdpr-33-1.notification', template: 'regulator-gdpr-33', to: 'authority@example.com' }
      const notice = await ok<{ id: string }>(ada, 'POST', `${base}/notices`, body)
      await ok(ada, 'POST', `${base}/updates`, { text: 'The token is revoked.', audience: 'management' })
      await ok(ada, 'PATCH', `${base}/review`, { summary: 'A token.', causes: [{ kind: 'event', text: 'Unauthorized access' }] })
      await ok(ada, 'POST', `${base}/actions`, { title: 'Expire deploy tokens', owner: grace.personId, due_on: '2026-01-31' })
      return notice.id
    }


    for (const [screen, scheme] of [['phone','light'],['phone','dark'],['desk','light']] as const) {
      test(`shots ${screen} ${scheme}`, async () => {
        const { context, page } = await stage.visit({ screen, scheme, as: ada })
        const shot = async (path: string, heading: string, name: string, before?: () => Promise<void>) => {
          try {
            await page.goto(`${stage.server.url}${path}`)
            await page.getByRole('heading', { level: 1, name: heading }).first().waitFor()
            await page.waitForFunction(() => document.querySelector('[aria-label="Loading"]') === null)
            await before?.()
            await page.waitForTimeout(200)
            await page.screenshot({ path: `/tmp/shots-duty/${name}-${screen}-${scheme}.png`, fullPage: !name.includes('dialog') })
          } catch (error) { console.log(name, screen, String(error).slice(0, 300)) }
        }
        await shot('/settings/contracts', 'Contracts', 'contracts-empty')
        await shot(`${base}/duties`, 'Who must be told', 'duties-unanswered')
        const notice = await furnish()
        await shot(`${base}`, 'Customer data', 'incident')
        await shot(`${base}/duties`, 'Who must be told', 'duties')
        await shot(`${base}/duties`, 'Who must be told', 'interview', async () => {
          await page.evaluate(() => { for (const d of [...document.querySelectorAll('form details')].slice(0, 3)) (d as HTMLDetailsElement).open = true })
          await page.getByRole('button', { name: 'Not known yet' }).first().click()
        })
        await shot(`${base}/duties`, 'Who must be told', 'duty-detail', async () => {
          await page.evaluate(() => { for (const d of [...document.querySelectorAll('article details')].slice(0, 2)) (d as HTMLDetailsElement).open = true })
        })
        await shot(`${base}/duties`, 'Who must be told', 'decline-dialog', async () => {
          await page.getByRole('button', { name: /^Not to tell/ }).first().click()
          await page.getByRole('dialog').waitFor()
        })
        await shot(`${base}/notices/${notice}`, 'Notice', 'notice', async () => { await page.getByLabel('The likely consequences').fill('Letters.') })
        await shot(`${base}/notices/${notice}`, 'Notice', 'notice-sent-dialog', async () => {
          await page.getByRole('button', { name: 'Discard' }).first().click()
          await page.getByRole('button', { name: 'It went out another way' }).click()
          await page.getByRole('dialog').waitFor()
        })
        await shot(`${base}/updates`, 'Status updates', 'updates')
        await shot(`${base}/review`, 'Review', 'review', async () => { await page.getByRole('button', { name: 'Why was that so?' }).click() })
        await shot('/actions?state=all', 'Corrective actions', 'actions')
        await shot('/actions?state=all', 'Corrective actions', 'close-dialog', async () => {
          await page.getByRole('button', { name: /^Close: / }).click()
          await page.getByRole('dialog').waitFor()
        })
        await shot('/settings/contracts', 'Contracts', 'contracts')
        await shot('/settings/contracts', 'Contracts', 'contract-dialog', async () => {
          await page.getByRole('button', { name: 'Enter a contract' }).click()
          await page.getByRole('dialog').waitFor()
        })
        await context.close()
      }, 240_000)
    }
  },
  realClock,
)
