// What does the linter say of a text that is given, or of a document that is kept?
import type { z } from 'zod'
import type { consistencyApi, LintResult } from '../../contract/consistency.ts'
import type { BodyOf, ParamsOf, QueryOf, ReplyOf } from '../../contract/endpoint.ts'
import type { DocumentKind } from '../../core/document/documentVersion.ts'
import { lookAt, looksOf } from '../../core/document/reviewDue.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import type { LintedDocument } from '../../core/lint/lintDocument.ts'
import { isWhole } from '../../core/people/escalationPath.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { readLife } from '../document/actStore.ts'
import { versionOf } from '../document/documentStore.ts'
import { versionInForce } from '../document/inForce.ts'
import { dayOf } from './directoryViews.ts'
import { documentsInForce } from './documentsInForce.ts'
import { houseOf, placeOf } from './houseOf.ts'
import { checkText, inLinterThread } from './linterThread.ts'
import type { LintTask } from './lintTask.ts'
import { type Asker, readFirst } from './readFirst.ts'

export async function lintText(call: Asker & { body: BodyOf<typeof consistencyApi.lint> }): Promise<ReplyOf<typeof consistencyApi.lint>> {
  const { markdown, kind = null, path } = call.body
  checkText(markdown)
  const task = await readFirst(call, async (tx) => ({
    what: 'lint' as const,
    ...(await knownToLinter(tx, call.now)),
    ...{ path: path ?? 'text.md', source: markdown, kind },
  }))
  return lintShape(await inLinterThread(task))
}

export async function lintKept(
  call: Asker & { params: ParamsOf<typeof consistencyApi.findings>; query: QueryOf<typeof consistencyApi.findings> },
): Promise<ReplyOf<typeof consistencyApi.findings>> {
  const { kind, documentId } = call.params
  const { version: wanted } = call.query
  const { task, version } = await readFirst(call, async (tx) => {
    const document =
      wanted === undefined ? await versionInForce(tx, kind, documentId, call.now) : await versionOf(tx, kind, documentId, wanted)
    if (document === undefined)
      throw new Refusal(
        'not_found',
        wanted === undefined ? 'No version of such a document is in force here.' : 'This document has no such version.',
      )
    checkText(document.markdown)
    const house = await knownToLinter(tx, call.now)
    const about = { path: placeOf({ kind, id: documentId }), source: document.markdown, kind }
    return {
      version: document.version,
      task: {
        what: 'lint' as const,
        ...house,
        ...about,
        house: { ...house.house, reviewedOn: await lookedAtOn(tx, kind, documentId, call.now) },
      },
    }
  })
  return { ...lintShape(await inLinterThread(task)), version }
}

/** The day of the last review on record, or on which the text took effect. */
async function lookedAtOn(tx: OrganizationTx, kind: DocumentKind, documentId: string, now: Instant): Promise<string | null> {
  const life = await readLife(tx, { kind, documentId })
  const look = life === undefined ? null : lookAt(looksOf(life), now)
  return look === null ? null : dayOf(look.at)
}

export type KnownToLinter = Pick<LintTask, 'house' | 'policies' | 'escalations' | 'today'>

export async function knownToLinter(tx: OrganizationTx, now: Instant): Promise<KnownToLinter> {
  const documents = await documentsInForce(tx, now)
  const { house, paths } = await houseOf(tx, documents, now)
  return {
    today: dayOf(now),
    house,
    policies: documents.flatMap(({ kind, id, markdown }) => (kind === 'policy' ? [{ id, source: markdown }] : [])),
    escalations: new Set(paths.filter(isWhole).map(({ id }) => id)),
  }
}

export function lintShape({ kind, elements, overall, score, findings }: LintedDocument): z.infer<typeof LintResult> {
  return {
    ...{ kind, elements, overall, score },
    findings: findings.map(({ endLine, endColumn, ...finding }) => ({ ...finding, end_line: endLine, end_column: endColumn })),
  }
}
