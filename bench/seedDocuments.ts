// Ten thousand documents through the product's own doors: pushed two hundred at a time, some of them waiting, some asking to be acknowledged.
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { PersonActor } from '../src/core/kernel/actor.ts'
import { makeId, type OrganizationId } from '../src/core/kernel/ids.ts'
import { day, toInstant } from '../src/core/kernel/instant.ts'
import { personEntry } from '../src/core/people/peopleEntries.ts'
import { inOrganization } from '../src/database/inOrganization.ts'
import type { RunningServer } from '../src/server/app.ts'
import { newSecret, secretHash } from '../src/server/http/secretToken.ts'
import { sessionCookieName } from '../src/server/http/sessionCookie.ts'
import { record } from '../src/server/ledger/record.ts'
import { insertPerson } from '../src/server/person/store.ts'
import { insertSession } from '../src/server/session/store.ts'
import { type Ask, asking } from './onBothEngines.ts'

const shipped = readFileSync(new URL('../catalogues/templates/runbooks/leaked-cloud-credential.md', import.meta.url), 'utf8')

const atOnce = 200
/** Of those that are pushed: a runbook of full length, a policy that responders acknowledge each year, one that waits for its approvers. */
const everyFull = 40
const everyPolicy = 100
const everyWaiting = 50

type File = { path: string; markdown: string }

function fileOf(number: number): File {
  const id = `document-${String(number).padStart(5, '0')}`
  if (number % everyFull === 1) {
    const markdown = shipped.replace(/^id: .*$/m, `id: ${id}`).replace(/^title: .*$/m, `title: Runbook ${number}`)
    return { path: `runbooks/${id}.md`, markdown }
  }
  const owner = `Team ${number % 37}`
  const review = number % 3 === 0 ? '' : `review: { every: P${30 + (number % 300)}D, grace: P7D }\n`
  if (number % everyPolicy === 0) {
    const asks = 'acknowledge: { by: [responders], within: P14D, again_every: P1Y }\n'
    return {
      path: `policies/${id}.md`,
      markdown: `---\nkind: policy\nid: ${id}\ntitle: Policy ${number}\nowner: ${owner}\n${review}${asks}---\n# Policy ${number}\n\nWe answer within an hour.\n`,
    }
  }
  const approvers = number % everyWaiting === 3 ? 'approvers: [cto, compliance]\n' : ''
  return {
    path: `runbooks/${id}.md`,
    markdown: `---\nkind: runbook\nid: ${id}\ntitle: Runbook ${number}\nowner: ${owner}\n${review}${approvers}---
# Runbook ${number}

## Contain

1. Deactivate the key: \`aws iam update-access-key --access-key-id $KEY --status Inactive --user-name user-${number}\`
   - Check: \`aws iam list-access-keys --user-name user-${number}\` shows \`Inactive\`.
2. Rotate the secret of service ${number} in 1Password and tell #incidents.
`,
  }
}

/** Prints what a text takes that is long, and one that is short. */
export async function pushDocuments(ask: Ask, count: number): Promise<void> {
  const started = performance.now()
  const each: number[] = []
  for (let from = 0; from < count; from += atOnce) {
    const files = Array.from({ length: Math.min(atOnce, count - from) }, (_, place) => fileOf(from + place + 1))
    const { text, milliseconds } = await ask('/documents/push', { files })
    const refused = (JSON.parse(text) as { files: { outcome: string; because: string }[] }).files.find(
      ({ outcome }) => outcome === 'refused',
    )
    if (refused !== undefined) throw new Error(`A document was refused: ${refused.because}`)
    each.push(milliseconds / files.length)
  }
  const seconds = (performance.now() - started) / 1000
  const mean = (some: readonly number[]) => (some.reduce((sum, one) => sum + one, 0) / Math.max(some.length, 1)).toFixed(1)
  const fifth = Math.ceil(each.length / 5)
  console.log(
    `  ${count.toLocaleString('en')} documents pushed in ${Math.round(seconds)} s: ${mean(each.slice(0, fifth))} ms each in the first fifth, ${mean(each.slice(-fifth))} ms in the last`,
  )
  const full = Array.from({ length: 20 }, (_, place) => fileOf((Math.ceil(count / everyFull) + place + 1) * everyFull + 1))
  const { milliseconds } = await ask('/documents/push', { files: full })
  console.log(`  of full length (${Math.round(shipped.length / 1000)} kB): ${(milliseconds / full.length).toFixed(1)} ms each`)
}

/** Responders who have acknowledged half of what asks them; answers how the first of them asks. */
export async function seedReaders(server: RunningServer, organizationId: OrganizationId, ask: Ask, people: number): Promise<Ask> {
  const { database, clock, config } = server.services
  const asks: Ask[] = []
  for (let number = 0; number < people; number++) {
    const now = clock()
    const personId = makeId('person', now, randomBytes(10))
    const sessionId = makeId('session', now, randomBytes(10))
    const by: PersonActor = { kind: 'person', id: personId, name: `Responder ${number}`, role: 'responder', sessionId }
    const secret = newSecret()
    await inOrganization(database, organizationId, by, async (tx) => {
      const email = `responder${number}@example.com`
      const person = { personId, name: by.name, email, role: 'responder' as const, activeFrom: now, activeUntil: null }
      await insertPerson(tx, person, null, now)
      await record(tx, [personEntry('person.joined', by, person, now)], now)
      await insertSession(tx, {
        sessionId,
        personId,
        tokenHash: secretHash(secret),
        userAgent: 'bench',
        now,
        expiresAt: toInstant(now + day),
      })
    })
    asks.push(asking(server.url, { cookie: `${sessionCookieName(config)}=${secret}`, 'sec-fetch-site': 'same-origin' }))
  }
  const { items } = JSON.parse((await ask('/documents?kind=policy&limit=500')).text) as {
    items: { id: string; in_force: { hash: string } | null }[]
  }
  for (const [place, { id, in_force }] of items.entries()) {
    if (in_force === null || place % 2 === 0) continue
    for (const each of asks) await each(`/documents/policy/${id}/acknowledge`, { hash: in_force.hash })
  }
  const [first] = asks
  if (first === undefined) throw new Error('Somebody reads.')
  return first
}
