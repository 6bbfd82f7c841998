// Which tables follow from which entries, column by column. A column that is not here says something no entry fixes.
import { type FoldedAlert, foldAlert } from '../../../core/alert/foldAlert.ts'
import { type FoldedDelivery, foldDelivery } from '../../../core/alert/foldDelivery.ts'
import { type FoldedAudit, type FoldedPackage, foldAudit, foldPackage } from '../../../core/audit/foldAudit.ts'
import { type FoldedGap, foldGap } from '../../../core/coverage/foldGap.ts'
import { type FoldedSource, foldSource } from '../../../core/coverage/foldSource.ts'
import { readCoverageDay } from '../../../core/coverage/readCoverageDay.ts'
import type { OpenedEntry } from '../../../core/ledger/openedEntry.ts'
import { readAnchor } from '../../../core/ledger/readAnchor.ts'
import { type FoldedOrganization, foldOrganization } from '../../../core/people/foldOrganization.ts'
import { type FoldedPerson, foldPerson } from '../../../core/people/foldPerson.ts'
import { type FoldedToken, foldToken } from '../../../core/people/foldToken.ts'
import type { Value } from './disagreement.ts'
import type { TableShape } from './fsckViews.ts'

/** Undefined: the entries do not say, for instance because a name was erased. */
export type ExpectedRow = { table: string; key: string; index: number | null; columns: Readonly<Record<string, Value | undefined>> }

export type Expected = { rows: ExpectedRow[]; contradictions: readonly string[] }

export type Noun = {
  /** Of its objects' ids. */
  prefix: string
  /** The first one has a row for each object. */
  tables: readonly TableShape[]
  /** Rows of the first table need no entry: they are set-up, and only what hangs on them is evidence. */
  rowsWithoutEntries?: boolean
  expect: (entries: readonly OpenedEntry[]) => Expected
}

function shape(
  table: string,
  parent: string,
  key: string,
  columns: string,
  more: { where?: string; computed?: Record<string, string> } = {},
): TableShape {
  const plain = Object.fromEntries(
    columns
      .split(' ')
      .filter((name) => name !== '')
      .map((name) => [name, name]),
  )
  return { table, parent, key, columns: { ...plain, ...more.computed }, ...(more.where === undefined ? {} : { where: more.where }) }
}

function foldAll<F>(fold: (before: F | undefined, entry: OpenedEntry) => F | undefined, entries: readonly OpenedEntry[]): F | undefined {
  return entries.reduce<F | undefined>(fold, undefined)
}

/** For a noun whose objects are one row each. */
function oneRow<F extends { index?: number | null; contradictions?: string[] }>(
  table: string,
  fold: (before: F | undefined, entry: OpenedEntry) => F | undefined,
  columns: (folded: F) => ExpectedRow['columns'],
): Noun['expect'] {
  return (entries) => {
    const folded = foldAll(fold, entries)
    if (folded === undefined) return { rows: [], contradictions: [] }
    return {
      rows: [{ table, key: '', index: folded.index ?? null, columns: columns(folded) }],
      contradictions: folded.contradictions ?? [],
    }
  }
}

function hexBytes(hex: string | null): Uint8Array | null {
  return hex === null ? null : new Uint8Array(Buffer.from(hex, 'hex'))
}

function alertRow(alert: FoldedAlert): ExpectedRow {
  const [first, last] = [alert.reviews[0], alert.reviews.at(-1)]
  return {
    table: 'alert',
    key: '',
    index: alert.index,
    columns: {
      number: alert.number,
      source_id: alert.source,
      fingerprint: alert.fingerprint,
      episode: alert.episode,
      status: alert.status,
      severity: alert.severity,
      title: alert.title,
      link: alert.link,
      is_test: alert.isTest,
      occurred_at: alert.occurredAt,
      ended_at: alert.endedAt,
      received_at: alert.receivedAt,
      resolved_at: alert.resolvedAt,
      review_target_seconds: alert.reviewTargetSeconds,
      first_reviewed_at: first?.reviewedAt ?? null,
      disposition: last?.disposition ?? null,
      review_id: last?.review ?? null,
    },
  }
}

function reviewRow(review: FoldedAlert['reviews'][number]): ExpectedRow {
  return {
    table: 'review',
    key: review.review ?? '',
    index: review.index,
    columns: {
      disposition: review.disposition,
      reason: review.reason,
      reviewer: review.reviewer,
      reviewer_name: review.reviewerName ?? undefined,
      reviewed_at: review.reviewedAt,
      corrects: review.corrects,
      entry_id: review.entryId ?? undefined,
    },
  }
}

