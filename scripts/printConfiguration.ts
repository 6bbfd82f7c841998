// Writes docs/configuration.md. A test fails where it is not current.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { configurationPage } from '../src/server/configurationPage.ts'
import { root } from './run.ts'

writeFileSync(join(root, 'docs', 'configuration.md'), configurationPage())
