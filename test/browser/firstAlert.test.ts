// A new user's first ten minutes: from the set-up link to the first alert, as the pages lead them.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { describePages } from '../support/pages.ts'

const run = promisify(execFile)

describePages('from the set-up link to the first alert', (stage) => {
  test('an organization is set up, and the printed line fires an alert that is seen to arrive', async () => {
    const { context, page, faults } = await stage.visit({ screen: 'desk' })
    await page.goto(String(stage.server.setupUrl).replace(new URL(String(stage.server.setupUrl)).origin, stage.server.url))
    await page.getByLabel('Organization').fill('Example Ltd')
    expect(new URL(page.url()).hash).toBe('')
    await page.getByLabel('Your name').fill('Ada Example')
    await page.getByLabel('E-mail address').fill('ada@example.com')
    await page.getByRole('textbox', { name: 'Password' }).fill('too short')
    await page.getByRole('button', { name: 'Set up and sign in' }).click()
    await page.getByText('at least 12 characters').first().waitFor()
    await page.getByRole('textbox', { name: 'Password' }).fill('a sentence that is long')
    await page.getByRole('button', { name: 'Set up and sign in' }).click()
    await page.getByRole('button', { name: 'Make a source to try' }).click()
    const command = (await page.getByRole('figure', { name: 'the command' }).textContent()) ?? ''
    const hook = /https?:\/\/[^/']+/.exec(command)?.[0] ?? ''
    await run('sh', ['-c', command.replace(hook, stage.server.url)])
    await page.getByText('It works: ALR-1 has arrived').waitFor()
    await page.getByRole('link', { name: 'Review it' }).click()
    await page.getByRole('heading', { name: 'First try' }).waitFor()
    await page.getByRole('button', { name: 'Not an incident' }).click()
    await page.getByRole('button', { name: 'Sent to test the alerting.' }).click()
    await page.getByText('Recorded as test.').waitFor()
    expect(faults.list).toEqual([])
    await context.close()
  })

  test('a session that ended leads to the sign-in and back to where the reader was', async () => {
    const { context, page, faults } = await stage.visit({ screen: 'phone' })
    await page.goto('/settings/people')
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    await page.getByLabel('E-mail address').fill('ada@example.com')
    await page.getByRole('textbox', { name: 'Password' }).fill('not the password')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('alert').waitFor()
    await page.getByRole('textbox', { name: 'Password' }).fill('a sentence that is long')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('heading', { name: 'People' }).waitFor()
    await context.clearCookies()
    await page.getByRole('link', { name: 'Now', exact: true }).tap()
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    expect(faults.list).toEqual([])
    await context.close()
  })

  test('an invitation is made, accepted on another device, and holds only what its role allows', async () => {
    const admin = await stage.visit({ screen: 'desk' })
    await admin.page.goto('/sign-in?back=/settings/people')
    await admin.page.getByLabel('E-mail address').fill('ada@example.com')
    await admin.page.getByRole('textbox', { name: 'Password' }).fill('a sentence that is long')
    await admin.page.getByRole('button', { name: 'Sign in' }).click()
    await admin.page.getByRole('button', { name: 'Invite someone' }).click()
    await admin.page.getByLabel('E-mail address').fill('viewer@example.com')
    await admin.page.getByRole('combobox', { name: 'Role' }).selectOption('viewer')
    await admin.page.getByRole('button', { name: 'Make the invitation link' }).click()
    const link = (await admin.page.getByRole('figure', { name: 'the invitation link' }).textContent()) ?? ''
    const guest = await stage.visit({ screen: 'phone' })
    await guest.page.goto(link.trim().replace(new URL(link.trim()).origin, stage.server.url))
    await guest.page.getByLabel('Your name').fill('Vera Example')
    await guest.page.getByRole('textbox', { name: 'Password' }).fill('another long sentence')
    await guest.page.getByRole('button', { name: 'Accept and sign in' }).tap()
    await guest.page.getByRole('heading', { name: 'Now' }).waitFor()
    expect(await guest.page.getByRole('link', { name: 'Audits' }).count()).toBe(0)
    expect([...admin.faults.list, ...guest.faults.list]).toEqual([])
    await admin.context.close()
    await guest.context.close()
  })
})
