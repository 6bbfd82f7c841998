// Two people in two browsers, each at a server of their own, on one database and one incident: what one does the other sees, once, and nothing is lost.
import type { Browser, Page, Response } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { systemActor } from '../../src/core/kernel/actor.ts'
import { minute, toInstant } from '../../src/core/kernel/instant.ts'
import { inOrganization } from '../../src/database/inOrganization.ts'
import { publishShippedRunbooks } from '../../src/server/document/shippedRunbooks.ts'
import { escalateDue } from '../../src/server/escalation/escalate.job.ts'
import { engines } from '../support/database.ts'
import { browserMissing, openBrowser, type Visit, visit } from '../support/pages.ts'
import type { House, SignedInCaller, TestServer } from '../support/server.ts'
import { headersAt, startTwoServers, type TwoServers } from '../support/twoServers.ts'

type Items<Item> = { items: Item[] }
type Said = { kind: string; said: string; detail: { step?: string; text?: string } | null }
type Paged = { level: number; state: string; to: { name: string } }

const patient = { timeout: 30_000 }
const step = (page: Page, number: number) => page.getByRole('article', { name: `Step ${number}`, exact: true })
const tick = (page: Page, number: number) => step(page, number).getByRole('button', { name: 'Done' }).click()

/** When the page draws it, by the clock that both browsers and this test go by. */
function drawn(page: Page, number: number): Promise<number> {
  return page.evaluate(
    (name) =>
      new Promise<number>((resolve) => {
        const look = () => document.querySelector(`article[aria-label="${name}"]`) !== null && resolve(Date.now())
        new MutationObserver(look).observe(document.body, { childList: true, subtree: true, attributes: true })
        look()
      }),
    `Step ${number}`,
  )
}

/** When the page has the run from its server once more, which it asks for when what was done there is recorded. */
function askedAgain(page: Page): Promise<number> {
  return new Promise((resolve) => {
    let isMarked = false
    const hear = (response: Response) => {
      const [method, url] = [response.request().method(), response.url()]
      if (method === 'POST' && url.includes('/steps/')) isMarked = true
      if (!isMarked || method !== 'GET' || !/\/runs\/run_\w+$/.test(url)) return
      page.off('response', hear)
      resolve(Date.now())
    }
    page.on('response', hear)
  })
}

