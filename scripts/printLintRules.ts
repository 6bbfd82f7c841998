// Writes docs/lint from the rules themselves. A test fails where the two differ.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { allRules } from '../src/core/lint/rules/allRules.ts'
import { rulePage, rulesIndex } from '../src/core/lint/rules/rulePage.ts'

const folder = join(dirname(fileURLToPath(import.meta.url)), '..', 'docs', 'lint')

rmSync(folder, { recursive: true, force: true })
for (const rule of allRules) {
  const file = join(folder, `${rule.id}.md`)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, rulePage(rule))
}
writeFileSync(join(folder, 'README.md'), rulesIndex(allRules))
console.log(`${allRules.length} rules printed into docs/lint.`)
