import { chromium } from 'playwright-core'
import { readFileSync, writeFileSync } from 'node:fs'
import { paragraph, wordFile } from './test/support/zipOf.ts'
const url = 'http://localhost:4711'
const log = readFileSync('/tmp/sp-serve.log', 'utf8')
const link = /http:\/\/[^\s"]*\/setup#[^\s"]+/.exec(log)?.[0]
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
const kept = '/tmp/sp-state.json'
let state: string | undefined
try { readFileSync(kept); state = kept } catch {}
const first = process.argv[2] === 'first'
if (first && link) {
  const c = await browser.newContext(); const p = await c.newPage()
  await p.goto(link)
  await p.getByRole('textbox', { name: 'Organization' }).fill('Acme Ltd')
  await p.getByRole('textbox', { name: 'Your name' }).fill('Ada Example')
  await p.getByRole('textbox', { name: 'E-mail address' }).fill('ada@example.com')
  await p.locator('input[autocomplete="new-password"]').fill('a sentence is easy to keep')
  await p.getByRole('button', { name: 'Set up and sign in' }).click()
  await p.getByRole('heading', { level: 1, name: 'Now' }).waitFor({ timeout: 60000 })
  await c.storageState({ path: kept }); state = kept; await c.close()
}
const word = await wordFile(`${paragraph('Disk full', 'Heading1')}${paragraph('Contain', 'Heading2')}${paragraph('Remove old images with docker system prune.', 'step')}`, { 'word/comments.xml': '<x/>' })
for (const [name, viewport, scheme] of [['phone', { width: 390, height: 844 }, 'light'], ['desk', { width: 1440, height: 900 }, 'dark'], ['desk', { width: 1440, height: 900 }, 'light'], ['phone', { width: 390, height: 844 }, 'dark']] as const) {
  const tag = `${name}-${scheme}`
  if (process.argv[3] && !process.argv[3].split(',').includes(tag)) continue
  const c = await browser.newContext({ viewport, ...(state ? { storageState: state } : {}), reducedMotion: 'reduce' })
  c.setDefaultTimeout(60000)
  await c.addInitScript(`try { localStorage.setItem('tickmark.appearance', '${scheme}') } catch {}`)
  const p = await c.newPage()
  p.on('console', (m) => m.type() === 'error' && console.log(tag, m.text()))
  p.on('pageerror', (e) => console.log(tag, e.message))
  const shot = (n: string, full = false) => p.screenshot({ path: `/tmp/shot-${tag}-${n}.png`, fullPage: full })
  await p.goto(url + '/'); await p.getByRole('heading', { level: 1 }).waitFor(); await p.waitForTimeout(800); await shot('now')
  await p.goto(url + '/runbooks'); await p.getByRole('link', { name: 'Import' }).waitFor(); await p.waitForTimeout(500); await shot('runbooks')
  await p.goto(url + '/documents/setup'); await p.getByRole('radio').first().waitFor(); await shot('step1')
  await p.getByText('AWS', { exact: true }).click(); await p.getByText('AWS WAF').click(); await shot('step1b', true)
  await p.getByRole('button', { name: 'Next' }).click(); await p.getByText('Okta', { exact: true }).click(); await p.getByRole('textbox', { name: 'Okta domain' }).fill('acme okta'); await p.getByRole('button', { name: 'Next' }).click(); await p.waitForTimeout(300); await shot('step2')
  await p.getByRole('textbox', { name: 'Okta domain' }).fill('acme.okta.com')
  for (let i = 0; i < 4; i++) await p.getByRole('button', { name: 'Next' }).click()
  await p.waitForTimeout(300); await shot('step6')
  await p.getByRole('button', { name: 'Look at the documents' }).click(); await p.getByRole('list', { name: 'Documents' }).waitFor(); await p.waitForTimeout(300); await shot('preview')
  await p.getByText('places to fill in').nth(1).click(); await p.getByText('What changes').nth(1).click(); await p.waitForTimeout(2500); await shot('preview-open', true)
  await p.goto(url + '/documents/import'); await p.locator('input[type=file]').waitFor({ state: 'attached' }); await shot('import')
  await p.locator('input[type=file]').setInputFiles([{ name: 'Disk full.docx', mimeType: 'x', buffer: word }, { name: 'old.pdf', mimeType: 'x', buffer: Buffer.from('%PDF-1.7') }, { name: 'key.html', mimeType: 'text/html', buffer: Buffer.from('<html><body><h1>Ransomware</h1><img src=a><ol><li>Isolate affected systems.</li></ol></body></html>') }])
  await p.getByRole('button', { name: /Create \d draft/ }).waitFor(); await p.getByText('is being read').waitFor({ state: 'detached' }); await p.getByText('waits').waitFor({ state: 'detached' }); await p.waitForTimeout(500); await shot('import-report', true)
  if (process.argv[4] === 'make') { await p.getByRole('button', { name: /Create \d draft/ }).click(); await p.getByRole('list', { name: 'Drafts' }).waitFor(); await shot('import-made') }
  await c.close()
}
await browser.close()
