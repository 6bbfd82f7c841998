// Writes docs/openapi.json from the contract. A test fails where it is not current.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { printOpenapi } from '../src/server/http/openapi.ts'
import { root } from './run.ts'

writeFileSync(join(root, 'docs', 'openapi.json'), `${JSON.stringify(printOpenapi(), null, 2)}\n`)
