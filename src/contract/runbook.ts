// Runbooks as they are published, and runs: a runbook being followed in an incident, step by step.
import { z } from 'zod'
import { sectionKinds } from '../core/runbook/runbook.ts'
import { stepStates } from '../core/runbook/stepStanding.ts'
import { endpoint } from './endpoint.ts'
import { idOf, Time, Who, words } from './shapes.ts'

/** A document's own id from its front matter, for instance `leaked-cloud-credential`. */
export const DocumentId = z.string().min(1).max(100)
export const DocumentHash = z
  .string()
  .regex(/^[0-9a-f]{64}$/, '64 hex digits')
  .describe('SHA-256 of the Markdown, hex: names one version for ever')

export const DocumentVersion = z.object({
  number: z.number().int().describe('1 for the first one published'),
  hash: DocumentHash,
  published_at: Time,
  published_by: Who,
})

export const RunbookLine = z.object({
  id: DocumentId,
  title: z.string(),
  incident_type: z.string().nullable(),
  owner: z.string().nullable(),
  version: DocumentVersion.describe('the current one'),
  steps: z.number().int(),
  placeholders: z.number().int().describe('places of the template that nobody filled in yet'),
})

const Command = z.object({
  text: z.string(),
  language: z.enum(['shell', 'sql', 'other']),
  inline: z.boolean().describe('a span in a sentence rather than a block of its own'),
  parameters: z.array(z.string()),
})
const Link = z.object({ text: z.string(), url: z.string() })
const Contact = z.object({ kind: z.enum(['email', 'phone', 'channel']), value: z.string() })
const Need = z.object({ kind: z.enum(['role', 'second-person']), role: z.string().nullable() })
const Check = z.object({ text: z.string(), commands: z.array(Command), if_not: z.string().nullable() })
const Step = z.object({
  id: z.string(),
  text: z.string(),
  details: z.array(z.string()),
  commands: z.array(Command),
  console_paths: z.array(z.string()),
  checks: z.array(Check),
  needs: z.array(Need),
  links: z.array(Link),
  contacts: z.array(Contact),
})
const Section = z.object({
  kind: z.enum(sectionKinds),
  heading: z.string(),
  level: z.number().int(),
  steps: z.array(Step),
  warnings: z.array(z.string()).describe('in a section about what not to do: each thing not to do'),
  commands: z.array(Command).describe('those that stand in no step'),
  links: z.array(Link),
  contacts: z.array(Contact),
})
const Preservation = z.object({
  id: z.string(),
  evidence: z.string(),
  where: z.string().nullable(),
  how: z.string().nullable(),
  commands: z.array(Command),
  keep_before: z.object({ text: z.string(), within: z.string().nullable(), retention: z.string().nullable() }).nullable(),
})
const Parameter = z.object({ name: z.string(), ask: z.string().nullable(), example: z.string().nullable() })

export const Runbook = RunbookLine.extend({
  policy: z.string().nullable(),
  escalation: z.string().nullable(),
  review_every: z.string().nullable().describe('ISO 8601: P90D'),
  is_current: z.boolean(),
  versions: z.array(DocumentVersion).describe('the newest first'),
  sections: z.array(Section),
  preservation: z.array(Preservation),
  parameters: z.array(Parameter),
  warnings: z.array(z.string()).describe('everything not to do, of all sections'),
  problems: z.array(z.object({ message: z.string(), line: z.number().int() })).describe('what is still to be replaced or mended'),
  markdown: z.string(),
})

export const StepState = z.enum(stepStates)

export const StepMark = z.object({
  id: idOf('mark'),
  state: StepState,
  by: Who,
  at: Time.describe('when it was done, as claimed'),
  recorded_at: Time,
  reason: z.string().nullable(),
  note: z.string().nullable(),
  corrects: idOf('mark').nullable().describe('the mark that this one takes back'),
})

const RunCommand = Command.extend({
  filled: z.string().describe('the text with every known value in its place; safe to copy'),
  missing: z.array(z.string()).describe('parameters that still stand in it'),
})
const RunCheck = Check.extend({ commands: z.array(RunCommand) })
const RunStep = Step.extend({
  commands: z.array(RunCommand),
  checks: z.array(RunCheck),
  state: StepState,
  awaiting_second: z.boolean().describe('done by one; a second person must say so too'),
  last: StepMark.nullable(),
  marks: z.array(StepMark).describe('everything said about it, in order'),
  blocked: z.string().nullable().describe('why the caller cannot mark it done, in words; null where they can'),
})
const RunSection = Section.extend({ steps: z.array(RunStep), commands: z.array(RunCommand) })
const NextStep = z.object({ id: z.string(), text: z.string(), section: z.string() })

export const RunLine = z.object({
  id: idOf('run'),
  incident_id: idOf('incident'),
  runbook: z.object({ id: DocumentId, title: z.string(), number: z.number().int(), hash: DocumentHash, is_current: z.boolean() }),
  started_at: Time,
  started_by: Who,
  counts: z.object({ open: z.number().int(), done: z.number().int(), skipped: z.number().int(), stuck: z.number().int() }),
  total: z.number().int(),
  finished: z.boolean().describe('every step is done or skipped'),
  next: NextStep.nullable(),
})

export const Run = RunLine.extend({
  parameters: z.array(
    Parameter.extend({ value: z.string().nullable(), given_by: Who.nullable(), given_at: Time.nullable(), used: z.number().int() }),
  ),
  sections: z.array(RunSection),
  preservation: z.array(Preservation.extend({ commands: z.array(RunCommand) })),
  warnings: z.array(z.string()),
})

