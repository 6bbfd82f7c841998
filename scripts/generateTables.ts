// Writes tables.generated.ts and schema.sql in src/database anew: `node scripts/generateTables.ts`, after a migration was added.
import { writeFile } from 'node:fs/promises'
import { openDatabase } from '../src/database/connect.ts'
import { migrate } from '../src/database/migrate.ts'
import { renderSchema } from '../src/database/renderSchema.ts'
import { renderTables } from '../src/database/renderTables.ts'

const database = await openDatabase({ kind: 'pglite', directory: null })
try {
  await migrate(database)
  await writeFile(new URL('../src/database/schema.sql', import.meta.url), await renderSchema(database))
  await writeFile(new URL('../src/database/tables.generated.ts', import.meta.url), await renderTables(database))
} finally {
  await database.close()
}
