// Pages of evidence, closing, putting incidents together, and whom to call: what somebody does with them in a real browser.
import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readsBadly } from '../support/axe.ts'
import { alertGroup, connectSource, sendTo } from '../support/hooks.ts'
import { describePages, goOn, type Screen } from '../support/pages.ts'
import type { Caller, House, SignedInCaller } from '../support/server.ts'

type Incident = { id: string; number: string; state: string; title: string }
type Kept = { id: string; name: string; sha256: string; custody: { what: string }[] }

/** A browser on a busy machine takes its time. */
const patient = { timeout: 15_000 }
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

describePages('pages of evidence and around it', (stage) => {
  let house: House
  let ada: SignedInCaller
  let ben: SignedInCaller
  let admin: SignedInCaller
  let folder: string

  beforeAll(async () => {
    house = await stage.server.newHouse()
    ada = await house.signInAs('responder', { name: 'Ada Example' })
    ben = await house.signInAs('responder', { name: 'Ben Example' })
    admin = await house.signInAs('admin', { name: 'Cleo Example' })
    folder = mkdtempSync(join(tmpdir(), 'evidence-pages-'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const post = async <Body>(by: Caller, path: string, body: object = {}) => {
    const answer = await by.fetchJson<Body>('POST', path, body)
    expect(answer.status, `${path} ${answer.text}`).toBeLessThan(300)
    return answer.body
  }
  const declare = (title: string, more: object = {}) => post<Incident>(ada, '/incidents', { origin: 'report', title, ...more })
  const evidenceOf = async (id: string) => {
    const { items } = (await ada.fetchJson<{ items: { id: string }[] }>('GET', `/incidents/${id}/evidence`)).body
    return Promise.all(items.map(async (item) => (await ada.fetchJson<Kept>('GET', `/incidents/${id}/evidence/${item.id}`)).body))
  }
  const list = (id: string, ...items: object[]) => post(ada, `/incidents/${id}/preservation`, { items })
  const fire = async (...names: string[]) => {
    const source = await connectSource(admin)
    await sendTo(stage.server.url, source.hookPath, alertGroup(names.map((name) => ({ name }))))
    const { body } = await ada.fetchJson<{ items: { id: string; title: string }[] }>('GET', `/alerts?source=${source.id}`)
    return names.map((name) => body.items.find(({ title }) => title.includes(name))?.id ?? '')
  }
  const fileOf = (name: string, bytes: Uint8Array) => {
    const path = join(folder, name)
    writeFileSync(path, bytes)
    return path
  }
  const openAdding = async (page: Page, id: string) => {
    await page.goto(`/incidents/${id}/evidence`)
    await page.getByRole('button', { name: 'Add evidence' }).click()
    return page.getByRole('dialog')
  }
  const isKept = (page: Page, name: string) => page.getByRole('table', { name: 'Evidence' }).getByRole('link', { name }).waitFor()

  test('a file is kept over a line that breaks, and has the hash of what was chosen', async () => {
    const { id } = await declare('Over a broken line')
    const bytes = new Uint8Array(randomBytes(1_500_000))
    const { context, page, faults } = await stage.visit({ screen: 'phone', as: ada })
    let parts = 0
    await page.route('**/parts?*', (route) => (++parts === 2 ? route.abort('connectionreset') : route.continue()))
    const dialog = await openAdding(page, id)
    await dialog.getByLabel('Choose a file, or take a picture').setInputFiles(fileOf('memory.lime', bytes))
    await dialog.getByRole('textbox', { name: 'What it shows' }).fill('Memory of db-01')
    await dialog.getByRole('button', { name: 'Keep as evidence' }).click()
    await page.getByText('It goes on by itself').waitFor()
    await isKept(page, 'memory.lime')
    expect(await evidenceOf(id)).toMatchObject([{ name: 'memory.lime', sha256: sha256(bytes) }])
    expect(parts).toBeGreaterThan(2)
    expect(faults.list.filter((fault) => !/net::ERR_/.test(fault))).toEqual([])
    await context.close()
  })

  test('an upload goes on after a reload where it was, once the same file is chosen again', async () => {
    const { id } = await declare('Over a reload')
    const bytes = new Uint8Array(randomBytes(1_500_000))
    const path = fileOf('disk.img', bytes)
    const { context, page, faults } = await stage.visit({ screen: 'desk', as: ada })
    let begun = 0
    let parts = 0
    page.on('request', (request) => {
      if (request.method() === 'POST' && /\/uploads$/.test(request.url())) begun += 1
    })
    // The second part never gets through while this page is open.
    await page.route('**/parts?*', (route) => (++parts === 2 ? undefined : route.continue()))
    page.on('dialog', (asked) => void asked.accept())
    const dialog = await openAdding(page, id)
    await dialog.getByLabel('Choose a file, or take a picture').setInputFiles(path)
    await dialog.getByRole('button', { name: 'Keep as evidence' }).click()
    await expect.poll(() => parts, patient).toBe(2)
    await page.reload()
    await page.getByText('The page was loaded anew').waitFor()
    await page.getByLabel('Choose “disk.img” again').setInputFiles(fileOf('other.img', bytes))
    await page.getByText('It was begun with “disk.img”').waitFor()
    await page.getByLabel('Choose “disk.img” again').setInputFiles(path)
    await isKept(page, 'disk.img')
    expect(begun).toBe(1)
    expect(await evidenceOf(id)).toMatchObject([{ name: 'disk.img', sha256: sha256(bytes) }])
    expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('tickmark.upload.')))).toEqual([])
    expect(faults.list.filter((fault) => !/net::ERR_/.test(fault))).toEqual([])
    await context.close()
  })

  test('what is lost first stands first; keeping a text settles it, and what is gone is recorded with why', async () => {
    const { id, number } = await declare('Logs that go')
    await list(id, { evidence: 'Sign-in log', window: 'P90D' }, { evidence: 'Load balancer log', window: 'PT6H' })
    const { context, page, faults } = await stage.visit({ screen: 'desk', as: ada })
    await page.goto(`/incidents/${id}`)
    await page.getByText('Lost first').waitFor()
    await page.getByRole('link', { name: 'Open, or add some' }).click()
    const listed = page.getByRole('list', { name: 'To be kept' })
    await listed.getByText('Load balancer log').waitFor()
    expect(await listed.locator('> li').evaluateAll((lines) => lines.map((line) => line.getAttribute('aria-label')))).toEqual([
      'Load balancer log',
      'Sign-in log',
    ])
    await page.getByRole('button', { name: 'Keep it: Load balancer log' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'From a terminal' }).click()
    await dialog.getByText(`tickmark evidence add --incident ${number} --server ${stage.server.url} -- last -F`).waitFor()
    await dialog.getByRole('button', { name: 'A text' }).click()
    await dialog.getByRole('textbox', { name: 'The text' }).fill('02:14 GET /invoices 200\n')
    await dialog.getByRole('textbox', { name: 'Name' }).fill('balancer.txt')
    await dialog.getByRole('button', { name: 'Keep as evidence' }).click()
    await isKept(page, 'balancer.txt')
    await page.getByRole('button', { name: 'Settle: Sign-in log' }).click()
    await expect.poll(() => page.getByRole('button', { name: 'Record as lost' }).getAttribute('aria-disabled'), patient).toBe('true')
    await page.getByRole('textbox', { name: 'Reason' }).fill('It was never switched on.')
    await page.getByRole('button', { name: 'Record as lost' }).click()
    await page.getByText('Everything on the list is settled').waitFor()
    const { items } = (
      await ada.fetchJson<{ items: { evidence: string; standing: string; reason: string | null }[] }>(
        'GET',
        `/incidents/${id}/preservation`,
      )
    ).body
    expect(items.map(({ evidence, standing, reason }) => `${evidence}: ${standing} ${reason ?? ''}`)).toEqual([
      'Load balancer log: captured ',
      'Sign-in log: lost It was never switched on.',
    ])
    expect(faults.list).toEqual([])
    await context.close()
  })

  test('a text is shown only when asked for, and that goes on record; so does handing it over', async () => {
    const { id } = await declare('Custody')
    const kept = await post<Kept>(ada, `/incidents/${id}/evidence`, { text: 'plain <script>alert(1)</script>', name: 'page.html' })
    const { context, page, faults } = await stage.visit({ screen: 'phone', scheme: 'dark', as: ada })
    await page.goto(`/incidents/${id}/evidence/${kept.id}`)
    await page.getByRole('heading', { level: 1, name: 'page.html' }).waitFor()
    expect((await evidenceOf(id))[0]?.custody).toHaveLength(1)
    await page.getByRole('button', { name: 'Show it here' }).click()
    await page.getByText('plain <script>alert(1)</script>').waitFor()
    await page.getByText('looked at it').waitFor()
    await page.getByRole('button', { name: 'Hand over' }).click()
    await page.getByRole('textbox', { name: 'To', exact: true }).fill('Sgt. Example')
    await page.getByRole('textbox', { name: 'How, and what for' }).fill('On a stick, for the report.')
    await page.getByRole('button', { name: 'Record the hand-over' }).click()
    await page.getByText('handed it over to Sgt. Example').waitFor()
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Download' }).click()
    expect((await download).suggestedFilename()).toBe('page.html')
    await expect
      .poll(async () => (await evidenceOf(id))[0]?.custody.map(({ what }) => what), patient)
      .toEqual([...['captured', 'shown', 'handed_over', 'downloaded']])
    expect(faults.list).toEqual([])
    await context.close()
  })

  test('closing over what is missing asks for a reason and for a second person', async () => {
    const { id } = await declare('To be closed')
    await post(ada, `/incidents/${id}/acknowledge`)
    await post(ada, `/incidents/${id}/severity`, {
      answers: { customer_data: 'confirmed', intruder: 'no', customers_down_percent: 0 },
    })
    for (const to of ['triaged', 'contained']) await post(ada, `/incidents/${id}/state`, { to })
    const { context, page, faults } = await stage.visit({ screen: 'phone', as: ada })
    await page.goto(`/incidents/${id}/closing`)
    await page.getByText('Somebody has acknowledged it').waitFor()
    await page.getByText('It never had a commander.').waitFor()
    await page.getByRole('button', { name: /^Say that it is recovered, although/ }).click()
    await page.getByRole('textbox', { name: 'Reason' }).fill('One person was enough.')
    await page.getByRole('button', { name: 'Say that it is recovered', exact: true }).click()
    await page.getByRole('link', { name: 'Go to whom to tell' }).first().waitFor()
    await page.getByRole('button', { name: /^Close the incident, although/ }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('The company is wound up tomorrow.')
    expect(await dialog.getByRole('button', { name: 'Close the incident' }).getAttribute('aria-disabled')).toBe('true')
    const second = dialog.getByRole('combobox', { name: 'Second person who agreed' })
    expect(await second.locator('option').allInnerTexts()).not.toContain('Ada Example')
    await second.selectOption('Ben Example')
    await dialog.getByRole('button', { name: 'Close the incident' }).click()
    await page.getByText('It is closed').waitFor()
    type Closed = { kind: string; detail: { override?: { second_person: string } } }
    // The page says so as soon as the answer is on its way into the thread.
    await expect
      .poll(async () => {
        const { body } = await ben.fetchJson<{ items: Closed[] }>('GET', `/incidents/${id}/thread`)
        return body.items.find(({ kind }) => kind === 'incident.closed')?.detail.override?.second_person
      }, patient)
      .toBe(ben.personId)
    expect(faults.list).toEqual([])
    await context.close()
  })

  test('alerts are linked to an open incident, split off again, and two incidents become one', async () => {
    const [one = '', two = ''] = await fire('DiskFull', 'OddSignIn')
    const first = await declare('The storage is full')
    const { context, page, faults } = await stage.visit({ screen: 'desk', as: ada })
    await page.goto(`/alerts/${one}`)
    await page.getByRole('button', { name: 'Link to an open incident' }).click()
    await page.getByRole('searchbox', { name: 'Which incident' }).fill('storage')
    await page.getByRole('radio', { name: /The storage is full/ }).check()
    await page.getByRole('button', { name: `Link to ${first.number}` }).click()
    await page.getByRole('region', { name: 'Incident' }).getByRole('link', { name: first.number }).waitFor()
    await post(ada, `/incidents/${first.id}/alerts`, { alert_ids: [two] })

    await page.goto(`/incidents/${first.id}`)
    await page.getByRole('button', { name: 'Split off' }).click()
    await page.getByRole('checkbox', { name: /OddSignIn/ }).check()
    await page.getByRole('textbox', { name: 'What they are, in one line' }).fill('Somebody signs in from elsewhere')
    await page.getByRole('textbox', { name: 'Reason' }).fill('It has nothing to do with storage.')
    await page.getByRole('button', { name: 'Split it off' }).click()
    await page.getByRole('heading', { level: 1, name: 'Somebody signs in from elsewhere' }).waitFor()
    await page.getByText(`Split off from ${first.number}.`, { exact: true }).waitFor()

    await page.getByRole('button', { name: 'Merge into another' }).click()
    await page.getByRole('searchbox', { name: 'Which one is it part of' }).fill(first.number)
    await page.getByRole('radio', { name: /The storage is full/ }).check()
    await page.getByText('It cannot be taken back').waitFor()
    await page.getByRole('textbox', { name: 'Reason' }).fill('It was the storage after all.')
    await page.getByRole('button', { name: /^Merge INC-\d+ into/ }).click()
    await page.getByRole('heading', { level: 1, name: 'The storage is full' }).waitFor()
    await page.getByText('Merged into it:').waitFor()
    const { body } = await ada.fetchJson<{ incident: { number: string } }>('GET', `/alerts/${two}`)
    expect(body.incident.number).toBe(first.number)
    expect(faults.list).toEqual([])
    await context.close()
  })

  test('a rotation and a path are written, with a look at the next four weeks, and stand on the sheet for when nothing works', async () => {
    const { context, page, faults } = await stage.visit({ screen: 'desk', as: admin })
    await page.goto('/settings/on-call')
    await page.getByRole('button', { name: 'Add a rotation' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('Security on call')
    for (const name of ['Ada Example', 'Ben Example'])
      await page.getByRole('combobox', { name: 'Add somebody' }).selectOption({ label: name })
    await page.getByRole('button', { name: 'Move Ben Example up' }).click()
    const turns = page.getByRole('table', { name: 'Turns of the next four weeks' })
    await turns.getByText('Ben Example').first().waitFor()
    await page.getByRole('button', { name: 'Add the rotation' }).click()
    await page.getByRole('link', { name: 'Security on call' }).waitFor()

    await page.getByRole('button', { name: 'Add an escalation path' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('Security')
    await page.getByRole('textbox', { name: 'Key' }).fill('security-oncall')
    const [level1, level2] = [page.getByRole('group', { name: 'Level 1' }), page.getByRole('group', { name: 'Level 2' })]
    await level1.getByRole('combobox', { name: 'Whom' }).selectOption({ label: 'Security on call (rotation)' })
    await level1.getByRole('textbox', { name: 'Telephone' }).fill('+41 44 123 45 67')
    await level2.getByRole('combobox', { name: 'Whom' }).selectOption({ label: 'Cleo Example' })
    await level2.getByRole('textbox', { name: 'Telephone' }).fill('+41 44 765 43 21')
    await page.getByText('Level 1: nobody stands in').waitFor()
    await level1.getByRole('combobox', { name: 'Backup' }).selectOption({ label: 'Cleo Example' })
    await page.getByText('Level 1: nobody stands in').waitFor({ state: 'hidden' })
    await page.getByRole('button', { name: 'Add the path' }).click()
    await page.getByRole('button', { name: 'It works: level 1 of Security' }).click()
    await page.getByRole('textbox', { name: 'Who answered, and how it was tried' }).fill('Test page, Ben answered.')
    await page.getByRole('button', { name: 'Record that it works' }).click()
    await page.getByText('Level 1: it was never tried').waitFor({ state: 'hidden' })
    const { body } = await admin.fetchJson<{ items: { key: string; levels: { call: string; last_verified_at: string | null }[] }[] }>(
      'GET',
      '/escalation-paths',
    )
    expect(body.items.find(({ key }) => key === 'security-oncall')?.levels.map(({ call }) => call)).toEqual([
      'tel:+41441234567',
      'tel:+41447654321',
    ])
    expect(faults.list).toEqual([])
    await context.close()
  })

  for (const screen of ['phone', 'desk'] satisfies Screen[]) {
    test(`they read well for everybody on a ${screen}, in the light and in the dark`, async () => {
      const { id } = await declare(`A title that is long enough to be broken on a ${screen}, and then a little more`)
      await list(id, { evidence: 'Sign-in log of the identity provider', window: 'PT6H', how: 'Export it.', where: 'The console' })
      const kept = await post<Kept>(ada, `/incidents/${id}/evidence`, { text: 'one line', name: 'a-name-without-blanks_'.repeat(4) })
      const { context, page, faults } = await stage.visit({ screen, scheme: 'system', as: admin })
      const found: string[] = []
      const look = async (path: string) => void found.push(...(await readsBadly(page, path)))
      const lookAtDialog = async (path: string, button: string | RegExp) => {
        await page.getByRole('button', { name: button }).first().click()
        await page.getByRole('dialog').waitFor()
        // A word beside the pointer belongs to no landmark.
        await page.mouse.move(1, 1)
        await look(`${path} ${button}`)
        await page.keyboard.press('Escape')
        await page.getByRole('dialog').waitFor({ state: 'hidden' })
      }
      const go = async (path: string, heading: string | RegExp) => {
        await goOn(page, path)
        await page.getByRole('heading', { level: 1, name: heading }).waitFor()
      }
      const stop = async (path: string, heading: string | RegExp, ...buttons: (string | RegExp)[]) => {
        await go(path, heading)
        await look(path)
        for (const button of buttons) await lookAtDialog(path, button)
      }
      await stop(`/incidents/${id}/evidence`, /^Evidence of/, 'Add evidence', /^Settle/)
      await stop(`/incidents/${id}/evidence/${kept.id}`, /^a-name/, 'Hand over')
      await stop(`/incidents/${id}/closing`, /^Closing/)
      // The page itself is looked at with what a responder does there.
      await go(`/incidents/${id}`, /^A title/)
      await lookAtDialog(`/incidents/${id}`, 'Merge into another')
      await stop('/settings/on-call', 'On call')
      await stop('/settings/on-call/rotations/new', 'Add a rotation')
      await stop('/settings/on-call/paths/new', 'Add an escalation path')
      expect(found).toEqual([])
      expect(faults.list).toEqual([])
      await context.close()
    }, 120_000)
  }
})
