// What axe-core finds on a page as it stands.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const levels = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Only colours depend on the theme; everything else about a page is the same in the light and in the dark. */
const rulesOfColour = ['color-contrast', 'link-in-text-block']

/** `rules`: only these, instead of all. */
export async function violations(page: Page, rules?: readonly string[]): Promise<string[]> {
  // Evaluated by the debugger, which the page's content security policy does not bind.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe)
  const results = await page.evaluate(
    (runOnly) =>
      (globalThis as unknown as { axe: { run: (where: ParentNode, how: unknown) => Promise<AxeResults> } }).axe.run(
        // What lies behind a dialog can be neither reached nor read until the dialog is gone.
        document.querySelector('[role="dialog"][aria-modal="true"]') ?? document,
        {
          runOnly,
          resultTypes: ['violations'],
          // It can find nothing where no style of an element speaks of spacing, and asks of every element whether it can be seen.
          rules: { 'avoid-inline-spacing': { enabled: document.querySelector('[style*="spacing" i], [style*="line-height" i]') !== null } },
        },
      ),
    rules ? { type: 'rule', values: rules } : { type: 'tag', values: levels },
  )
  return results.violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map((node) => `${node.target.join(' ')} (${node.failureSummary?.split('\n')[1]?.trim()})`).join('; ')}`,
  )
}

/**
 * What is wrong with the page as it stands, in the light and in the dark; for a visit whose theme is the device's. `where` begins each
 * sentence. A dialog that is open stays so.
 */
export async function readsBadly(page: Page, where: string): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light' })
  await page.locator('html[data-mantine-color-scheme="light"]').waitFor({ state: 'attached' })
  await page.waitForFunction(() => document.querySelector('[aria-label="Loading"]') === null)
  const found = await violations(page)
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  if (wide > 0) found.push(`${wide} px wider than the screen`)
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.locator('html[data-mantine-color-scheme="dark"]').waitFor({ state: 'attached' })
  found.push(...(await violations(page, rulesOfColour)).map((violation) => `in the dark: ${violation}`))
  return found.map((violation) => `${where}: ${violation}`)
}
