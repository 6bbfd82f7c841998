// Paper: every sheet says whose it is, from where, when it was printed and how the ledger stood; and nothing on it is there to be pressed.
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { eventually } from '../support/eventually.ts'
import { alertGroup, connectSource, sendTo } from '../support/hooks.ts'
import { describePages } from '../support/pages.ts'
import type { House, SignedInCaller } from '../support/server.ts'

type Status = { checkpoint: { size: number } | null; pending: number }

describePages('printed pages', (stage) => {
  let house: House
  let admin: SignedInCaller
  let alertId: string
  let size: number

  beforeAll(async () => {
    house = await stage.server.newHouse('Example "Ltd" \\ Co')
    admin = await house.signInAs('admin', { name: 'Ada Example' })
    const source = await connectSource(admin, { heartbeat_seconds: 3600 })
    await sendTo(stage.server.url, source.hookPath, alertGroup([{ name: 'One' }]))
    const { body } = await admin.fetchJson<{ items: { id: string }[] }>('GET', '/alerts')
    alertId = body.items[0]?.id ?? ''
    size = await eventually(async () => {
      const status = (await admin.fetchJson<Status>('GET', '/ledger')).body
      expect(status.pending).toBe(0)
      return status.checkpoint?.size ?? 0
    })
  })

  /** What the margin of each sheet holds, as the browser read it. */
  const footLine = (page: Page) =>
    page.evaluate(() => {
      const said = getComputedStyle(document.documentElement).getPropertyValue('--print-line')
      const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules])
      return { said, used: rules.some((rule) => /@bottom-left\s*\{[^}]*var\(--print-line/.test(rule.cssText)) }
    })

  const open = async (page: Page, path: string, heading: string | RegExp) => {
    await page.goto(path)
    await page.getByRole('heading', { level: 1, name: heading }).waitFor()
  }

  test('say at the foot of every sheet whose they are, when they were printed and how the ledger stands', async () => {
    const opened = await admin.fetchJson<{ id: string }>('POST', '/audits', {
      name: 'The first quarter',
      first_day: '2026-01-01',
      last_day: '2026-03-31',
    })
    const { context, page, faults } = await stage.visit({ screen: 'desk', scheme: 'dark', as: admin })
    for (const [path, heading] of [
      [`/alerts/${alertId}`, /One/],
      ['/coverage', 'Coverage'],
      [`/audits/${opened.body.id}`, 'The first quarter'],
    ] as const) {
      await open(page, path, heading)
      const line = await eventually(async () => {
        const { said, used } = await footLine(page)
        expect(used).toBe(true)
        const [, sealed] = /Ledger: checkpoint of (\d+) entries, signed \d{4}-\d\d-\d\d [\d:]{8} UTC; not anchored/.exec(said) ?? []
        expect(Number(sealed)).toBeGreaterThanOrEqual(size)
        return said
      })
      expect(line).toContain(`Example \\"Ltd\\" \\\\ Co · ${new URL(stage.server.url).host}${path}`)
      expect(line).toMatch(/Printed \w{3} \d+ \w{3} \d{4}, [\d:]{8} (CET|CEST) \(\d{4}-\d\d-\d\d [\d:]{8} UTC\)/)
    }
    // The instant is that of printing, not that of opening the page.
    await page.evaluate(() => {
      document.documentElement.style.setProperty('--print-line', '"old"')
      window.dispatchEvent(new Event('beforeprint'))
    })
    expect((await footLine(page)).said).toContain('Printed ')
    expect(faults.list).toEqual([])
    await context.close()
  })

  test('say nothing of the ledger to who may not see it', async () => {
    const viewer = await house.signInAs('viewer')
    const { context, page, faults } = await stage.visit({ screen: 'desk', as: viewer })
    await open(page, `/alerts/${alertId}`, /One/)
    await expect.poll(async () => (await footLine(page)).said).toContain('Printed ')
    expect((await footLine(page)).said).not.toContain('Ledger')
    expect(faults.list).toEqual([])
    await context.close()
  })

  test('show no button and no way to go, are black on white also from the dark, and fit a sheet', async () => {
    const { context, page, faults } = await stage.visit({ screen: 'desk', scheme: 'dark', as: admin })
    await open(page, `/alerts/${alertId}`, /One/)
    await page.emulateMedia({ media: 'print' })
    // A4 without its margins.
    await page.setViewportSize({ width: 673, height: 953 })
    const shown = await page.evaluate(() => ({
      pressed: [...document.querySelectorAll('button, nav')].filter((element) => element.checkVisibility()).length,
      ink: getComputedStyle(document.querySelector('h1') as Element).color,
      wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    }))
    expect(shown).toEqual({ pressed: 0, ink: 'rgb(0, 0, 0)', wide: 0 })
    expect((await page.pdf({ preferCSSPageSize: true })).subarray(0, 5).toString('latin1')).toBe('%PDF-')
    expect(faults.list).toEqual([])
    await context.close()
  })
})
