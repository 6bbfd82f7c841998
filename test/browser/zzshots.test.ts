// Throwaway pictures.
import { beforeAll, test } from 'vitest'
import { type CriteriaStory, tellCriteriaStory } from '../support/criteriaStory.ts'
import { describePages } from '../support/pages.ts'

describePages('pictures', (stage) => {
  let story: CriteriaStory
  beforeAll(async () => {
    story = await tellCriteriaStory(stage.server, await stage.server.newHouse())
  })
  for (const [screen, scheme] of [
    ['phone', 'light'],
    ['desk', 'light'],
    ['phone', 'dark'],
    ['desk', 'dark'],
  ] as const)
    test(`${screen} ${scheme}`, async () => {
      const { context, page } = await stage.visit({ screen, scheme, as: story.ada })
      const days = `?from=${story.today}&to=${story.today}`
      for (const [name, path, all] of [
        ['list', `/criteria/soc2${days}`, false],
        ['cc74', `/criteria/soc2/CC7.4${days}`, true],
        ['a524', `/criteria/iso27001/A.5.24${days}`, false],
        ['quiet', '/criteria/iso27001', false],
        ['cc71', '/criteria/soc2/CC7.1', false],
        ['actions', `/populations/actions${days}&criterion=soc2:CC7.4`, false],
        ['empty', '/populations/exercises', false],
        ['gaps', `/populations/gaps${days}`, false],
      ] as const) {
        if (scheme === 'dark' && !['cc74', 'actions'].includes(name)) continue
        await page.goto(path)
        await page.getByRole('heading', { level: 1 }).first().waitFor()
        await page.getByRole('status', { name: 'Loading' }).waitFor({ state: 'hidden' })
        await page.waitForTimeout(500)
        await page.screenshot({ path: `/tmp/critgen/${name}-${screen}-${scheme}.png` })
        if (all && scheme === 'light') {
          await page.setViewportSize({ width: screen === 'phone' ? 390 : 1440, height: screen === 'phone' ? 2600 : 2400 })
          await page.screenshot({ path: `/tmp/critgen/${name}-${screen}-all.png` })
          await page.setViewportSize(screen === 'phone' ? { width: 390, height: 844 } : { width: 1440, height: 900 })
        }
      }
      await context.close()
    }, 120_000)
})
