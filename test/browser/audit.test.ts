// From the page of an audit to a file that verifies elsewhere, with the line the page shows.
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { day } from '../../src/core/kernel/instant.ts'
import { alertGroup, connectSource, sendTo } from '../support/hooks.ts'
import { describePages } from '../support/pages.ts'
import type { House } from '../support/server.ts'

const run = promisify(execFile)
const tickmark = fileURLToPath(new URL('../../bin/tickmark.mjs', import.meta.url))
const daysBack = 40

describePages('an audit in the browser', (stage) => {
  let house: House
  const folder = mkdtempSync(join(tmpdir(), 'tickmark-audit-'))

  beforeAll(async () => {
    // What the audit is about happens forty days ago; the package is built today.
    stage.server.clock.advance(-daysBack * day)
    house = await stage.server.newHouse()
    const admin = await house.signInAs('admin')
    const source = await connectSource(admin)
    await sendTo(stage.server.url, source.hookPath, alertGroup([{ name: 'One' }, { name: 'Two' }]))
    const { body } = await admin.fetchJson<{ items: { id: string }[] }>('GET', '/alerts')
    await admin.fetchJson('POST', `/alerts/${body.items[0]?.id}/review`, { disposition: 'benign', reason: 'Known and allowed.' })
    stage.server.clock.advance(daysBack * day)
  })
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true })
  })

  test('a package is built, downloaded, and verified by the line that the page shows', async () => {
    const compliance = await house.signInAs('compliance', { name: 'Mira Example' })
    const { context, page, faults } = await stage.visit({ screen: 'desk', as: compliance })
    const around = (days: number) => new Date(Date.now() - (daysBack + days) * day).toISOString().slice(0, 10)
    await page.goto('/audits/open')
    await page.getByRole('combobox', { name: 'Period' }).selectOption('own')
    await page.getByLabel('First day').fill(around(2))
    await page.getByLabel('Last day').fill(around(-2))
    await page.getByLabel('Name').fill('The days around')
    await page.getByRole('button', { name: 'Open the audit' }).click()
    await page.getByRole('heading', { level: 1, name: 'The days around' }).waitFor()
    await page.getByRole('region', { name: 'What the period holds today' }).getByText('not reviewed').waitFor()
    await page.getByRole('button', { name: 'Build a package' }).click()
    const download = page.getByRole('link', { name: /^Download,/ })
    await download.waitFor({ timeout: 90_000 })
    const [file] = await Promise.all([page.waitForEvent('download'), download.click()])
    await file.saveAs(join(folder, file.suggestedFilename()))
    const line = (await page.getByRole('figure', { name: 'the verify command' }).textContent()) ?? ''
    expect(line).toContain(file.suggestedFilename())
    const key = /--key '([^']+)'/.exec(line)?.[1] ?? ''
    const { stdout } = await run(process.execPath, [tickmark, 'verify', file.suggestedFilename(), '--key', key], { cwd: folder })
    expect(stdout).toMatch(/verified/i)
    expect(faults.list).toEqual([])
    await context.close()
  })
})
