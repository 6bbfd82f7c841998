// Documents in a browser: written with the linter beside, proposed, approved by somebody else, in force, and asked about later.
import type { Page } from 'playwright-core'
import { beforeEach, expect, test } from 'vitest'
import { systemActor } from '../../src/core/kernel/actor.ts'
import { inOrganization } from '../../src/database/inOrganization.ts'
import { publishShippedPolicy } from '../../src/server/document/shippedPolicies.ts'
import { publishShippedRunbooks } from '../../src/server/document/shippedRunbooks.ts'
import { readsBadly } from '../support/axe.ts'
import { tellCommitmentStory } from '../support/commitmentStory.ts'
import { describePages, goOn, type Visit } from '../support/pages.ts'
import type { House, SignedInCaller } from '../support/server.ts'

const policy = '/policies/incident-response'
const vague = 'Escalate to the appropriate stakeholders as soon as possible.'

const area = (page: Page) => page.getByRole('textbox', { name: 'Text of the document, in Markdown' })
const findings = (page: Page) => page.getByRole('list', { name: 'Findings' })

/** The template with what a company fills in first: whose it is, and who approves it. */
const filledIn = (text: string, approver: string) =>
  text.replace(/^owner: .*$/m, 'owner: head of engineering').replace(/^approvers: .*$/m, `approvers: [${approver}]`)

