// Reminds those by mail who have not acknowledged a document yet: once per version and week at most, and on record.
import { sql } from 'kysely'
import { systemActor } from '../../core/kernel/actor.ts'
import type { OrganizationId, PersonId } from '../../core/kernel/ids.ts'
import { day, formatInstant, type Instant } from '../../core/kernel/instant.ts'
import { organizationIds } from '../../database/doors.ts'
import { inOrganization, type OrganizationTx } from '../../database/inOrganization.ts'
import type { Services } from '../services.ts'
import { keepReminder, readReminders } from './acknowledgementStore.ts'
import type { DocumentKey } from './actStore.ts'
import { personStandings } from './documentLines.ts'
import { holdDocuments } from './documentStore.ts'
import { directory } from './documentViews.ts'
import { readLines } from './lineStore.ts'

const pause = 7 * day
const by = systemActor('reminders')

type Needs = Pick<Services, 'database' | 'clock' | 'mailer' | 'log' | 'config'>
type Letter = DocumentKey & {
  version: string
  number: number
  title: string
  person: PersonId
  to: string
  dueAt: Instant | null
  isLate: boolean
}

export async function remindEverybody(services: Needs): Promise<void> {
  for (const organizationId of await organizationIds(services.database)) {
    try {
      await remindIn(services, organizationId)
    } catch (error) {
      services.log.error({ err: error, organization: organizationId }, 'Reminders to acknowledge documents could not be sent')
    }
  }
}

/** It is put on record before it is sent: two servers send one mail, and one that a mail server refuses is logged and due again in a week. */
async function remindIn({ database, clock, mailer, log, config }: Needs, organizationId: OrganizationId): Promise<void> {
  if (mailer === null) return
  const letters = await inOrganization(database, organizationId, by, (tx) => lettersToSend(tx, clock()), { retry: true })
  for (const letter of letters) {
    try {
      await mailer.send({ to: letter.to, ...words(letter, config.publicUrl) })
    } catch (error) {
      log.error({ err: error, organization: organizationId, person: letter.person }, 'A reminder could not be sent')
    }
  }
}

async function lettersToSend(tx: OrganizationTx, now: Instant): Promise<Letter[]> {
  await holdDocuments(tx)
  const letters = await missingLetters(tx, now)
  for (const letter of letters) await keepReminder(tx, letter, now)
  return letters
}

async function missingLetters(tx: OrganizationTx, now: Instant): Promise<Letter[]> {
  const lines = await readLines(tx, now, sql<boolean>`asks is not null`)
  const standings = await personStandings(tx, lines, now)
  const addresses = new Map((await directory(tx, now)).map(({ id, email }) => [id, email]))
  const recent = new Set(
    (await readReminders(tx))
      .filter(({ at }) => now - at < pause)
      .map(({ kind, documentId, version, person }) => `${kind} ${documentId} ${version} ${person}`),
  )
  return lines.flatMap(({ kind, documentId, line: { inForce, title } }): Letter[] => {
    if (inForce === null) return []
    const { version, number } = inForce
    return standings({ kind, documentId }).flatMap(({ person, state, dueAt }) => {
      const to = addresses.get(person)
      const isReminded = recent.has(`${kind} ${documentId} ${version} ${person}`)
      if (state === 'acknowledged' || to === undefined || isReminded) return []
      return [{ kind, documentId, version, number, title, person: person as PersonId, to, dueAt, isLate: state === 'overdue' }]
    })
  })
}

function words({ title, number, kind, documentId, dueAt, isLate }: Letter, publicUrl: string) {
  const due = dueAt === null ? '' : isLate ? ` It was due at ${formatInstant(dueAt)}.` : ` It is due at ${formatInstant(dueAt)}.`
  return {
    subject: `Please read and acknowledge: ${title}`,
    text: [
      `“${title}”, version ${number}, asks you to acknowledge that you have read it and will follow it.${due}`,
      '',
      `${publicUrl}/${kind === 'policy' ? 'policies' : 'runbooks'}/${encodeURIComponent(documentId)}`,
      '',
      'You get this once a week at most, until you have.',
    ].join('\n'),
  }
}