describe.skipIf(browserMissing !== null || !engines.includes('postgresql'))('two browsers on two servers', () => {
  let ahead = 0
  let servers: TwoServers
  let browser: Browser
  let house: House
  let ada: SignedInCaller
  let visits: readonly [Visit, Visit]
  let incident: string

  const pages = () => [visits[0].page, visits[1].page] as const
  const threadOf = async () => (await ada.fetchJson<Items<Said>>('GET', `/incidents/${incident}/thread`)).body.items
  const everybodyLooks = () =>
    Promise.all([servers.one, servers.two, servers.one, servers.two].map(({ services }) => escalateDue(services, house.organizationId)))

  const visitAt = (server: TestServer, by: SignedInCaller) =>
    visit(browser, { screen: 'desk', url: server.url, as: { ...by, headers: headersAt(server, by) } })

  /** The incident, with the first step of its run, and what changes is heard. */
  async function open(page: Page): Promise<void> {
    const hears = page.waitForResponse(/\/api\/v1\/events$/)
    await page.goto(`/incidents/${incident}`)
    await step(page, 1).waitFor(patient)
    await hears
  }

  beforeAll(async () => {
    // What a device says of when things were done must be near to what the server takes for now.
    ;[servers, browser] = await Promise.all([startTwoServers({ clock: () => toInstant(Date.now() + ahead) }), openBrowser()])
    const { one, two } = servers
    house = await one.newHouse()
    ada = await house.signInAs('responder', { name: 'Ada Example' })
    const ben = await house.signInAs('responder', { name: 'Ben Example' })
    const admin = await house.signInAs('admin', { name: 'Cleo Example' })
    const { database, clock } = one.services
    await inOrganization(database, house.organizationId, systemActor('test'), (tx) => publishShippedRunbooks(tx, clock()))
    const level = ({ personId }: SignedInCaller) => ({ target: { kind: 'person', person_id: personId }, wait_minutes: 15 })
    const path = { key: 'security-oncall', name: 'Security on-call', levels: [level(ben), level(admin)] }
    expect((await admin.fetchJson('POST', '/escalation-paths', path)).status).toBe(201)
    visits = await Promise.all([visitAt(one, ada), visitAt(two, ben)])
  })
  beforeEach(async () => {
    incident = (await ada.fetchJson<{ id: string }>('POST', '/incidents', { origin: 'report', title: 'Two at once' })).body.id
    await ada.fetchJson('POST', `/incidents/${incident}/runs`, { document_id: 'leaked-cloud-credential' })
    await Promise.all(pages().map(open))
  })
  afterEach(() => {
    expect(visits.flatMap(({ faults }) => faults.list)).toEqual([])
  })
  afterAll(async () => {
    await browser?.close()
    await servers?.close()
  })

  test('a tick made in one is drawn in the other within a second of what its own page takes', async () => {
    const [atOne, atTwo] = pages()
    const took: { own: number; other: number }[] = []
    for (let number = 1; number <= 5; number++) {
      const [from, to] = number % 2 === 1 ? [atOne, atTwo] : [atTwo, atOne]
      const [told, shown] = [drawn(to, number + 1), askedAgain(from)]
      const pressed = Date.now()
      await tick(from, number)
      took.push({ own: (await shown) - pressed, other: (await told) - pressed })
      await Promise.all(pages().map((page) => step(page, number + 1).waitFor()))
    }
    const said = took.map(({ own, other }) => `${other} ms (${own} ms)`).join(', ')
    console.info(`from the press of a button to the other server’s page (to its own page’s next answer): ${said}`)
    const between = took.map(({ own, other }) => other - own).sort((left, right) => left - right)
    // One that a busy machine held up is not what the pages take.
    expect(between[2]).toBeLessThan(1000)
  })

  test('one step that both tick in the same moment is ticked once, and the second is told', async () => {
    let arrived = 0
    let letGo = () => {}
    const both = new Promise<void>((resolve) => {
      letGo = resolve
    })
    for (const page of pages()) {
      await page.route(
        /\/steps\/[^/]+$/,
        async (route) => {
          if (++arrived === 2) letGo()
          await both
          await route.continue()
        },
        { times: 1 },
      )
    }
    await Promise.all(pages().map((page) => tick(page, 1)))
    await Promise.all(pages().map((page) => step(page, 2).waitFor()))
    const told = (page: Page) => page.getByText('Not recorded: Step 1 done')
    await expect.poll(async () => (await Promise.all(pages().map((page) => told(page).count()))).sort(), patient).toEqual([0, 1])
    expect((await threadOf()).filter(({ kind }) => kind === 'step.marked')).toHaveLength(1)
    await Promise.all(pages().map((page) => step(page, 2).waitFor()))
  })

  test('notes of one and ticks of the other at the same time are all there, on both pages', async () => {
    const [atOne, atTwo] = pages()
    const notes = ['The key is of the build server.', 'It was used from two addresses.', 'Both are on the list of a hosting company.']
    const write = async () => {
      for (const note of notes) {
        await atOne.getByRole('textbox', { name: 'What you saw, decided or did' }).fill(note)
        await atOne.getByRole('button', { name: 'Write into the thread' }).click()
      }
    }
    const work = async () => {
      for (const number of [1, 2]) {
        await step(atTwo, number).getByRole('button', { name: 'Skip' }).click()
        await atTwo.getByRole('textbox', { name: 'In your own words' }).fill(`Not needed tonight, says Ben of ${number}.`)
        await atTwo.getByRole('button', { name: 'Skip the step' }).click()
        await step(atTwo, number + 1).waitFor(patient)
      }
    }
    await Promise.all([write(), work()])
    for (const page of pages()) {
      await step(page, 3).waitFor(patient)
      for (const said of [...notes, 'says Ben of 1', 'says Ben of 2']) await page.getByText(said).first().waitFor(patient)
    }
    const texts = (await threadOf()).filter(({ kind }) => kind === 'incident.noted').map(({ detail }) => detail?.text)
    expect(texts).toEqual(notes)
  })

  test('a page that nobody answers goes on once, whichever server looks, and both pages say to whom', async () => {
    const [atOne] = pages()
    const { sink } = servers
    const already = sink.mails.length
    await atOne.getByRole('button', { name: 'Page Ben Example' }).click()
    await atOne
      .getByRole('dialog')
      .getByRole('button', { name: /e-mail/i })
      .click()
    await expect.poll(() => sink.mails.length - already, patient).toBe(1)
    await Promise.all(pages().map((page) => page.getByText(/Waiting for Ben Example/).waitFor(patient)))
    ahead += 16 * minute
    await everybodyLooks()
    await Promise.all(pages().map((page) => page.getByText(/Waiting for Cleo Example/).waitFor(patient)))
    await expect.poll(() => sink.mails.length - already, patient).toBe(2)
    await everybodyLooks()
    const paged = async () => {
      const { body } = await ada.fetchJson<Items<Paged>>('GET', `/incidents/${incident}/pages`)
      return body.items.map(({ level, to, state }) => [level, to.name, state])
    }
    await expect.poll(paged, patient).toEqual([
      [1, 'Ben Example', 'failed'],
      [2, 'Cleo Example', 'open'],
    ])
    expect(sink.mails.length - already).toBe(2)
  })
})
