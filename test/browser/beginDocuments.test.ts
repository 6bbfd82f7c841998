// Documents that a company begins with, in a browser: a set-up walked by keyboard to its drafts, and files that are brought along.
import type { Page } from 'playwright-core'
import { beforeEach, expect, test } from 'vitest'
import { readsBadly } from '../support/axe.ts'
import { describePages, type Screen, type Visit } from '../support/pages.ts'
import type { House, SignedInCaller } from '../support/server.ts'
import { paragraph, wordFile } from '../support/zipOf.ts'

type Draft = { revision: number; markdown: string | null }

describePages('documents to begin with', (stage) => {
  let house: House
  let ada: SignedInCaller

  beforeEach(async () => {
    house = await stage.server.newHouse('Acme Ltd')
    ada = await house.signInAs('admin', { name: 'Ada Example' })
  })

  const end = async ({ context, faults }: Visit) => {
    expect(faults.list).toEqual([])
    await context.close()
  }
  const draftOf = async (path: string) => (await ada.fetchJson<Draft>('GET', `/documents/${path}/draft`)).body

  const step = (page: Page, number: number) => page.getByText(`${number} of 6`, { exact: true }).waitFor()
  const documents = (page: Page) => page.getByRole('list', { name: 'Documents' })

  /** The foot stays in sight over what is long; at the end it lies over nothing. */
  const toTheEnd = (page: Page) => page.evaluate(() => window.scrollTo(0, document.body.scrollHeight))

  /** Tab by tab, as somebody goes who has no mouse. */
  async function tabTo(page: Page, role: 'radio' | 'textbox' | 'button' | 'checkbox', name: string | RegExp): Promise<void> {
    const target = page.getByRole(role, { name }).first()
    await target.waitFor()
    for (let presses = 0; presses < 60; presses++) {
      if (await target.evaluate((element) => element === document.activeElement)) return
      await page.keyboard.press('Tab')
    }
    throw new Error(`${String(name)} cannot be reached with the tab key`)
  }

  test.each(['phone', 'desk'] satisfies Screen[])(
    'a set-up is walked by keyboard on a %s, looked at, and becomes drafts for its tools',
    async (screen) => {
      const visit = await stage.visit({ screen, as: ada, scheme: 'system' })
      const { page } = visit
      const bad: string[] = []
      await page.goto('/')
      await page.getByRole('link', { name: 'Set them up for your tools' }).click()
      await step(page, 1)
      bad.push(...(await readsBadly(page, `the first step on a ${screen}`)))
      await tabTo(page, 'radio', 'AWS')
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('ArrowDown')
      expect(await page.getByRole('radio', { name: 'Google Cloud', exact: true }).isChecked()).toBe(true)
      await page.keyboard.press('Enter')

      // What cannot stand in a command is said beside its field, and the step stays.
      await step(page, 2)
      await page.getByRole('radio', { name: 'Okta' }).focus()
      await page.keyboard.press('Space')
      await tabTo(page, 'textbox', 'What is our Okta domain?')
      await page.keyboard.type('acme okta')
      await page.keyboard.press('Enter')
      await page.getByText('It stands in commands').waitFor()
      const domain = page.getByRole('textbox', { name: 'What is our Okta domain?' })
      expect(await domain.evaluate((element) => element === document.activeElement)).toBe(true)
      await domain.fill('acme.okta.com')
      await page.keyboard.press('Enter')

      // Back and forth by the browser, and after a reload, nothing is lost.
      await step(page, 3)
      await page.goBack()
      await step(page, 2)
      await page.reload()
      expect(await domain.inputValue()).toBe('acme.okta.com')
      for (const next of [3, 4, 5, 6]) {
        await page.getByRole('button', { name: 'Next' }).press('Enter')
        await step(page, next)
      }
      expect(await page.getByRole('textbox', { name: 'What is the legal name of the company?' }).inputValue()).toBe('Acme Ltd')
      await page.getByRole('textbox', { name: 'Which team owns the runbooks?' }).fill('Platform security')
      await page.keyboard.press('Enter')

      const device = documents(page).getByRole('listitem').filter({ hasText: 'Lost or stolen device' }).first()
      await device.getByText(/Written for .*Okta/).waitFor({ timeout: 60_000 })
      await device.getByText(/Filled in: acme.okta.com/).waitFor()
      await page.getByText('the escalation path security-oncall, which is not here yet').waitFor()
      await device.getByText(/places to fill in, by Platform security/).click()
      await device.getByRole('list', { name: 'Places to fill in' }).getByText('date and name').waitFor()
      await toTheEnd(page)
      bad.push(...(await readsBadly(page, `the preview on a ${screen}`)))
      expect((await draftOf('runbook/lost-or-stolen-device')).markdown).toBeNull()
      await tabTo(page, 'checkbox', /Ransomware/)
      await page.keyboard.press('Space')
      await page.getByRole('button', { name: 'Create 7 drafts' }).press('Enter')
      const drafts = page.getByRole('list', { name: 'Drafts' })
      await drafts.getByRole('link', { name: 'Lost or stolen device' }).waitFor()
      bad.push(...(await readsBadly(page, `the drafts on a ${screen}`)))
      expect((await draftOf('runbook/lost-or-stolen-device')).markdown).toContain('acme.okta.com')
      expect((await draftOf('runbook/ransomware')).markdown).toBeNull()
      await drafts.getByRole('link', { name: 'Lost or stolen device' }).click()
      await page.getByRole('heading', { level: 1, name: /Lost or stolen device|lost-or-stolen-device/ }).waitFor()
      expect(bad).toEqual([])
      await end(visit)
    },
    240_000,
  )

  test('what is there already is not taken by itself: it says what would change, and shows it', async () => {
    await ada.fetchJson('PATCH', '/documents/runbook/lost-or-stolen-device/draft', {
      revision: 0,
      markdown:
        '---\nkind: runbook\nid: lost-or-stolen-device\ntitle: Our lost device\n---\n# Our lost device\n\n<!-- tool identity/end-sessions: okta -->\nOld words.\n<!-- /tool -->\n',
    })
    const visit = await stage.visit({ screen: 'desk', as: ada })
    const { page } = visit
    await page.goto('/documents/setup?step=2')
    // Its marks say for which tool it is.
    expect(await page.getByRole('radio', { name: 'Okta' }).isChecked()).toBe(true)
    await page.goto('/documents/setup?step=preview')
    const own = documents(page).getByRole('listitem').filter({ hasText: 'Our lost device' }).first()
    await own.getByText(/There is a draft already. It would change \d+ lines? of it/).waitFor()
    expect(await own.getByRole('checkbox').isChecked()).toBe(false)
    await own.getByText('What changes').click()
    await own
      .getByRole('table', { name: /Lines of The draft/ })
      .getByText('Old words.')
      .waitFor()
    await end(visit)
  })

  test.each(['phone', 'desk'] satisfies Screen[])(
    'a Word file and a page are imported on a %s, with a report before anything is written',
    async (screen) => {
      const visit = await stage.visit({ screen, as: ada, scheme: 'system' })
      const { page } = visit
      const bad: string[] = []
      await page.goto('/runbooks')
      await page
        .getByRole('link', { name: /^Import/ })
        .first()
        .click()
      const word = await wordFile(`${paragraph('Disk full', 'Heading1')}${paragraph('Isolate affected systems.', 'step')}`, {
        'word/comments.xml': '<x/>',
      })
      const html = '<html><body><h1>Disk full</h1><p>Ask the team.</p><script>steal()</script></body></html>'
      await page.getByLabel('Choose files').setInputFiles([
        { name: 'disk.docx', mimeType: 'application/octet-stream', buffer: word },
        { name: 'old.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') },
        { name: 'disk.html', mimeType: 'text/html', buffer: Buffer.from(html) },
      ])
      const files = page.getByRole('list', { name: 'Files' })
      await files.getByRole('listitem').filter({ hasText: 'disk.html' }).getByText('one text').waitFor({ timeout: 60_000 })
      await files.getByRole('listitem').filter({ hasText: 'old.pdf' }).getByText('It is a PDF').waitFor()
      const first = documents(page).getByRole('listitem').filter({ hasText: 'From disk.docx' }).first()
      await first.getByText('Left out: comments.').waitFor()
      // The second file has a text of the same name: it gets another one.
      await documents(page).getByText('New here, as the runbook disk-full-2.').waitFor()
      await toTheEnd(page)
      bad.push(...(await readsBadly(page, `the report on a ${screen}`)))
      expect((await draftOf('runbook/disk-full')).markdown).toBeNull()
      await first.getByRole('combobox', { name: 'Kind' }).selectOption('policy')
      await first.getByRole('textbox', { name: 'Name' }).fill('disks')
      await page.getByRole('button', { name: 'Create 2 drafts' }).click()
      await page.getByRole('list', { name: 'Drafts' }).getByRole('link').first().waitFor()
      const policy = await draftOf('policy/disks')
      expect(policy.markdown).toMatch(/^---\nkind: policy\nid: disks\n/)
      expect(policy.markdown).toContain('1. Isolate affected systems.')
      expect((await draftOf('runbook/disk-full')).markdown ?? (await draftOf('runbook/disk-full-2')).markdown).not.toContain('steal')
      expect(bad).toEqual([])
      await end(visit)
    },
    240_000,
  )

  test('somebody who may not write is told so on both pages, and is offered neither', async () => {
    const visit = await stage.visit({ screen: 'desk', as: await house.signInAs('viewer') })
    const { page } = visit
    for (const path of ['/documents/setup', '/documents/import']) {
      await page.goto(path)
      await page.getByText('Your role, viewer, does not allow this.').waitFor()
    }
    await page.goto('/runbooks')
    await page.getByText('No runbook yet').waitFor()
    expect(await page.getByRole('link', { name: /Set up|Import/ }).count()).toBe(0)
    await end(visit)
  })
})