const incidentParams = z.object({ incidentId: idOf('incident') })
const runParams = z.object({ incidentId: idOf('incident'), runId: idOf('run') })
const documentParams = z.object({ documentId: DocumentId })
const print = z
  .object({
    format: z.enum(['html', 'pdf']).default('html'),
    paper: z.enum(['a4', 'letter']).default('a4'),
    version: DocumentHash.optional(),
  })
  .strict()
const printed = { plain: 'bytes', mediaType: 'text/html; charset=utf-8' } as const
const happened_at = z.iso
  .datetime({ offset: true })
  .optional()
  .describe('When it was done, where that is earlier than now: a phone without connection. RFC 3339')

export const runbookApi = {
  list: endpoint({
    method: 'GET',
    path: '/runbooks',
    needs: 'runbook:read',
    summary: 'Runbooks in their current version, by title',
    reply: z.object({ items: z.array(RunbookLine) }),
  }),
  get: endpoint({
    method: 'GET',
    path: '/runbooks/:documentId',
    needs: 'runbook:read',
    summary: 'One runbook: what it consists of, and its text',
    description: 'The current version, or the one whose hash is given.',
    params: documentParams,
    query: z.object({ version: DocumentHash.optional() }).strict(),
    reply: Runbook,
    refusals: ['not_found'],
  }),
  print: endpoint({
    method: 'GET',
    path: '/runbooks/:documentId/print',
    needs: 'runbook:read',
    summary: 'A copy for paper and for when nothing works: one HTML file, or a tagged PDF (PDF/A-2a)',
    description:
      'The HTML file holds no script and loads nothing; it prints on A4 and Letter alike. `paper` is for the PDF, which is answered as `application/pdf`.',
    params: documentParams,
    query: print,
    reply: printed,
    refusals: ['not_found'],
  }),
  printContacts: endpoint({
    method: 'GET',
    path: '/policies/:documentId/contacts/print',
    needs: 'runbook:read',
    summary: 'Whom to reach and whom to tell, by when, of one policy: a copy for paper as HTML or PDF',
    params: documentParams,
    query: print,
    reply: printed,
    refusals: ['not_found'],
  }),
}

export const runApi = {
  propose: endpoint({
    method: 'GET',
    path: '/incidents/:incidentId/runbooks',
    needs: 'incident:read',
    summary: 'Which runbooks may fit an incident, the most exact first and why; then all others',
    params: incidentParams,
    reply: z.object({
      proposed: z.array(z.object({ runbook: RunbookLine, because: z.string(), run_id: idOf('run').nullable() })),
      others: z.array(z.object({ runbook: RunbookLine, run_id: idOf('run').nullable() })),
    }),
    refusals: ['not_found'],
  }),
  list: endpoint({
    method: 'GET',
    path: '/incidents/:incidentId/runs',
    needs: 'incident:read',
    summary: 'The runs of an incident, the earliest first',
    params: incidentParams,
    reply: z.object({ items: z.array(RunLine) }),
    refusals: ['not_found'],
  }),
  start: endpoint({
    method: 'POST',
    path: '/incidents/:incidentId/runs',
    needs: 'incident:work',
    status: 201,
    summary: 'Follow a runbook; the run keeps the version it began with',
    description: 'A version that is already being followed in this incident and is not finished is refused (`already_exists`).',
    params: incidentParams,
    body: z.object({ document_id: DocumentId, version: DocumentHash.optional(), happened_at }).strict(),
    reply: Run,
    refusals: ['not_found', 'incident_closed', 'already_exists'],
  }),
  get: endpoint({
    method: 'GET',
    path: '/incidents/:incidentId/runs/:runId',
    needs: 'incident:read',
    summary: 'One run: every step with its commands filled in as far as the values are known, and how it stands',
    params: runParams,
    reply: Run,
    refusals: ['not_found'],
  }),
  giveParameters: endpoint({
    method: 'POST',
    path: '/incidents/:incidentId/runs/:runId/parameters',
    needs: 'incident:work',
    summary: 'Give values for the commands of a run; they are asked once and kept as evidence',
    description:
      'Null takes a value back. A value that cannot stand in each of its places without changing what the command does is refused, and so is anything whose name sounds like a secret: type that into the shell by hand.',
    params: runParams,
    body: z.object({ values: z.record(z.string().max(64), z.string().max(4000).nullable()), happened_at }).strict(),
    reply: Run,
    refusals: ['not_found', 'incident_closed', 'nothing_changed', 'value_not_safe'],
  }),
  markStep: endpoint({
    method: 'POST',
    path: '/incidents/:incidentId/runs/:runId/steps/:stepId',
    needs: 'incident:work',
    summary: 'Say how a step stands: done, skipped, stuck, or open again',
    description:
      'Skipped and stuck need a reason; so does taking back what was done or skipped, which is recorded as a correction. A step that needs a role is done and skipped only by whoever holds it in this incident; one that needs two people is done when the second has said so.',
    params: runParams.extend({ stepId: z.string().min(1).max(120) }),
    body: z.object({ state: StepState, reason: words(2000).optional(), note: words(2000).optional(), happened_at }).strict(),
    reply: Run,
    refusals: [
      ...(['not_found', 'incident_closed', 'nothing_changed', 'reason_needed'] as const),
      ...(['role_needed', 'second_person_needed'] as const),
    ],
  }),
}
