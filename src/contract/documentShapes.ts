// What policies and runbooks look like on the wire: versions and how they came into force, reviews, acknowledgements.
import { z } from 'zod'
import { approverKinds } from '../core/document/approver.ts'
import { bases, versionStates } from '../core/document/life.ts'
import { overalls } from '../core/lint/element.ts'
import { DocumentHash, DocumentId } from './runbook.ts'
import { idOf, Time, Who, words } from './shapes.ts'

export const DocumentKind = z.enum(['policy', 'runbook'])
export const Basis = z
  .enum(bases)
  .describe('approved: its approvers did · published: it names none · emergency: before its approval, with a reason · shipped: by nobody')

/** What a new document may be called; one that came with the software already keeps its name. */
export const NewDocumentId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/, 'up to 100 letters, digits, dots, dashes, underscores')

/** Longer than any text that is taken, so that a text over the limit is refused by its own name. */
export const Markdown = z.string().max(3_000_000)

export const TextProblem = z.object({
  rule: z.string().describe('`part/what`, for instance `front-matter/duration`'),
  message: z.string(),
  line: z.number().int().describe('from 1'),
  column: z.number().int().describe('from 1, in UTF-16 units'),
  refuses: z.boolean().describe('it keeps the text from being proposed; otherwise it is worth knowing'),
})

export const Approval = z.object({
  by: Who,
  as: z.string().nullable().describe('the approver of the text that it signs for; null where the text names none'),
  at: Time,
  late_days: z.number().nullable().describe('days after the version took effect, one decimal; null where it came before'),
})

export const Approver = z.object({
  entry: z.string().describe('as the text names it'),
  kind: z.enum(approverKinds).describe('a person, everyone with a role, or a title that somebody signs as'),
  name: z.string().nullable().describe('of the person, where it is one and known here'),
  approval: Approval.nullable(),
})

export const Origin = z
  .object({
    repository: words(500).nullable().default(null),
    commit: words(100).nullable().default(null),
    author: words(320).nullable().default(null).describe('as git names them: Ada <ada@example.com>; never approves their own'),
  })
  .strict()

export const VersionProposal = z.object({
  at: Time,
  by: Who,
  note: z.string().nullable(),
  takes_effect_at: Time.nullable().describe('stated by whoever proposed it; null: as soon as it is approved'),
  emergency: z.string().nullable().describe('why it took effect before its approval'),
  approvers: z.array(Approver),
  quorum: z.number().int().describe('how many of them must approve; 0 where the text names none'),
  approvals_missing: z.number().int(),
  needs_publishing: z.boolean().describe('the text names no approvers: somebody who may publish puts it in force'),
  origin: Origin.extend({ path: z.string().nullable() }).nullable(),
  you_sign_as: z.array(z.string()).describe('for which approvers the caller can sign now'),
  you_cannot: z.string().nullable().describe('why the caller cannot approve or publish it, in words; null where they can'),
  you_cannot_withdraw: z.string().nullable(),
})

export const VersionLine = z.object({
  number: z.number().int(),
  hash: DocumentHash,
  title: z.string(),
  published_at: Time.describe('when it became a version'),
  published_by: Who,
  state: z.enum(versionStates),
  proposal: VersionProposal.nullable().describe('the latest; null for what came with the software'),
  in_force: z
    .array(z.object({ from: Time, until: Time.nullable(), basis: Basis }))
    .describe('the latest first; one that was superseded may have been taken up again'),
  withdrawn: z.object({ at: Time, by: Who, reason: z.string() }).nullable(),
})

const reviewStandings = ['not-promised', 'current', 'due', 'overdue'] as const
export const ReviewStanding = z.object({
  state: z
    .enum(reviewStandings)
    .describe('due: its day has come, its grace is not over · overdue: that too · not-promised: the text names no cadence'),
  every: z.string().nullable().describe('ISO 8601, of the version in force at the last look'),
  grace: z.string().nullable(),
  looked_at: Time.nullable().describe('the last look: a review, or a new version that took effect'),
  due_at: Time.nullable(),
  overdue_at: Time.nullable().describe('when its grace is over'),
  overdue_days: z.number().nullable(),
})

export const Coverage = z.object({
  asked: z.number().int(),
  acknowledged: z.number().int(),
  missing: z.number().int(),
  overdue: z.number().int().describe('of the missing ones'),
})

