// The criteria in a browser: a framework at a time, and from one criterion to everything behind it in two clicks.
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { day, hour, toInstant } from '../../src/core/kernel/instant.ts'
import { readsBadly } from '../support/axe.ts'
import { type CriteriaStory, tellCriteriaStory } from '../support/criteriaStory.ts'
import { describePages, goOn, type Screen } from '../support/pages.ts'

/** “So far” is up to the browser’s day, so the server must be in the same one: at its midday, far from the days beside it. */
const toMidday = 12 * hour - (Date.now() % day)
const todaysMidday = { overrides: { clock: () => toInstant(Date.now() + toMidday) } }

describePages(
  'criteria',
  (stage) => {
    let story: CriteriaStory
    let days: string

    beforeAll(async () => {
      story = await tellCriteriaStory(stage.server, await stage.server.newHouse())
      days = `?from=${story.today}&to=${story.today}`
    })

    const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).first().waitFor()

    /** Two clicks from the criterion: the population, or the document, and then the thing itself. */
    async function reach(page: Page, from: string, steps: readonly [string, string | RegExp, string]) {
      const [first, second, arrives] = steps
      await page.goto(from)
      await page.getByRole('list', { name: 'What evidences it' }).getByRole('link', { name: first, exact: true }).click()
      await page.getByRole('link', { name: second }).first().click()
      await page.waitForURL((url) => url.pathname.startsWith(arrives))
      await page.getByRole('heading', { level: 1 }).first().waitFor()
    }

    test('CC7.4, and everything behind it, is reached from the list', async () => {
      const { context, page, faults } = await stage.visit({ screen: 'desk', as: story.ada })
      await page.goto('/')
      await page.getByRole('navigation', { name: 'Main', exact: true }).getByRole('link', { name: 'Criteria' }).click()
      await heading(page, 'Criteria')
      await page.getByText('Nothing was put on record in this period').waitFor()
      await page.getByLabel('Period').selectOption({ label: 'This quarter so far' })
      const line = page.getByRole('listitem').filter({ has: page.getByRole('link', { name: /^CC7\.4 Responding/ }) })
      await line.getByText('2 incidents', { exact: true }).waitFor()
      await line.getByText('1 overdue').waitFor()
      await line.getByText('Often filed elsewhere: incident response procedures').waitFor()
      await line.getByRole('link', { name: /^CC7\.4 Responding/ }).click()
      await heading(page, /^CC7\.4 /)
      await page.getByText('Often filed elsewhere: incident response procedures.').waitFor()
      const address = page.url()
      await reach(page, address, ['Incidents', 'A leaked token', `/incidents/${story.open}/thread`])
      await reach(page, address, ['Notices', 'What happened', `/incidents/${story.open}/notices/`])
      await reach(page, address, ['Reviews after incidents', 'A leaked token', `/incidents/${story.open}/review`])
      await reach(page, address, ['Corrective actions', 'Let tokens expire', `/incidents/${story.open}/review`])
      await reach(page, address, ['Exercises', 'The autumn drill', `/incidents/${story.exercise}/thread`])
      await page.goto(address)
      await page
        .getByRole('table', { name: 'What answers it' })
        .getByRole('link', { name: 'Leaked cloud credential (AWS access key)', exact: true })
        .click()
      await heading(page, /Leaked cloud credential/)
      await page.goto(address)
      await page
        .getByRole('table', { name: 'What answers it' })
        .getByRole('link', { name: 'Incident response policy', exact: true })
        .click()
      await heading(page, /Incident response policy/)
      expect(faults.list).toEqual([])
      await context.close()
    })

    test('A.5.24 is reached over the crosswalk, and CC7.2 leads to alerts and silences', async () => {
      const { context, page, faults } = await stage.visit({ screen: 'desk', as: story.ada })
      await page.goto(`/criteria/soc2/CC7.4${days}`)
      await page.getByRole('link', { name: 'A.5.24 Incident management planned' }).click()
      await heading(page, /^A\.5\.24 /)
      await page
        .getByRole('link', { name: /^CC7\.4 / })
        .first()
        .waitFor()
      const address = page.url()
      await reach(page, address, ['Incidents', 'A leaked token', `/incidents/${story.open}/thread`])
      await reach(page, address, ['Exercises', 'The autumn drill', `/incidents/${story.exercise}/thread`])
      await page.goto(`/criteria/soc2/CC7.2${days}`)
      await page.getByRole('list', { name: 'What evidences it' }).getByRole('link', { name: 'Alerts', exact: true }).click()
      await page.getByRole('row').filter({ hasText: 'Two' }).click()
      await page.waitForURL((url) => url.pathname.startsWith('/alerts/'))
      await reach(page, `/criteria/soc2/CC7.2${days}`, ['Coverage gaps', /^Source /, '/coverage'])
      await reach(page, `/criteria/iso27001/A.5.28${days}`, ['Evidence', 'events.txt', `/incidents/${story.open}/evidence/`])
      expect(faults.list).toEqual([])
      await context.close()
    })

    test('a responder sees of a private incident that it is there, and no more', async () => {
      const { context, page, faults } = await stage.visit({ screen: 'phone', as: story.eve })
      await page.goto(`/populations/actions${days}&criterion=soc2:CC7.4`)
      await heading(page, 'Corrective actions')
      await page.getByText('2 corrective actions').waitFor()
      await page.getByRole('link', { name: 'Private incident' }).waitFor()
      expect(await page.getByText('Talk to a lawyer').count()).toBe(0)
      await page.getByRole('link', { name: '← CC7.4' }).click()
      await heading(page, /^CC7\.4 /)
      expect(faults.list).toEqual([])
      await context.close()
    })

    for (const screen of ['phone', 'desk'] satisfies Screen[]) {
      test(`reads well for everybody on a ${screen}`, async () => {
        const { context, page, faults } = await stage.visit({ screen, scheme: 'system', as: story.ada })
        const found: string[] = []
        for (const path of [
          '/criteria/soc2',
          `/criteria/soc2/CC7.4${days}`,
          '/criteria/soc2/CC7.1',
          `/populations/notices${days}`,
          '/populations/actions',
        ]) {
          await goOn(page, path)
          await page.getByRole('heading', { level: 1 }).first().waitFor()
          await page.getByRole('status', { name: 'Loading' }).waitFor({ state: 'hidden' })
          found.push(...(await readsBadly(page, path)))
        }
        expect(found).toEqual([])
        expect(faults.list).toEqual([])
        await context.close()
      }, 120_000)
    }
  },
  todaysMidday,
)
