// Telling and learning in a real browser: from the interview to a notice, from the review to an action that is closed; nothing written is lost.
import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { toInstant } from '../../src/core/kernel/instant.ts'
import { readsBadly } from '../support/axe.ts'
import { Line } from '../support/line.ts'
import { describePages, goOn, type Screen } from '../support/pages.ts'
import type { House, SignedInCaller } from '../support/server.ts'

const hour = 3_600_000
const ago = (span: number) => new Date(Date.now() - span).toISOString()

// What the device says of when things were done must be near to what the server takes for now.
const realClock = { overrides: { clock: () => toInstant(Date.now()) } }

/** A busy machine may take its time to show what was opened. */
const patient = { timeout: 20_000 }

const gdpr = /GDPR.*: notification$/

describePages(
  'telling and learning',
  (stage) => {
    let house: House
    let ada: SignedInCaller
    let grace: SignedInCaller
    let base: string
    let address: string
    let folder: string

    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'duty-pages-'))
    })
    afterAll(() => rmSync(folder, { recursive: true, force: true }))

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
    const group = (page: Page, title: string) => page.locator('details').filter({ has: page.locator('summary b', { hasText: title }) })
    const duty = (page: Page, name: string | RegExp) => page.getByRole('article', { name })
    /** What stands in one that was opened may hold another: says how many it found closed. */
    const openAll = (page: Page) =>
      page.evaluate(() => {
        const closed = [...document.querySelectorAll('details')].filter(({ open }) => !open)
        for (const details of closed) details.open = true
        return closed.length
      })
    const noted = (list: readonly string[]) => list.filter((fault) => !/net::ERR_/.test(fault))

    test('the interview says who comes into question, a duty is taken on, and a notice that went out elsewhere is in time', async () => {
      await ok(ada, 'POST', '/contracts', {
        customer: 'Acme',
        contact: 'security@acme.example.com',
        within: { amount: 24, unit: 'hours' },
        clock: 'awareness',
        clause: '§ 7.2',
      })
      const { context, page, faults } = await stage.visit({ screen: 'phone', as: ada })
      await page.goto(address)
      await page.getByRole('link', { name: 'Questions and notices' }).tap()
      await page.getByRole('heading', { level: 1, name: 'Who must be told' }).waitFor()
      await page.getByText('Nobody has answered yet').waitFor()

      const whose = group(page, 'Whose data it is')
      await whose.locator('summary').tap()
      await whose
        .getByRole('group', { name: /decide what this data is used for/ })
        .getByRole('button', { name: 'Yes' })
        .tap()
      await whose.getByRole('button', { name: 'No to the other one' }).tap()
      // The page goes away before anything is recorded: what was answered is there again.
      await page.reload()
      await page.getByRole('button', { name: 'Record the answers' }).waitFor()
      const where = group(page, 'Which countries and states')
      await where.locator('summary').tap()
      await where.getByLabel('Another place').selectOption('DE')
      await where.getByRole('button', { name: 'There are people' }).tap()
      await where.getByLabel('How many people in Germany').fill('600')
      await where.getByRole('button', { name: 'No, these are all' }).tap()
      for (const [title, yes] of [
        ['What is in it', /anything in it about people/],
        ['What happened', null],
        ['What you are', null],
      ] as const) {
        const one = group(page, title).last()
        await one.locator('summary').tap()
        if (yes) await one.getByRole('group', { name: yes }).getByRole('button', { name: 'Yes' }).tap()
        await one.getByRole('button', { name: /^No to / }).tap()
        await one.locator('summary').tap()
      }
      await page.getByRole('button', { name: 'Record the answers' }).tap()
      await page.getByText('Answered last by Ada Example').waitFor()

      await duty(page, 'Tell management').getByText(/late$/).first().waitFor()
      await duty(page, 'Tell Acme')
        .getByText(/due in 2[23] h/)
        .waitFor()
      await duty(page, gdpr)
        .getByText(/due in /)
        .waitFor()
      await duty(page, gdpr).getByText('How it is counted').tap()
      await duty(page, gdpr).getByText('The copied file was found (stated by Ada Example').waitFor()

      await duty(page, 'Tell Acme').getByRole('button', { name: 'Not to tell: Tell Acme' }).tap()
      await page.getByRole('dialog').getByLabel('Reason').fill('None of their data was in the file.')
      await page.getByRole('dialog').getByRole('button', { name: 'Sign that it is not told' }).tap()
      await page.getByRole('region', { name: 'Decided not to tell' }).getByText('None of their data was in the file.').waitFor()

      await duty(page, gdpr)
        .getByRole('button', { name: /^Take it on/ })
        .tap()
      await duty(page, gdpr).getByText('taken on by Ada Example').waitFor()
      await duty(page, gdpr)
        .getByRole('button', { name: /^Draft the notice/ })
        .tap()
      await page.getByRole('dialog').getByLabel('To', { exact: true }).fill('Portal of the authority')
      await page.getByRole('dialog').getByRole('button', { name: 'Draft it' }).tap()
      await page.getByRole('heading', { level: 1, name: 'Notice' }).waitFor()

      const missing = page.getByRole('list', { name: 'What it must say' })
      await page.getByText(/^Still missing: \d+ blanks, 6 of what the rule asks for/).waitFor()
      await page.getByLabel('The likely consequences').fill('Letters that look like ours.')
      await page.getByText(/^Still missing: \d+ blanks, 5 of what the rule asks for/).waitFor()
      expect(
        await missing
          .getByRole('listitem')
          .filter({ hasText: /consequences/i })
          .textContent(),
      ).toContain('✓')
      await page.getByRole('button', { name: 'Save the draft' }).tap()
      await page.getByRole('button', { name: 'Save the draft' }).waitFor({ state: 'hidden' })
      await page.getByRole('button', { name: 'It went out another way' }).tap()
      await page.getByLabel('How', { exact: true }).fill('Portal of the authority')
      await page.getByLabel('Reference', { exact: true }).fill('N-7')
      await page.getByRole('button', { name: 'Record that it was sent' }).tap()
      await page.getByText('reference N-7: in time').waitFor()
      await page.getByText('Letters that look like ours.').waitFor()
      await page.getByRole('link', { name: 'All duties and notices' }).tap()
      await page.getByRole('region', { name: 'Told' }).getByRole('article', { name: gdpr }).waitFor()

      await page.goto(`${address}/updates`)
      await page.getByText('every 1 h').waitFor()
      await page.getByLabel('How it stands').fill('The token is revoked; we read the access logs.')
      await page.getByRole('button', { name: 'Put it on record' }).tap()
      await page.getByRole('list', { name: 'Updates' }).getByText('The token is revoked').waitFor()
      expect(noted(faults.list)).toEqual([])
      await context.close()
    })

    test('proof that a notice went out is kept from the same dialog, over a line that breaks and a page that goes away', async () => {
      const told = { to: 'Partner Ltd', subject: 'Your records', text: 'A token of ours was read by somebody else.' }
      const notice = await ok<{ id: string }>(ada, 'POST', `${base}/notices`, told)
      const bytes = new Uint8Array(randomBytes(1_500_000))
      const receipt = join(folder, 'receipt.pdf')
      writeFileSync(receipt, bytes)
      const { context, page, faults } = await stage.visit({ screen: 'phone', as: ada })
      // The second part never gets through while the first page is open; the next one breaks off.
      let parts = 0
      await page.route('**/parts?*', (route) => {
        parts += 1
        if (parts === 3) return route.abort('connectionreset')
        return parts === 2 ? undefined : route.continue()
      })
      page.on('dialog', (asked) => void asked.accept())
      const open = async () => {
        await page.goto(`${address}/notices/${notice.id}`)
        await page.getByRole('button', { name: 'It went out another way' }).tap()
        return page.getByRole('dialog')
      }
      const before = await open()
      await before.getByLabel('How', { exact: true }).fill('Registered letter')
      await before.getByLabel(/file as proof/).setInputFiles(receipt)
      await expect.poll(() => parts, patient).toBe(2)
      await before.getByRole('progressbar', { name: /^receipt.pdf/ }).waitFor()
      expect(await before.getByRole('button', { name: 'Record that it was sent' }).getAttribute('aria-disabled')).toBe('true')

      const dialog = await open()
      expect(await dialog.getByLabel('How', { exact: true }).inputValue()).toBe('Registered letter')
      await dialog.getByLabel('Choose “receipt.pdf” again').setInputFiles(receipt)
      await dialog.getByRole('combobox', { name: 'Proof' }).waitFor()
      expect(await dialog.getByRole('combobox', { name: 'Proof' }).locator('option:checked').textContent()).toBe('receipt.pdf')
      await dialog.getByRole('button', { name: 'Record that it was sent' }).tap()
      await page.getByRole('link', { name: 'proof kept as evidence' }).tap()
      await page.getByRole('heading', { level: 1, name: 'receipt.pdf' }).waitFor()
      expect(parts).toBeGreaterThan(3)

      const { items } = await ok<{ items: { id: string; sha256: string; description: string }[] }>(ada, 'GET', `${base}/evidence`)
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      expect(items).toMatchObject([{ sha256, description: 'Proof that “Your records” went out to Partner Ltd' }])
      const notices = await ok<{ items: { evidence_id: string | null }[] }>(ada, 'GET', `${base}/notices`)
      expect(notices.items).toMatchObject([{ state: 'sent', channel: 'Registered letter', evidence_id: items[0]?.id }])
      expect(noted(faults.list)).toEqual([])
      await context.close()
    })

    test('a review is written with a cause that can be mended, approved by somebody else, and its action closed', async () => {
      const { context, page, faults } = await stage.visit({ screen: 'desk', as: ada })
      await page.goto(`${address}/review`)
      await page.getByText('Incident response policy requires a review at SEV1').waitFor()
      await page.getByLabel('Summary').fill('A token in a public repository let somebody read 600 records.')
      await page.getByLabel('Records affected').fill('600')
      await page.getByRole('button', { name: 'Begin with what happened' }).click()
      await page.getByLabel('Link 1 of the chain').fill('Unauthorized access')
      await page.getByRole('button', { name: 'Why was that so?' }).click()
      await page.getByLabel('What link 2 is').selectOption('weakness')
      await page.getByLabel('Link 2 of the chain').fill('A leaked credential')
      await page.getByRole('button', { name: 'Save the review' }).click()
      const second = page.getByLabel('Link 2 of the chain')
      await page.getByText('is no weakness').first().waitFor()
      expect(await second.getAttribute('aria-invalid')).toBe('true')
      await second.fill('Deploy tokens never expire, and secret scanning is off for repositories made by hand.')
      await page
        .getByRole('button', { name: /^Say something about it: / })
        .first()
        .click()
      await page.getByLabel('What the review says about it').fill('Two hours after we could have known.')
      await page.getByRole('button', { name: 'Save the review' }).click()
      await page.getByRole('button', { name: 'Save the review' }).waitFor({ state: 'hidden' })
      await page.getByRole('button', { name: 'Approve the review' }).hover()
      await page.getByRole('tooltip').filter({ hasText: 'You wrote on this review' }).waitFor()

      await page.getByRole('button', { name: 'Open one' }).click()
      await page.getByLabel('What is mended').fill('Expire deploy tokens')
      await page.getByLabel('Owner').selectOption({ label: 'Grace Example' })
      await page.getByLabel('Due on').fill('2026-01-31')
      await page.getByRole('button', { name: 'Open the action' }).click()
      await page.getByRole('list', { name: 'Corrective actions of this incident' }).getByText('overdue').waitFor()
      await context.close()

      const other = await stage.visit({ screen: 'desk', as: grace })
      await other.page.goto(`${address}/review`)
      await other.page.getByText('Unauthorized access').first().waitFor()
      await other.page.getByRole('button', { name: 'Approve the review' }).click()
      await other.page.getByText(/^Approved .* by Grace Example/).waitFor()
      await other.page.getByText('Two hours after we could have known.').waitFor()
      await other.page.goto(`${stage.server.url}/actions?state=overdue`)
      await other.page.getByRole('button', { name: 'Close: Expire deploy tokens' }).click()
      await other.page.getByLabel('What shows that it is done').fill('https://git.example.com/pull/7')
      await other.page.getByLabel('What was done').fill('Tokens live 30 days.')
      await other.page.getByRole('button', { name: 'Close the action' }).click()
      await other.page.getByText('Nothing is overdue').waitFor()
      await other.page.getByRole('button', { name: 'All', exact: true }).click()
      await other.page.getByRole('link', { name: 'https://git.example.com/pull/7' }).waitFor()
      await other.page.getByRole('button', { name: 'Check its effect: Expire deploy tokens' }).waitFor()
      expect([...faults.list, ...other.faults.list]).toEqual([])
      await other.context.close()
    })

    test('a long form loses nothing when the connection drops, and is recorded once when it is back', async () => {
      const line = new Line(stage.server.url)
      await line.mend()
      const { context, page, faults } = await stage.visit({ screen: 'phone', as: ada, url: line.url })
      await page.goto(`${base}/review`)
      await page.getByLabel('Summary').fill('Written on a train.')
      await line.cut()
      await page.getByRole('button', { name: 'Save the review' }).tap()
      await page.getByText('The server could not be reached').waitFor()
      expect(await page.getByLabel('Summary').inputValue()).toBe('Written on a train.')
      await line.mend()
      await page.goto('about:blank')
      await page.goto(`${base}/review`)
      await page.getByRole('button', { name: 'Save the review' }).waitFor()
      expect(await page.getByLabel('Summary').inputValue()).toBe('Written on a train.')
      await page.getByRole('button', { name: 'Save the review' }).tap()
      await page.getByRole('button', { name: 'Save the review' }).waitFor({ state: 'hidden' })
      const { review } = await ok<{ review: { summary: string } }>(ada, 'GET', `${base}/review`)
      expect(review.summary).toBe('Written on a train.')
      expect(noted(faults.list)).toEqual([])
      await context.close()
      await line.cut()
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

    for (const screen of ['phone', 'desk'] satisfies Screen[]) {
      test(`reads well for everybody on a ${screen}, in the light and in the dark`, async () => {
        const { context, page, faults } = await stage.visit({ screen, scheme: 'system', as: ada })
        const found: string[] = []
        const look = async (what: string) => void found.push(...(await readsBadly(page, what)))
        const go = async (path: string, heading: string) => {
          await goOn(page, path)
          await page.getByRole('heading', { level: 1, name: heading }).waitFor()
          await look(path)
        }
        await go('/settings/contracts', 'Contracts')
        await go('/actions', 'Corrective actions')
        await go(`${base}/duties`, 'Who must be told')
        const notice = await furnish()
        await go(`${base}/duties`, 'Who must be told')
        await page.getByText('Answered last by').waitFor()
        await expect.poll(() => openAll(page), patient).toBe(0)
        await look('the duties opened')
        await go(`${base}/notices/${notice}`, 'Notice')
        await page.getByRole('button', { name: 'It went out another way' }).click()
        await page.getByRole('dialog').waitFor()
        await look('a notice sent another way')
        await go(`${base}/notices/nothing`, 'Notice')
        await go(`${base}/updates`, 'Status updates')
        await go(`${base}/review`, 'Review')
        await go('/actions?state=all', 'Corrective actions')
        await page.getByRole('button', { name: /^Close: / }).click()
        await page.getByRole('dialog').waitFor()
        await look('an action to close')
        await go('/settings/contracts', 'Contracts')
        await page.getByRole('button', { name: 'Enter a contract' }).click()
        await page.getByRole('dialog').waitFor()
        await look('a contract to enter')
        expect(found).toEqual([])
        expect(faults.list).toEqual([])
        await context.close()
      }, 240_000)
    }
  },
  realClock,
)