const alerts: Noun = {
  prefix: 'alr_',
  tables: [
    shape(
      'alert',
      'alert_id',
      "''",
      'number source_id fingerprint episode status severity title link is_test occurred_at ended_at received_at resolved_at review_target_seconds first_reviewed_at disposition review_id',
    ),
    shape('review', 'alert_id', 'review_id', 'disposition reason reviewer reviewer_name reviewed_at corrects entry_id'),
  ],
  expect: (entries) => {
    const alert = foldAll(foldAlert, entries)
    if (alert === undefined) return { rows: [], contradictions: [] }
    return { rows: [alertRow(alert), ...alert.reviews.map(reviewRow)], contradictions: alert.contradictions }
  },
}

function deliveryRows(delivery: FoldedDelivery): ExpectedRow[] {
  const { reinterpreted } = delivery
  const observations = reinterpreted?.observations ?? delivery.observations
  const row: ExpectedRow = {
    table: 'delivery',
    key: '',
    index: delivery.index,
    columns: {
      source_id: delivery.source,
      received_at: delivery.receivedAt,
      state: delivery.state,
      reason: delivery.reason,
      repeats: delivery.repeats,
      authentication: delivery.authentication,
      observations: delivery.observations,
      omitted: delivery.omitted,
      sha256: hexBytes(delivery.sha256),
      size: delivery.size,
      content_type: delivery.contentType,
      'observations kept': observations,
    },
  }
  if (reinterpreted === null) return [row]
  const { at, by, reason } = reinterpreted
  const columns = { observations: reinterpreted.observations, reason, asked_by: by, reinterpreted_at: at }
  return [row, { table: 'reinterpretation', key: '', index: delivery.index, columns }]
}

const kept = '(select count(*) from observation o where o.org_id = delivery.org_id and o.delivery_id = delivery.delivery_id)'

const deliveries: Noun = {
  prefix: 'dlv_',
  tables: [
    shape(
      'delivery',
      'delivery_id',
      "''",
      'source_id received_at state reason repeats authentication observations omitted sha256 size content_type',
      { computed: { 'observations kept': kept } },
    ),
    shape('reinterpretation', 'delivery_id', "''", 'observations reason asked_by reinterpreted_at'),
  ],
  expect: (entries) => {
    const delivery = foldAll(foldDelivery, entries)
    if (delivery === undefined) return { rows: [], contradictions: [] }
    return { rows: deliveryRows(delivery), contradictions: delivery.contradictions }
  },
}

function sourceRow(source: FoldedSource): ExpectedRow {
  const state = source.states.at(-1)
  return {
    table: 'source',
    key: '',
    index: state?.index ?? null,
    columns: {
      name: state?.name ?? null,
      integration: state?.integration ?? null,
      heartbeat_seconds: state?.heartbeatSeconds ?? null,
      review_target_seconds: state?.reviewTargetSeconds ?? null,
      coverage_intent: state?.coverageIntent ?? null,
      signed: state?.signed ?? undefined,
      created_at: source.createdAt,
      retired_at: source.retiredAt,
    },
  }
}

function dayRows(entries: readonly OpenedEntry[]): ExpectedRow[] {
  return entries.flatMap((entry) => {
    const day = readCoverageDay(entry)
    if (day === undefined) return []
    const { index, heartbeats, deliveries: count, refused, firstHeardAt, lastHeardAt, recordedAt } = day
    const columns = {
      recorded_at: recordedAt,
      heartbeats,
      deliveries: count,
      refused,
      first_heard_at: firstHeardAt,
      last_heard_at: lastHeardAt,
    }
    return [{ table: 'coverage_day', key: day.day ?? '', index, columns }]
  })
}

const sources: Noun = {
  prefix: 'src_',
  tables: [
    shape('source', 'source_id', "''", 'name integration heartbeat_seconds review_target_seconds coverage_intent created_at retired_at', {
      computed: { signed: 'secret_sealed is not null' },
    }),
    shape('coverage_day', 'source_id', 'day', 'recorded_at heartbeats deliveries refused first_heard_at last_heard_at', {
      where: 'recorded_at is not null',
    }),
  ],
  expect: (entries) => {
    const source = foldAll(foldSource, entries)
    const days = dayRows(entries)
    return { rows: source === undefined ? days : [sourceRow(source), ...days], contradictions: source?.contradictions ?? [] }
  },
}

const gaps: Noun = {
  prefix: 'gap_',
  tables: [
    shape(
      'coverage_gap',
      'gap_id',
      "''",
      'source_id started_at detected_at ended_at not_running_from not_running_until explanation explained_by explained_by_name explained_at',
    ),
  ],
  expect: oneRow<FoldedGap>('coverage_gap', foldGap, (gap) => ({
    source_id: gap.source,
    started_at: gap.startedAt,
    detected_at: gap.detectedAt,
    ended_at: gap.endedAt,
    not_running_from: gap.notRunningFrom,
    not_running_until: gap.notRunningUntil,
    explanation: gap.explanation,
    explained_by: gap.explainedBy,
    explained_by_name: gap.explainedByName ?? (gap.explainedAt === null ? null : undefined),
    explained_at: gap.explainedAt,
  })),
}

