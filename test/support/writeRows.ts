// Writes one row per transaction to an embedded database until it is killed, and says each number once it is committed.
import { openDatabase } from '../../src/database/connect.ts'

const [directory] = process.argv.slice(2)
if (!directory) throw new Error('which directory?')
const database = await openDatabase({ kind: 'pglite', directory })
await database.execute('create table if not exists written (n bigint primary key)')
const { rows } = await database.execute<{ next: number }>('select coalesce(max(n) + 1, 0) as next from written')
for (let n = rows[0]?.next ?? 0; ; n++) {
  await database.session(async ({ query }) => {
    await query('begin')
    await query('insert into written values ($1)', [n])
    await query('commit')
  })
  process.stdout.write(`${n}\n`)
}