describePages('documents', (stage) => {
  let house: House
  let ada: SignedInCaller
  let grace: SignedInCaller
  const mailOf = (person: SignedInCaller) => `${person.role}.${person.personId.slice(-8)}@example.com`

  beforeEach(async () => {
    house = await stage.server.newHouse()
    const { services } = stage.server
    await inOrganization(services.database, house.organizationId, systemActor('documents'), async (tx) => {
      await publishShippedPolicy(tx, services.clock())
      await publishShippedRunbooks(tx, services.clock())
    })
    ada = await house.signInAs('admin', { name: 'Ada Example' })
    grace = await house.signInAs('compliance', { name: 'Grace Example' })
  })

  const end = async ({ context, faults }: Visit) => {
    expect(faults.list).toEqual([])
    await context.close()
  }

  /** By the API: what the pages under test do not have to do once more. */
  const putInForce = async (change: (text: string) => string) => {
    const { body } = await ada.fetchJson<{ in_force: { hash: string } }>('GET', `/documents/policy/incident-response`)
    const { body: text } = await ada.fetchJson<{ markdown: string }>(
      'GET',
      `/documents/policy/incident-response/versions/${body.in_force.hash}`,
    )
    const proposed = await ada.fetchJson<{ versions: { hash: string }[] }>('POST', '/documents/policy/incident-response/propose', {
      markdown: change(filledIn(text.markdown, mailOf(grace))),
    })
    expect(proposed.status).toBe(201)
    const hash = proposed.body.versions[0]?.hash
    expect((await grace.fetchJson('POST', `/documents/policy/incident-response/versions/${hash}/approve`, {})).status).toBe(200)
  }

  test('a policy is changed with the linter beside it, approved by a second person, and is in force', async () => {
    const writing = await stage.visit({ screen: 'desk', as: ada })
    const { page } = writing
    await page.goto('/policies')
    await page.getByRole('link', { name: 'Incident response policy' }).click()
    await page.getByRole('link', { name: 'Change the text' }).click()
    const text = filledIn(await area(page).inputValue(), mailOf(grace)).replace('acknowledge_within: PT30M', 'acknowledge_within: PT60M')

    // A sentence that nobody can follow is found while it is typed, leads to its line, and its finding goes with it.
    await area(page).fill(`${text}\n## Telling\n\n${vague}\n`)
    const found = findings(page)
      .getByRole('button')
      .filter({ hasText: /as soon as possible/i })
      .first()
    await found.click()
    const line = await area(page).evaluate(
      (element: HTMLTextAreaElement) => element.value.slice(0, element.selectionStart).split('\n').length,
    )
    expect(await area(page).evaluate((element: HTMLTextAreaElement, at) => element.value.split('\n')[at - 1], line)).toBe(vague)
    // Where somebody clicks, there is the caret: the sentence is mended by hand.
    const at = await page.locator(`[data-number="${line}"]`).boundingBox()
    await page.mouse.click((at?.x ?? 0) + 8, (at?.y ?? 0) + 8)
    await page.keyboard.press('Home')
    await page.keyboard.type('By hand: ')
    expect(await area(page).inputValue()).toContain(`\nBy hand: ${vague}\n`)
    await area(page).fill(text)
    await found.waitFor({ state: 'detached' })

    await area(page).press('Control+s')
    await page.getByText(/Draft saved .* by Ada Example/).waitFor()
    await page.getByRole('button', { name: 'Propose', exact: true }).click()
    const dialog = page.getByRole('dialog', { name: 'Propose this text' })
    await dialog
      .getByRole('listitem')
      .filter({ hasText: /SEV2 acknowledge within: 30 minutes.*60 minutes/ })
      .waitFor()
    await dialog.getByRole('textbox', { name: 'What changed, and why' }).fill('Two people take turns now.')
    await dialog.getByRole('button', { name: 'Propose', exact: true }).click()
    await page.getByText('Version 2 waits for Grace Example').waitFor()

    // Four eyes: whoever wrote it is told why they cannot approve it.
    const own = page.getByRole('button', { name: 'Approve' }).first()
    expect(await own.getAttribute('aria-disabled')).toBe('true')
    await end(writing)

    const approving = await stage.visit({ screen: 'phone', as: grace })
    await approving.page.goto('/')
    await approving.page.getByRole('listitem').filter({ hasText: 'to approve' }).getByRole('link').click()
    await approving.page.getByText('Version 2 waits for you').waitFor()
    await approving.page.getByRole('link', { name: 'What changes' }).click()
    await approving.page
      .getByRole('listitem')
      .filter({ hasText: /SEV2 acknowledge within/ })
      .waitFor()
    await approving.page.getByRole('button', { name: 'Approve' }).click()
    await approving.page.getByRole('dialog').getByText('takes effect at once').waitFor()
    await approving.page.getByRole('button', { name: 'Approve version 2' }).click()
    await approving.page.getByText('Version 2 approved').waitFor()
    await approving.page.goto(policy)
    await approving.page.getByRole('link', { name: 'version 2', exact: true }).first().waitFor()
    await end(approving)

    const { body } = await ada.fetchJson<{ in_force: { number: number; basis: string } }>('GET', '/documents/policy/incident-response')
    expect(body.in_force).toMatchObject({ number: 2, basis: 'approved' })
  })

  test('whether it was current last quarter is answered with the days that nothing was in force', async () => {
    await putInForce((text) => text)
    const visit = await stage.visit({ screen: 'desk', as: grace })
    const { page } = visit
    await page.goto(policy)
    await page.getByRole('link', { name: 'Was it current?' }).click()
    await page.getByText('! No').waitFor()
    await page.getByRole('table', { name: 'Not covered' }).getByText('with nothing in force').waitFor()
    // The quarter that runs: version 1 came with the house, version 2 replaced it today.
    const choices = page.getByRole('combobox', { name: 'Period' })
    await choices.selectOption({
      label: (await choices.locator('option').allTextContents()).find((label) => /^Q\d.*until now$/.test(label)) ?? '',
    })
    await page.getByRole('table', { name: 'Versions in force then' }).getByRole('link', { name: 'version 2' }).waitFor()
    await page.getByRole('table', { name: 'Versions in force then' }).getByText('approved by nobody').waitFor()
    await page.goto(`/currency?period=${new Date(stage.server.clock.now()).getUTCFullYear()}`)
    await page.getByRole('link', { name: 'Incident response policy' }).waitFor()
    await end(visit)
  })

  test('two people who write on one draft are told, and neither loses a word', async () => {
    const [first, second] = await Promise.all([stage.visit({ screen: 'desk', as: ada }), stage.visit({ screen: 'desk', as: grace })])
    await Promise.all([first, second].map(({ page }) => page.goto(`${policy}/edit`)))
    const text = await area(first.page).inputValue()
    await area(second.page).fill(`${text}\nGrace was here.\n`)
    await area(first.page).fill(`${text}\nAda was here.\n`)
    await first.page.getByRole('button', { name: 'Save the draft' }).click()
    await first.page.getByText(/Draft saved .* by Ada Example/).waitFor()
    await second.page.getByText('Ada Example saved another draft meanwhile').waitFor()
    expect(await area(second.page).inputValue()).toContain('Grace was here.')
    await second.page.getByRole('button', { name: 'What differs' }).click()
    await second.page
      .getByRole('table', { name: /Lines of/ })
      .getByText('Ada was here.')
      .waitFor()
    await second.page.getByRole('button', { name: 'Keep mine' }).click()
    await second.page.getByRole('button', { name: 'Save the draft' }).click()
    await second.page.getByText(/Draft saved .* by Grace Example/).waitFor()
    await end(first)
    await end(second)
  })

  test('what is typed is still there when the page is closed before it was saved', async () => {
    const visit = await stage.visit({ screen: 'desk', as: ada })
    const { page } = visit
    await page.goto(`${policy}/edit`)
    await area(page).fill(`${await area(page).inputValue()}\nNot saved yet.\n`)
    await page.getByText('Not saved yet; kept on this device.').waitFor()
    await page.reload()
    await page.getByText('Not saved yet; kept on this device.').waitFor()
    expect(await area(page).inputValue()).toContain('Not saved yet.')
    await end(visit)
  })

  test.each(['phone', 'desk'] as const)(
    'what is typed at the end of a text is seen above what lies at the foot of a %s',
    async (screen) => {
      const visit = await stage.visit({ screen, as: ada })
      const { page } = visit
      await page.goto(`${policy}/edit`)
      await area(page).press('Control+End')
      await page.keyboard.type('\nThe last line')
      const last = await page.locator('[data-number]').last().boundingBox()
      const foot = await page.locator('[data-foot]').boundingBox()
      expect(last && foot && last.y + last.height).toBeLessThanOrEqual(foot?.y ?? 0)
      expect(last?.y).toBeGreaterThan(0)
      await end(visit)
    },
  )

  test('a responder reads, acknowledges, and is not asked again; who has not yet is listed', async () => {
    await putInForce((text) => text)
    const ben = await house.signInAs('responder', { name: 'Ben Example' })
    await house.signInAs('responder', { name: 'Cleo Example' })
    const visit = await stage.visit({ screen: 'desk', as: ben })
    const { page } = visit
    await page.goto('/')
    await page.getByRole('listitem').filter({ hasText: 'to read and acknowledge' }).getByRole('link').click()
    await page.getByRole('button', { name: 'Acknowledge' }).click()
    await page.getByRole('button', { name: 'I have read it and will follow it' }).click()
    await page.getByRole('button', { name: 'Acknowledge' }).waitFor({ state: 'detached' })
    const table = page.getByRole('table', { name: 'Acknowledgements' })
    await table.getByRole('row').filter({ hasText: 'Cleo Example' }).getByText('not yet').waitFor()
    await expect.poll(() => table.getByRole('row').filter({ hasText: 'Ben Example' }).getByText('not yet').count()).toBe(0)
    await end(visit)
  })

  test('a review is recorded with its reason, and taken back with another', async () => {
    await putInForce((text) => text)
    const visit = await stage.visit({ screen: 'desk', as: grace })
    const { page } = visit
    await page.goto(policy)
    const reviews = page.getByRole('region', { name: 'Reviews' })
    await reviews.getByRole('button', { name: 'Still valid' }).click()
    const record = page.getByRole('button', { name: 'Record the review' })
    expect(await record.getAttribute('aria-disabled')).toBe('true')
    await page.getByRole('textbox', { name: 'Because' }).fill('The drill of last week held every number.')
    await record.click()
    await reviews.getByText('The drill of last week held every number.').waitFor()
    await reviews.getByRole('button', { name: 'Take back' }).click()
    await page.getByRole('textbox', { name: 'Reason' }).fill('The drill was of another policy.')
    await page.getByRole('button', { name: 'Take it back' }).click()
    await reviews.getByText(/Taken back .* by Grace Example: The drill was of another policy/).waitFor()
    await end(visit)
  })

  test('a document is begun, and somebody who may not write is told so', async () => {
    const visit = await stage.visit({ screen: 'phone', as: ada })
    const { page } = visit
    await page.goto('/runbooks')
    await page.getByRole('link', { name: 'Write a runbook' }).click()
    await page.getByRole('textbox', { name: 'Title' }).fill('Full disk: what to do')
    expect(await page.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('full-disk-what-to-do')
    await page.getByRole('button', { name: 'Begin to write' }).click()
    await page.getByRole('group', { name: 'Beside the text' }).getByRole('button', { name: 'Text', exact: true }).click()
    expect(await area(page).inputValue()).toContain('title: "Full disk: what to do"')
    await end(visit)
    const reading = await stage.visit({ screen: 'desk', as: await house.signInAs('viewer') })
    await reading.page.goto(`${policy}/edit`)
    await reading.page.getByText('Your role, viewer, does not allow this.').waitFor()
    await end(reading)
  })

  test('a policy says of each thing it promises who kept and broke it, and each record leads to its thread', async () => {
    const { eve, incidents, days } = await tellCommitmentStory(stage.server, await stage.server.newHouse())
    const visit = await stage.visit({ screen: 'desk', as: eve, scheme: 'system' })
    const { page } = visit
    await page.goto(`${policy}?${days}`)
    const promises = page.getByRole('region', { name: 'What it promises, and what happened' })
    await promises.getByText(/^Of \d+ promises that were put to the test, \d+ were broken at least once\.$/).waitFor()
    // It changed: each value with its own days, and with what was declared under it.
    const promise = (value: string) =>
      promises
        .getByRole('region', { name: 'SEV1' })
        .getByRole('listitem')
        .filter({ hasText: `acknowledge within ${value}` })
    await promise('15 minutes').getByText('version 1, 2 days').waitFor()
    await promise('15 minutes').getByText('2 broken').waitFor()
    await promise('15 minutes').getByText('1 kept').waitFor()
    await promise('10 minutes').getByRole('link', { name: 'INC-6' }).waitFor()
    await promises.getByText('No SEV2 incident was declared in this period: nothing to keep.').first().waitFor()
    await promises.getByText(/^Nothing in Tickmark records that somebody looked through all alerts/).waitFor()

    // All of them, with their times; of a private one that it is there.
    await promise('15 minutes').getByText('All 4 records').click()
    const records = page.getByRole('list', { name: 'Records of SEV1 acknowledge within 15 minutes' }).getByRole('listitem')
    await records.filter({ hasText: 'INC-2' }).getByText('5 min late').waitFor()
    await records.filter({ hasText: 'INC-3' }).getByText('private, or not for you to see').waitFor()
    expect(await page.getByText('Somebody of ours').count()).toBe(0)
    expect(await readsBadly(page, 'promises on a desk')).toEqual([])
    await promise('15 minutes').getByRole('list', { name: 'Broken' }).getByRole('link', { name: 'INC-2' }).click()
    await page.waitForURL((url) => url.pathname === `/incidents/${incidents.late}/thread`)
    await end(visit)

    const phone = await stage.visit({ screen: 'phone', as: eve, scheme: 'system' })
    await phone.page.goto(`${policy}?${days}`)
    await phone.page.getByText('All 13 records').click()
    await phone.page.getByRole('list', { name: 'Records of Alerts review each within 1 day' }).waitFor()
    expect(await readsBadly(phone.page, 'promises on a phone')).toEqual([])
    // A period before there was any policy: nothing was promised, which is not the same as kept.
    await phone.page.goto(`${policy}?period=2001`)
    await phone.page.getByText('No version was in force in this period, so nothing was promised.').waitFor()
    await end(phone)
  }, 180_000)

  test.each(['phone', 'desk'] as const)(
    'every page of documents reads well on a %s, in the light and in the dark',
    async (screen) => {
      await putInForce((text) => text.replace('acknowledge_within: PT30M', 'acknowledge_within: PT60M'))
      await house.signInAs('responder', { name: 'Ben Example' })
      const visit = await stage.visit({ screen, as: ada, scheme: 'system' })
      const { page } = visit
      const bad: string[] = []
      const stops: [path: string, shows: string | RegExp][] = [
        ['/policies', 'Policies'],
        ['/policies?q=nothing-is-called-so', 'Policies'],
        ['/runbooks', 'Runbooks'],
        [policy, 'Incident response policy'],
        ['/runbooks/leaked-cloud-credential', /Leaked/],
        [`${policy}/edit`, /^Change/],
        [`${policy}/difference`, 'What changed'],
        [`${policy}/currency`, 'Was it current?'],
        ['/currency', 'What was current?'],
        ['/documents/new?kind=policy', 'Write a policy'],
        ['/policies/there-is-none', 'there-is-none'],
      ]
      for (const [path, shows] of stops) {
        await goOn(page, path)
        await page.getByRole('heading', { level: 1, name: shows }).waitFor()
        bad.push(...(await readsBadly(page, `${path} on a ${screen}`)))
      }
      expect(bad).toEqual([])
      await end(visit)
      // Eleven pages, looked at twice each.
    },
    180_000,
  )
})