const people: Noun = {
  prefix: 'per_',
  tables: [shape('person', 'person_id', "''", 'role active_from active_until name email')],
  expect: oneRow<FoldedPerson>('person', foldPerson, (person) => ({
    role: person.role,
    active_from: person.activeFrom,
    active_until: person.activeUntil,
    name: person.name ?? undefined,
    email: person.email ?? undefined,
  })),
}

const tokens: Noun = {
  prefix: 'tok_',
  tables: [shape('api_token', 'token_id', "''", 'name role created_by created_at expires_at revoked_at')],
  expect: oneRow<FoldedToken>('api_token', foldToken, (token) => ({
    name: token.name,
    role: token.role,
    created_by: token.createdBy,
    created_at: token.createdAt,
    expires_at: token.expiresAt,
    revoked_at: token.revokedAt,
  })),
}

const organizations: Noun = {
  prefix: 'org_',
  tables: [shape('organization', 'org_id', "''", 'name time_zone created_at simulated_until')],
  expect: oneRow<FoldedOrganization>('organization', foldOrganization, (organization) => ({
    name: organization.name ?? undefined,
    time_zone: organization.timeZone,
    created_at: organization.createdAt,
    simulated_until: organization.simulatedUntil,
  })),
}

const audits: Noun = {
  prefix: 'aud_',
  tables: [shape('audit', 'audit_id', "''", 'name time_zone first_day last_day period_start period_end opened_by opened_at')],
  expect: oneRow<FoldedAudit>('audit', foldAudit, (audit) => ({
    name: audit.name,
    time_zone: audit.timeZone,
    first_day: audit.firstDay,
    last_day: audit.lastDay,
    period_start: audit.periodStart,
    period_end: audit.periodEnd,
    opened_by: audit.openedBy,
    opened_at: audit.openedAt,
  })),
}

/** Ready if and only if an entry says that it was built; the states before that are not evidence. */
const packages: Noun = {
  prefix: 'pkg_',
  tables: [
    shape('audit_package', 'package_id', "''", 'audit_id requested_by sha256 size closing_size', {
      computed: { ready: "state = 'ready'" },
    }),
  ],
  expect: oneRow<FoldedPackage>('audit_package', foldPackage, ({ audit, requestedBy, built }) => ({
    audit_id: audit,
    requested_by: requestedBy ?? undefined,
    ready: built !== null,
    ...(built === null ? {} : { sha256: hexBytes(built.sha256), size: built.size, closing_size: built.closingSize }),
  })),
}

const nth = "size || ' ' || row_number() over (partition by destination_id, size order by anchored_at)"

const anchors: Noun = {
  prefix: 'dst_',
  rowsWithoutEntries: true,
  tables: [
    shape('anchor_destination', 'destination_id', "''", 'kind'),
    shape('anchor', 'destination_id', nth, 'size anchored_at authority_at', {
      where: "state = 'anchored'",
      computed: { token: "case when authority_at is not null then encode(sha256(token), 'hex') end" },
    }),
  ],
  expect: (entries) => {
    const told = entries.flatMap((entry) => readAnchor(entry) ?? [])
    const seen = new Map<number | null, number>()
    const rows = told.map((anchor): ExpectedRow => {
      const count = (seen.get(anchor.size) ?? 0) + 1
      seen.set(anchor.size, count)
      const columns = { size: anchor.size, anchored_at: anchor.recordedAt, authority_at: anchor.authorityAt, token: anchor.sha256 }
      return { table: 'anchor', key: `${anchor.size} ${count}`, index: anchor.index, columns }
    })
    const [first] = told
    const destination: ExpectedRow[] =
      first === undefined ? [] : [{ table: 'anchor_destination', key: '', index: first.index, columns: { kind: first.kind } }]
    return { rows: [...destination, ...rows], contradictions: [] }
  },
}

export const nouns: readonly Noun[] = [organizations, people, tokens, sources, deliveries, alerts, gaps, audits, packages, anchors]

/** As a row is named in a sentence: `review_id=rev_…`, `source_id=src_… day=2026-04-01`. */
export function rowName({ parent, key }: Pick<TableShape, 'parent' | 'key'>, id: string, own: string): string {
  if (own === '') return `${parent}=${id}`
  return key.includes(' ') ? `${parent}=${id} #${own}` : `${parent}=${id} ${key}=${own}`
}