export const DocumentLine = z.object({
  kind: DocumentKind,
  id: DocumentId,
  title: z.string(),
  owner: z.string().nullable(),
  in_force: z
    .object({
      number: z.number().int(),
      hash: DocumentHash,
      from: Time,
      basis: Basis,
      unapproved: z.boolean().describe('an emergency change whose approval is still to come, or what was shipped'),
    })
    .nullable(),
  next: z.object({ number: z.number().int(), hash: DocumentHash, from: Time }).nullable().describe('approved, and takes effect later'),
  waiting: z.array(
    z.object({
      number: z.number().int(),
      hash: DocumentHash,
      title: z.string(),
      proposed_at: Time,
      proposed_by: Who,
      approvals: z.number().int(),
      quorum: z.number().int(),
      emergency: z.string().nullable(),
      waits_for: z.array(z.string()).describe('the approvers still missing, as the text names them, or `somebody who may publish`'),
      you_can: z.boolean().describe('the caller can approve or publish it'),
    }),
  ),
  draft: z.object({ revision: z.number().int(), saved_at: Time, saved_by: Who }).nullable(),
  review: ReviewStanding,
  acknowledgement: Coverage.nullable().describe('null where nobody is asked to acknowledge it'),
  retired: z.object({ at: Time, by: Who, reason: z.string() }).nullable(),
})

/** The longest title there can be, and its document, written down. */
export const PlaceCursor = z.string().max(4_000)

const linterStates = ['read', 'not-read-yet', 'takes-too-long'] as const
export const ListedDocument = DocumentLine.extend({
  placeholders: z
    .number()
    .int()
    .nullable()
    .describe('places of the template that nobody filled in yet, in the version in force; null where none is'),
  linter: z
    .object({
      state: z.enum(linterStates),
      of: z.enum(['in-force', 'draft', 'proposed']).describe('which text: the draft, or what was put forward last, where none is in force'),
      overall: z.enum(overalls).nullable(),
      score: z.number().int().min(0).max(100).nullable(),
    })
    .describe('what the linter says of the text as a whole, with the policy and the escalation paths that it cites'),
})

export const DocumentReview = z.object({
  position: z.number().int().describe('names it among what happened to the document'),
  at: Time,
  by: Who,
  version: z.object({ number: z.number().int(), hash: DocumentHash }),
  reason: z.string().describe('why it is still valid'),
  taken_back: z.object({ at: Time, by: Who, reason: z.string() }).nullable(),
})

export const Document = DocumentLine.extend({
  versions: z.array(VersionLine).describe('the newest first'),
  reviews: z.array(DocumentReview).describe('the newest first'),
  you: z.object({
    acknowledge: z
      .object({ state: z.enum(['acknowledged', 'due', 'overdue']), due_at: Time.nullable() })
      .nullable()
      .describe('null: the caller is not asked'),
    cannot_review: z.string().nullable().describe('why the caller cannot say that it is still valid, in words; null where they can'),
    cannot_retire: z.string().nullable(),
    cannot_resume: z.string().nullable(),
  }),
})

export const DocumentText = z.object({
  kind: DocumentKind,
  id: DocumentId,
  number: z.number().int(),
  hash: DocumentHash,
  title: z.string(),
  markdown: z.string().describe('byte for byte as it came in'),
  problems: z.array(TextProblem),
})

export const Draft = z.object({
  revision: z.number().int().describe('0: nobody saved one'),
  markdown: z.string().nullable().describe('null: there is none, or it was thrown away'),
  saved_at: Time.nullable(),
  saved_by: Who.nullable(),
  problems: z.array(TextProblem),
})

export const PersonAcknowledgement = z.object({
  person: z.object({ id: idOf('person'), name: z.string() }),
  state: z.enum(['acknowledged', 'due', 'overdue']),
  asked_since: Time.describe('when the version took effect or the person became one of those asked, whichever is later'),
  due_at: Time.nullable().describe('null where no time was promised'),
  acknowledged_at: Time.nullable().describe('the last time, of this version'),
  reminded_at: Time.nullable(),
})

export const Acknowledgements = z.object({
  at: Time,
  version: z.object({ number: z.number().int(), hash: DocumentHash, from: Time }).nullable().describe('in force then'),
  by: z.array(z.string()).describe('whom the text asks, as it names them'),
  unknown: z.array(z.string()).describe('those of them that are neither a role nor a person here'),
  within: z.string().nullable(),
  again_every: z.string().nullable(),
  counts: Coverage,
  people: z.array(PersonAcknowledgement).describe('the most urgent first'),
})
