// Where everything is: one typed function per address.

export type AlertSearch = {
  review?: 'unreviewed' | 'reviewed' | undefined
  source?: string | undefined
  status?: 'firing' | 'resolved' | undefined
  severity?: string | undefined
  disposition?: string | undefined
  timeliness?: 'overdue' | 'late' | undefined
  received_from?: string | undefined
  received_to?: string | undefined
  q?: string | undefined
  /** Left out: newest first. */
  sort?: 'newest' | 'oldest' | 'severity' | 'due' | undefined
}

export type IncidentSearch = {
  /** Left out: all. */
  state?: 'open' | 'closed' | undefined
  severity?: string | undefined
  q?: string | undefined
}

export type DocumentKind = 'policy' | 'runbook'

export type DocumentSearch = {
  /** Left out: all but the retired ones. */
  filter?: string | undefined
  q?: string | undefined
}

/** A quarter, a month or a year (`2026-Q2`), or two dates. */
export type PeriodSearch = { period?: string | undefined; from?: string | undefined; to?: string | undefined }

export type CoverageSearch = {
  /** `2026-04`, or `2026-Q2`. */
  period?: string | undefined
  day?: string | undefined
  source?: string | undefined
}

export type DaysSearch = { from?: string | undefined; to?: string | undefined }
const roomOf = (kind: DocumentKind) => (kind === 'policy' ? '/policies' : '/runbooks')
const placeOf = (kind: DocumentKind, id: string) => `${roomOf(kind)}/${encodeURIComponent(id)}`

type Words = Readonly<Record<string, string | undefined>>

export function withQuery(path: string, query: Words | undefined): string {
  const words = new URLSearchParams()
  for (const [name, value] of Object.entries(query ?? {})) if (value) words.set(name, value)
  const text = words.toString()
  return text ? `${path}?${text}` : path
}

export const paths = {
  now: () => '/',
  alerts: (search?: AlertSearch) => withQuery('/alerts', search),
  alert: (id: string, search?: AlertSearch) => withQuery(`/alerts/${id}`, search),
  incidents: (search?: IncidentSearch) => withQuery('/incidents', search),
  declare: (alerts?: readonly string[]) => withQuery('/incidents/declare', { alerts: alerts?.join(',') }),
  incident: (id: string) => `/incidents/${id}`,
  thread: (id: string) => `/incidents/${id}/thread`,
  duties: (id: string) => `/incidents/${id}/duties`,
  notice: (id: string, notice: string) => `/incidents/${id}/notices/${notice}`,
  updates: (id: string) => `/incidents/${id}/updates`,
  review: (id: string) => `/incidents/${id}/review`,
  actions: (state?: 'overdue' | 'all') => withQuery('/actions', { state }),
  evidence: (id: string) => `/incidents/${id}/evidence`,
  evidenceItem: (id: string, evidenceId: string) => `/incidents/${id}/evidence/${evidenceId}`,
  closing: (id: string) => `/incidents/${id}/closing`,
  runbooks: () => '/runbooks',
  runbook: (id: string, version?: string) => withQuery(placeOf('runbook', id), { version }),
  policies: () => '/policies',
  documents: (kind: DocumentKind, search?: DocumentSearch) => withQuery(roomOf(kind), search),
  /** With the period in which a policy’s promises are looked at. */
  document: (kind: DocumentKind, id: string, version?: string, period?: PeriodSearch) =>
    withQuery(placeOf(kind, id), { version, ...period }),
  newDocument: (kind: DocumentKind) => withQuery('/documents/new', { kind }),
  /** `step`: from 1, or `preview`. */
  setUpDocuments: (step?: string) => withQuery('/documents/setup', { step }),
  importDocuments: () => '/documents/import',
  editDocument: (kind: DocumentKind, id: string) => `${placeOf(kind, id)}/edit`,
  /** Versions by their hashes; left out: what is in force, and what would replace it. */
  difference: (kind: DocumentKind, id: string, search?: { before?: string | undefined; after?: string | undefined }) =>
    withQuery(`${placeOf(kind, id)}/difference`, search),
  currency: (kind: DocumentKind, id: string, search?: PeriodSearch) => withQuery(`${placeOf(kind, id)}/currency`, search),
  allCurrency: (search?: PeriodSearch) => withQuery('/currency', search),
  consistency: (show?: 'all') => withQuery('/consistency', { show }),
  coverage: (search?: CoverageSearch) => withQuery('/coverage', search),
  audits: () => '/audits',
  openAudit: () => '/audits/open',
  audit: (id: string) => `/audits/${id}`,
  criteria: (framework: string, search?: DaysSearch) => withQuery(`/criteria/${framework}`, { from: search?.from, to: search?.to }),
  criterion: (framework: string, ref: string, search?: DaysSearch) =>
    withQuery(`/criteria/${framework}/${encodeURIComponent(ref)}`, { from: search?.from, to: search?.to }),
  population: (id: string, search?: DaysSearch & { criterion?: string | undefined }) => withQuery(`/populations/${id}`, search),
  settings: () => '/settings',
  sources: () => '/settings/sources',
  newSource: (tool?: string) => withQuery('/settings/sources/new', { tool }),
  source: (id: string) => `/settings/sources/${id}`,
  deliveries: (search?: { state?: 'accepted' | 'repeated' | 'refused' | undefined; source?: string | undefined }) =>
    withQuery('/settings/deliveries', search),
  delivery: (id: string) => `/settings/deliveries/${id}`,
  people: () => '/settings/people',
  onCall: () => '/settings/on-call',
  contracts: () => '/settings/contracts',
  newRotation: () => '/settings/on-call/rotations/new',
  rotation: (id: string) => `/settings/on-call/rotations/${id}`,
  newEscalationPath: () => '/settings/on-call/paths/new',
  escalationPath: (id: string) => `/settings/on-call/paths/${id}`,
  tokens: () => '/settings/tokens',
  ledger: () => '/settings/ledger',
  organization: () => '/settings/organization',
  account: () => '/account',
  signIn: (back?: string) => withQuery('/sign-in', { back }),
}

/** An address to come back to after signing in: only one of ours. */
export function safeBack(back: string | undefined): string {
  return back && /^\/(?![/\\])/.test(back) ? back : paths.now()
}

/** What a query says, word by word: a word that cannot be read is left out instead of breaking the page. */
export function readWords<Shape extends Record<string, { safeParse: (value: unknown) => { success: boolean } }>>(
  shape: Shape,
  query: Readonly<Record<string, unknown>>,
): { [Name in keyof Shape]?: string | undefined } {
  const words: { [Name in keyof Shape]?: string | undefined } = {}
  for (const name of Object.keys(shape) as (keyof Shape & string)[]) {
    const value = query[name]
    if (typeof value === 'string' && value !== '' && shape[name]?.safeParse(value).success) words[name] = value
  }
  return words
}
