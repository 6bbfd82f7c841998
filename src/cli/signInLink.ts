// `tickmark sign-in-link`: lets somebody in who lost their password.
import { parseArgs } from 'node:util'
import { formatInstant, toInstant } from '../core/kernel/instant.ts'
import { readConfig } from '../server/config.ts'
import { restoreAccess } from '../server/session/restoreAccess.ts'
import { openOwnDatabase } from './openOwnDatabase.ts'

export const summary = 'prints a link that signs a person in once, for somebody who lost their password'

export const help = `tickmark sign-in-link <e-mail address>

Takes the person's password away, ends their sessions, and prints a link that signs them in once, within an hour; then they set a new password.
It is on record. Settings are those of the server. The embedded database can be opened by one process at a time: stop the server first.
`

export async function run(args: readonly string[]): Promise<number> {
  const { positionals } = parseArgs({ args: [...args], allowPositionals: true })
  const [email, ...more] = positionals
  if (email === undefined || more.length > 0) {
    console.error(help)
    return 2
  }
  try {
    const config = readConfig(process.env)
    const database = await openOwnDatabase(config)
    try {
      return print(await restoreAccess(database, email, config.publicUrl, toInstant(Date.now())), email)
    } finally {
      await database.close()
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    return 1
  }
}

function print(restored: Awaited<ReturnType<typeof restoreAccess>>, email: string): number {
  if (restored.length === 0) {
    console.error(`Nobody with access has the address ${email}. An admin can invite them.`)
    return 1
  }
  for (const { name, organizationName, link, expiresAt } of restored) {
    console.log(`For ${name} at ${organizationName}, once, until ${formatInstant(expiresAt)}:\n\n  ${link}\n`)
  }
  return 0
}
