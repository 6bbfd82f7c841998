// Takes a text: reads it, says what is wrong with it, makes it a version and proposes it. Proposing, pushing and checking begin here.

import type { NewAct } from '../../core/document/act.ts'
import type { KnownPerson } from '../../core/document/approver.ts'
import { type Doer, decidePropose, type ProposalRequest } from '../../core/document/decideVersion.ts'
import type { Life } from '../../core/document/life.ts'
import type { DocumentProblem } from '../../core/document/problem.ts'
import { type ReadText, readText, type TextProblem, unkeepable } from '../../core/document/readText.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import type { DocumentKey } from './actStore.ts'
import { versionOfText } from './documentStore.ts'
import { keepAllActs } from './keepActs.ts'

export function unkeepableText(markdown: string): DocumentProblem | undefined {
  return unkeepable(markdown, Buffer.byteLength(markdown, 'utf8'))
}

/** Named by what is wrong: too large, or no text that can be kept. */
export function refuseUnkeepable(markdown: string): void {
  const problem = unkeepableText(markdown)
  if (problem === undefined) return
  const fields = [{ path: '/markdown', message: problem.message }]
  throw new Refusal(problem.rule === 'text/too-large' ? 'payload_too_large' : 'payload_not_readable', problem.message, { fields })
}

/** What a text says of itself, held against the address under which it is kept. */
export function readAs(key: DocumentKey, markdown: string, people: readonly KnownPerson[]): ReadText {
  return keptAs(key, readText(markdown, people))
}

export function keptAs({ kind, documentId }: DocumentKey, read: ReadText): ReadText {
  const wrong: TextProblem[] = []
  const say = (rule: string, message: string) => wrong.push({ rule, message, position: { line: 1, column: 1 }, refuses: true })
  if (read.kind !== kind) say('front-matter/wrong-kind', `This is kept as a ${kind}, and its front matter makes it a ${read.kind}.`)
  if (read.id !== null && read.id !== documentId) say('front-matter/id', `Its \`id\` is ${read.id}, and it is kept as ${documentId}.`)
  return { ...read, problems: [...wrong, ...read.problems] }
}

export function refuseProblems(problems: readonly TextProblem[]): void {
  const refusing = problems.filter(({ refuses }) => refuses)
  const [first] = refusing
  if (first === undefined) return
  const where = ({ line, column }: TextProblem['position']) => `line ${line}, column ${column}`
  throw new Refusal('document_not_valid', `${first.message} (${where(first.position)})`, {
    fields: refusing.slice(0, 50).map(({ message, position }) => ({ path: '/markdown', message: `${where(position)}: ${message}` })),
  })
}

export type PutForward = Pick<ProposalRequest, 'note' | 'takesEffectAt' | 'emergency' | 'origin'>

export type Decided = {
  key: DocumentKey
  acts: readonly NewAct[]
  version: string
  number: number
  isNew: boolean
  title: string
  markdown: string
  position: number
  at: Instant
}

export type Setting = { life: Life | undefined; by: Doer; now: Instant; zone: string }

/** Nothing is written yet. */
export function decideToPutForward(key: DocumentKey, markdown: string, read: ReadText, more: PutForward, setting: Setting): Decided {
  const { life, by, zone } = setting
  const version = versionOfText(markdown)
  const known = life?.published.find((one) => one.version === version)
  const number = known?.number ?? (life?.published.at(-1)?.number ?? 0) + 1
  const at = Math.max(setting.now, life?.next.notBefore ?? setting.now) as Instant
  const acts = decidePropose(life, { kind: key.kind, version, number, terms: read.terms, ...more }, by, at, zone)
  const title = read.title === '' ? key.documentId : read.title
  return { key, acts, version, number, isNew: known === undefined, title, markdown, position: life?.next.position ?? 0, at }
}

/** All of them or none; each document is among them once. */
export async function keepPutForward(tx: OrganizationTx, decided: readonly Decided[], by: { id: string; name: string }): Promise<void> {
  const changes = decided.map(({ key, acts, version, number, title, markdown, position, at, isNew }) => {
    const published = { documentId: key.documentId, version, number, title, publishedAt: at, publishedBy: by.id }
    return { key, position, acts, by, at, published: isNew ? { version: published, markdown } : undefined }
  })
  await keepAllActs(tx, changes)
}
