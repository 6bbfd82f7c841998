// What goes into the head of a page: its files and its first questions, for those who come from outside, and nothing that an address brings along.
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { firstLook, looks } from './firstLook.ts'

const page = '<script type="module" src="/assets/index-1.js"></script>'
const incident = `/incidents/inc_${'0'.repeat(31)}a`
let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'first-look-'))
  mkdirSync(join(folder, '.vite'))
  const manifest = {
    'index.html': { file: 'assets/index-1.js' },
    'main.tsx': { file: 'assets/main-6.js', css: ['assets/main-7.css'], imports: ['index.html'] },
    _shared: { file: 'assets/shared-3.js', css: ['assets/shared-4.css'], imports: ['index.html'] },
    'pages/incident/IncidentPage.tsx': {
      file: 'assets/IncidentPage-2.js',
      css: ['assets/IncidentPage-5.css'],
      imports: ['_shared', 'index.html'],
    },
  }
  writeFileSync(join(folder, '.vite', 'manifest.json'), JSON.stringify(manifest))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const hrefs = (links: string) => [...links.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)

test('an incident is asked for along with its page, whose files are named once', () => {
  expect(hrefs(firstLook(folder, page)(incident)).sort()).toEqual(
    [
      ...['/api/v1/session', `/api/v1${incident}`, '/assets/IncidentPage-2.js', '/assets/IncidentPage-5.css'],
      ...['/assets/shared-3.js', '/assets/shared-4.css', '/assets/main-6.js', '/assets/main-7.css'],
    ].sort(),
  )
})
test('what is fetched ahead is fetched as the page will ask for it', () => {
  const links = firstLook(folder, page)(incident)
  expect(links).toContain(`<link rel="preload" as="fetch" fetchpriority="high" crossorigin href="/api/v1${incident}">`)
  expect(links).toContain('<link rel="preload" as="script" fetchpriority="low" crossorigin href="/assets/IncidentPage-2.js">')
  expect(links).toContain('<link rel="preload" as="style" fetchpriority="low" crossorigin href="/assets/shared-4.css">')
})
test.each(['/settings', '/incidents/inc_1', `${incident}/thread`, `/incidents/"><script>`, ''])(
  '%s brings only what every page needs',
  (path) => {
    expect(hrefs(firstLook(folder, page)(path))).toEqual(['/assets/main-7.css', '/assets/main-6.js'])
  },
)
test('pages that were not built ask for what they need all the same', () => {
  expect(hrefs(firstLook(join(folder, 'nothing'), page)(incident))).toEqual(['/api/v1/session', `/api/v1${incident}`])
})
test('every page that is named is one of ours', () => {
  for (const { page: named } of looks) expect(existsSync(new URL(`../../ui/${named}`, import.meta.url)), named).toBe(true)
})
