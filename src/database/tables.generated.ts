// The tables as Kysely sees them. Written by scripts/generateTables.ts from a migrated database: do not edit.
import type { Generated } from 'kysely'
import type { StoredLevel } from '../core/escalation/storedPath.ts'
import type { Role } from '../core/kernel/actor.ts'
import type { ActionId, AlertId, AnchorId, AuditId, ContractId, DeliveryId, DestinationId, EvidenceId, GapId, IncidentId, InvitationId, MarkId, NoticeId, OrganizationId, PackageId, PageId, PathId, PersonId, PostIncidentReviewId, PreservationId, ReadingId, ReviewId, RotationId, RunId, SessionId, SourceId, TokenId, UpdateId, UploadId } from '../core/kernel/ids.ts'
import type { Instant } from '../core/kernel/instant.ts'
import type { Json } from '../core/ledger/entry.ts'

/** What a jsonb column holds where nothing narrower is known. */
export type JsonObject = { readonly [key: string]: Json }

export type AlertTable = {
  org_id: OrganizationId
  alert_id: AlertId
  number: number
  source_id: SourceId
  fingerprint: string
  episode: number
  status: 'firing' | 'resolved'
  severity: string | null
  title: string
  summary: string | null
  link: string | null
  is_test: boolean
  labels: Readonly<Record<string, string>>
  occurred_at: Instant | null
  ended_at: Instant | null
  received_at: Instant
  resolved_at: Instant | null
  last_observed_at: Instant
  observations: number
  review_target_seconds: number
  first_reviewed_at: Instant | null
  disposition: string | null
  review_id: ReviewId | null
  search: string
  review_due_at: Generated<Instant>
  severity_step: Generated<number>
}

export type AnchorTable = {
  org_id: OrganizationId
  anchor_id: AnchorId
  destination_id: DestinationId
  size: number
  state: 'pending' | 'anchored' | 'failed'
  attempts: Generated<number>
  last_error: string | null
  requested_at: Instant
  anchored_at: Instant | null
  authority_at: Instant | null
  token: Uint8Array | null
}

export type AnchorDestinationTable = {
  org_id: OrganizationId
  destination_id: DestinationId
  kind: 'timestamp' | 'mail' | 'webhook' | 'directory'
  name: string
  settings: JsonObject
  every_seconds: number
  created_at: Instant
  retired_at: Instant | null
}

export type ApiTokenTable = {
  org_id: OrganizationId
  token_id: TokenId
  name: string
  role: Role
  token_hash: Uint8Array
  hint: string
  created_by: string
  created_at: Instant
  expires_at: Instant | null
  revoked_at: Instant | null
  last_used_at: Instant | null
}

export type AttemptTable = {
  key_hash: Uint8Array
  failures: number
  first_at: Instant
  last_at: Instant
}

export type AuditTable = {
  org_id: OrganizationId
  audit_id: AuditId
  name: string
  first_day: string
  last_day: string
  time_zone: string
  period_start: Instant
  period_end: Instant
  opened_by: string
  opened_at: Instant
}

export type AuditPackageTable = {
  org_id: OrganizationId
  package_id: PackageId
  audit_id: AuditId
  state: 'waiting' | 'building' | 'ready' | 'failed'
  step: Generated<string>
  done: Generated<number>
  total: Generated<number>
  requested_by: string
  requested_at: Instant
  finished_at: Instant | null
  error: string | null
  file_name: string | null
  size: number | null
  sha256: Uint8Array | null
  closing_size: number | null
  entry_count: number | null
}

export type CheckpointTable = {
  org_id: OrganizationId
  size: number
  root: Uint8Array
  note: string
  signed_at: Instant
}

export type ContractTable = {
  org_id: OrganizationId
  contract_id: ContractId
  customer: string
  contact: string
  within_amount: number | null
  within_unit: 'hours' | 'days' | 'business-days' | null
  clock: string
  time_zone: string | null
  calendar: string | null
  clause: string
  notes: Generated<string>
  created_at: Instant
  changed_at: Instant
  ended_at: Instant | null
}

export type CorrectiveActionTable = {
  org_id: OrganizationId
  action_id: ActionId
  incident_id: IncidentId
  title: string
  detail: string
  owner: PersonId | null
  due_on: string | null
  opened_at: Instant
  opened_by: string
  opened_by_name: string
  closed_at: Instant | null
  closed_by: string | null
  closed_by_name: string | null
  proof: string | null
  closing_note: string | null
  checked_at: Instant | null
  checked_by: string | null
  checked_by_name: string | null
  effective: boolean | null
  check_note: string | null
}

export type CounterTable = {
  org_id: OrganizationId
  noun: string
  next: Generated<number>
}

export type CoverageDayTable = {
  org_id: OrganizationId
  source_id: SourceId
  day: string
  heartbeats: Generated<number>
  deliveries: Generated<number>
  refused: Generated<number>
  first_heard_at: Instant | null
  last_heard_at: Instant | null
  longest_silence_seconds: Generated<number>
  recorded_at: Instant | null
  alerts: Generated<number>
}

export type CoverageGapTable = {
  org_id: OrganizationId
  gap_id: GapId
  source_id: SourceId
  started_at: Instant
  detected_at: Instant
  ended_at: Instant | null
  explanation: string | null
  explained_by: string | null
  explained_by_name: string | null
  explained_at: Instant | null
  not_running_from: Instant | null
  not_running_until: Instant | null
}

export type CoverageWatchTable = {
  org_id: OrganizationId
  watched_at: Instant
  not_running_from: Instant | null
  not_running_until: Instant | null
}

export type DeliveryTable = {
  org_id: OrganizationId
  delivery_id: DeliveryId
  source_id: SourceId
  received_at: Instant
  state: 'accepted' | 'repeated' | 'refused'
  reason: string | null
  repeats: DeliveryId | null
  vendor_id: string | null
  authentication: 'verified' | 'url_only' | 'failed' | 'unchecked'
  headers: JsonObject
  content_type: string
  size: number
  sha256: Uint8Array
  observations: Generated<number>
  omitted: Generated<number>
}

export type DeliveryBodyTable = {
  org_id: OrganizationId
  sha256: Uint8Array
  bytes: Uint8Array
}

export type DocumentAcknowledgementTable = {
  org_id: OrganizationId
  kind: 'policy' | 'runbook'
  document_id: string
  version: Uint8Array
  person_id: PersonId
  acknowledged_at: Instant
}

export type DocumentActTable = {
  org_id: OrganizationId
  kind: 'policy' | 'runbook'
  document_id: string
  position: number
  act: 'proposed' | 'approved' | 'in_force' | 'withdrawn' | 'reviewed' | 'review_taken_back' | 'retired' | 'resumed'
  version: Uint8Array | null
  acted_at: Instant
  acted_by: string
  acted_by_name: string
  author: string | null
  said: JsonObject
  leaf_hash: Uint8Array
}

export type DocumentDraftTable = {
  org_id: OrganizationId
  kind: 'policy' | 'runbook'
  document_id: string
  revision: number
  markdown: string | null
  saved_at: Instant
  saved_by: string
  saved_by_name: string
}

export type DocumentLineTable = {
  org_id: OrganizationId
  kind: 'policy' | 'runbook'
  document_id: string
  since: Instant
  until: Instant | null
  counted: number
  form: number
  title: string
  owner: string | null
  found_by: string
  in_force: Uint8Array | null
  latest: Uint8Array | null
  retired: boolean
  due_over: Instant | null
  overdue_over: Instant | null
  asks: string | null
  open_to: string | null
  placeholders: number | null
  says: string
}

export type DocumentReminderTable = {
  org_id: OrganizationId
  kind: 'policy' | 'runbook'
  document_id: string
  version: Uint8Array
  person_id: PersonId
  reminded_at: Instant
}

export type DocumentScoreTable = {
  org_id: OrganizationId
  kind: 'policy' | 'runbook'
  document_id: string
  text: string
  linter: Uint8Array
  cites: string | null
  cited_version: Uint8Array | null
  whole_paths: string
  overall: 'functional' | 'mixed' | 'compliance-formatted' | null
  score: number | null
  scored_at: Instant
}

export type DocumentVersionTable = {
  org_id: OrganizationId
  kind: 'policy' | 'runbook'
  document_id: string
  version: Uint8Array
  number: number
  title: string
  markdown: string
  published_at: Instant
  published_by: string
  immediate: Generated<boolean>
}

export type EscalationPathTable = {
  org_id: OrganizationId
  path_id: PathId
  key: string
  name: string
  levels: readonly StoredLevel[]
  changed_at: Instant
}

export type EvidenceCustodyTable = {
  org_id: OrganizationId
  evidence_id: EvidenceId
  position: number
  incident_id: IncidentId
  what: 'shown' | 'downloaded' | 'handed_over'
  first_byte: number | null
  last_byte: number | null
  handed_to: string | null
  note: string | null
  happened_at: Instant
  recorded_at: Instant
  done_by: string
  done_by_name: string
}

export type EvidenceItemTable = {
  org_id: OrganizationId
  evidence_id: EvidenceId
  incident_id: IncidentId
  upload_id: UploadId | null
  name: string
  description: string | null
  sha256: Uint8Array
  size: number
  media_type: string
  run_id: RunId | null
  step_id: string | null
  source: string | null
  query: string | null
  row_count: number | null
  command: JsonObject | null
  covers_from: Instant | null
  covers_to: Instant | null
  happened_at: Instant
  recorded_at: Instant
  captured_by: string
  captured_by_name: string
  preservation_id: PreservationId | null
}

export type IncidentTable = {
  org_id: OrganizationId
  incident_id: IncidentId
  number: number
  title: string
  summary: Generated<string>
  origin: 'alert' | 'report' | 'observation'
  state: 'declared' | 'triaged' | 'contained' | 'recovered' | 'closed' | 'not_an_incident' | 'merged'
  is_exercise: Generated<boolean>
  is_private: Generated<boolean>
  incident_type: string | null
  declared_at: Instant
  declared_by: string
  acknowledged_at: Instant | null
  acknowledged_by: string | null
  triaged_at: Instant | null
  contained_at: Instant | null
  recovered_at: Instant | null
  closed_at: Instant | null
  severity: string | null
  severity_certainty: 'exact' | 'at-least' | 'override' | null
  policy_id: string
  policy_version: Uint8Array
  merged_into: IncidentId | null
  split_from: IncidentId | null
  changed_at: Instant
}

export type IncidentAlertTable = {
  org_id: OrganizationId
  incident_id: IncidentId
  alert_id: AlertId
  linked_at: Instant
  linked_by: string
  unlinked_at: Instant | null
}

export type IncidentClockTable = {
  org_id: OrganizationId
  reading_id: ReadingId
  incident_id: IncidentId
  clock: string
  at: Instant
  time_zone: string
  basis: string
  read_by: string
  read_by_name: string
  recorded_at: Instant
  corrects: ReadingId | null
}

export type IncidentRoleTable = {
  org_id: OrganizationId
  incident_id: IncidentId
  role: 'commander' | 'communications' | 'scribe' | 'responder'
  person_id: PersonId
  since: Instant
  until: Instant | null
  note: string | null
}

export type IncidentSeverityTable = {
  org_id: OrganizationId
  incident_id: IncidentId
  set_at: Instant
  position: number
  answers: Readonly<Record<string, string | number>>
  computed: string | null
  certainty: 'exact' | 'at-least'
  because: readonly string[]
  level: string | null
  override_reason: string | null
  set_by: string
  set_by_name: string
}

export type InvitationTable = {
  org_id: OrganizationId
  invitation_id: InvitationId
  email: string
  role: Role
  access_until: Instant | null
  token_hash: Uint8Array
  invited_by: string
  created_at: Instant
  expires_at: Instant
  accepted_at: Instant | null
  withdrawn_at: Instant | null
}

export type LedgerTable = {
  org_id: OrganizationId
  origin: string
  key_generation: Generated<number>
  size: Generated<number>
  frontier: Generated<Uint8Array>
  halted: string | null
}

export type LedgerEntryTable = {
  org_id: OrganizationId
  index: number
  entry_id: string
  kind: string
  obj: string
  at: Instant
  recorded_at: Instant
  header: Uint8Array
  leaf_hash: Uint8Array
}

export type LedgerInboxTable = {
  org_id: OrganizationId
  entry_id: string
  header: Uint8Array
  leaf_hash: Uint8Array
  recorded_at: Instant
  position: Generated<number>
}

export type LedgerNodeTable = {
  org_id: OrganizationId
  level: number
  position: number
  hash: Uint8Array
}

export type LedgerOpeningTable = {
  org_id: OrganizationId
  entry_id: string
  slot: 'detail' | 'file' | 'personal'
  salt: Uint8Array
  bytes: Uint8Array
}

export type MigrationTable = {
  name: string
  sha256: Uint8Array
  applied_at: Generated<Instant>
}

export type NoticeTable = {
  org_id: OrganizationId
  notice_id: NoticeId
  incident_id: IncidentId
  rule: string | null
  title: string
  template: string | null
  state: 'draft' | 'approved' | 'sending' | 'sent' | 'failed' | 'declined'
  recipient: string
  subject: string
  own_text: string | null
  fill: Readonly<Record<string, string>>
  covers: readonly string[]
  writers: readonly { id: string; kind: 'person' | 'token'; name: string }[]
  written_at: Instant
  fixed_text: string | null
  incomplete_reason: string | null
  approved_at: Instant | null
  approved_by: string | null
  approved_by_name: string | null
  sent_at: Instant | null
  sent_by: string | null
  sent_by_name: string | null
  channel: string | null
  reference: string | null
  evidence_id: EvidenceId | null
  due_at: Instant | null
  late_by: number | null
  attempts: Generated<number>
}

export type NoticeEventTable = {
  org_id: OrganizationId
  notice_id: NoticeId
  position: number
  kind: 'approved' | 'sent' | 'failed' | 'declined'
  at: Instant
  acted_by: string
  acted_by_name: string
  note: string | null
}

export type ObligationDecisionTable = {
  org_id: OrganizationId
  incident_id: IncidentId
  position: number
  rule: string
  answer: 'accept' | 'decline' | 'ask-counsel'
  reason: string | null
  decided_at: Instant
  decided_by: string
  decided_by_name: string
}

export type ObligationInterviewTable = {
  org_id: OrganizationId
  incident_id: IncidentId
  position: number
  answers: JsonObject
  answered_at: Instant
  answered_by: string
  answered_by_name: string
}

export type ObservationTable = {
  org_id: OrganizationId
  delivery_id: DeliveryId
  position: number
  alert_id: AlertId
  recorded_at: Instant
  status: 'firing' | 'resolved'
  severity: string | null
  title: string
  started_at: Instant | null
  ended_at: Instant | null
}

export type OrganizationTable = {
  org_id: OrganizationId
  name: string
  time_zone: string
  created_at: Instant
  simulated_until: Instant | null
}

export type PageTable = {
  org_id: OrganizationId
  page_id: PageId
  incident_id: IncidentId
  path_id: PathId | null
  level: number | null
  path_name: string | null
  stands_in: Generated<boolean>
  to_person: PersonId | null
  to_name: string | null
  channel: 'email' | 'webhook' | 'phone' | 'pager' | 'chat'
  via: string | null
  asked_at: Instant
  asked_by: string
  asked_by_name: string
  recorded_at: Instant
  escalates_at: Instant | null
  sent_at: Instant | null
  receipt: string | null
  attempts: Generated<number>
  last_error: string | null
  outcome: 'answered' | 'failed' | null
  ended_at: Instant | null
  ended_by: string | null
  ended_by_name: string | null
  why: 'no-answer' | 'wrong-number' | 'nobody-on-rotation' | 'person-left' | 'channel-unreachable' | 'declined' | 'other' | null
  note: string | null
}

export type PageChannelTable = {
  org_id: OrganizationId
  name: string
  url_sealed: Uint8Array | null
  host: string | null
  changed_at: Instant
}

export type PageHearingTable = {
  org_id: OrganizationId
  incident_id: IncidentId
  delivery_id: DeliveryId
  heard_at: Instant
}

export type PerformedRequestTable = {
  org_id: OrganizationId
  actor_id: string
  key: string
  endpoint: string
  body_sha256: Uint8Array
  status: number
  answer_sealed: Uint8Array
  performed_at: Instant
}

export type PersonTable = {
  org_id: OrganizationId
  person_id: PersonId
  email: string
  name: string
  role: Role
  active_from: Instant
  active_until: Instant | null
  password_hash: string | null
  created_at: Instant
}

export type PostIncidentReviewTable = {
  org_id: OrganizationId
  post_incident_review_id: PostIncidentReviewId
  incident_id: IncidentId
  summary: string
  impact: JsonObject
  causes: readonly { text: string; kind: 'event' | 'condition' | 'weakness' }[]
  what_went_well: string
  what_was_lucky: string
  timeline_notes: Readonly<Record<string, string>>
  writers: readonly { id: string; kind: 'person' | 'token'; name: string }[]
  written_at: Instant
  approved_at: Instant | null
  approved_by: string | null
  approved_by_name: string | null
}

export type PreservationItemTable = {
  org_id: OrganizationId
  preservation_id: PreservationId
  incident_id: IncidentId
  evidence: string
  retention_id: string | null
  keep_for: string | null
  kept_where: string | null
  how: string | null
  listed_at: Instant
  listed_by: string
  listed_by_name: string
  state: Generated<'open' | 'captured' | 'lost' | 'not_needed'>
  evidence_id: EvidenceId | null
  after_loss: Generated<boolean>
  lost_since: Instant | null
  reason: string | null
  settled_at: Instant | null
  settled_by: string | null
  settled_by_name: string | null
}

export type ReinterpretationTable = {
  org_id: OrganizationId
  delivery_id: DeliveryId
  authentication: 'verified' | 'url_only'
  reason: string | null
  observations: number
  omitted: number
  asked_by: string
  asked_by_name: string
  reinterpreted_at: Instant
}

export type ReviewTable = {
  org_id: OrganizationId
  review_id: ReviewId
  alert_id: AlertId
  disposition: string
  reason: string
  reviewer: string
  reviewer_name: string
  reviewed_at: Instant
  corrects: ReviewId | null
  entry_id: string
}

export type ReviewDecisionTable = {
  org_id: OrganizationId
  incident_id: IncidentId
  position: number
  required: boolean
  by_rule: 'required' | 'optional' | 'not-needed'
  reason: string | null
  decided_at: Instant
  decided_by: string
  decided_by_name: string
}

export type RotationTable = {
  org_id: OrganizationId
  rotation_id: RotationId
  name: string
  time_zone: string
  handover_weekday: number
  handover_time: string
  starts_on: string
  people: readonly PersonId[]
  overrides: readonly { person: PersonId; from: Instant; to: Instant }[]
  changed_at: Instant
}

export type RunTable = {
  org_id: OrganizationId
  run_id: RunId
  incident_id: IncidentId
  document_kind: Generated<string>
  document_id: string
  document_version: Uint8Array
  started_at: Instant
  started_by: string
  started_by_name: string
  recorded_at: Instant
}

export type RunParameterTable = {
  org_id: OrganizationId
  incident_id: IncidentId
  run_id: RunId
  position: number
  name: string
  value: string | null
  given_at: Instant
  given_by: string
  given_by_name: string
  recorded_at: Instant
}

export type SessionTable = {
  org_id: OrganizationId
  session_id: SessionId
  person_id: PersonId
  token_hash: Uint8Array
  created_at: Instant
  last_seen_at: Instant
  expires_at: Instant
  ended_at: Instant | null
  user_agent: Generated<string>
}

export type SetupLinkTable = {
  token_hash: Uint8Array
  created_at: Instant
  expires_at: Instant
  used_at: Instant | null
}

export type SignInLinkTable = {
  org_id: OrganizationId
  token_hash: Uint8Array
  person_id: PersonId
  single_use: boolean
  created_at: Instant
  expires_at: Instant
  used_at: Instant | null
}

export type SourceTable = {
  org_id: OrganizationId
  source_id: SourceId
  name: string
  integration: string
  key_hash: Uint8Array
  secret_sealed: Uint8Array | null
  settings: Generated<JsonObject>
  heartbeat_seconds: number | null
  review_target_seconds: number
  coverage_intent: '24x7' | 'business_hours'
  created_at: Instant
  retired_at: Instant | null
}

export type SourceSignalTable = {
  org_id: OrganizationId
  source_id: SourceId
  last_heard_at: Instant
  last_delivery_at: Instant | null
  last_heartbeat_at: Instant | null
}

export type StatusUpdateTable = {
  org_id: OrganizationId
  update_id: UpdateId
  incident_id: IncidentId
  text: string
  audience: 'internal' | 'management' | 'customers' | 'public'
  sent_at: Instant
  sent_by: string
  sent_by_name: string
  next_due_at: Instant | null
}

export type StepMarkTable = {
  org_id: OrganizationId
  incident_id: IncidentId
  run_id: RunId
  mark_id: MarkId
  position: number
  step_id: string
  state: 'open' | 'done' | 'skipped' | 'stuck'
  reason: string | null
  note: string | null
  marked_at: Instant
  marked_by: string
  marked_by_name: string
  recorded_at: Instant
  corrects: MarkId | null
  leaf_hash: Uint8Array
}

export type Tables = {
  alert: AlertTable
  anchor: AnchorTable
  anchor_destination: AnchorDestinationTable
  api_token: ApiTokenTable
  attempt: AttemptTable
  audit: AuditTable
  audit_package: AuditPackageTable
  checkpoint: CheckpointTable
  contract: ContractTable
  corrective_action: CorrectiveActionTable
  counter: CounterTable
  coverage_day: CoverageDayTable
  coverage_gap: CoverageGapTable
  coverage_watch: CoverageWatchTable
  delivery: DeliveryTable
  delivery_body: DeliveryBodyTable
  document_acknowledgement: DocumentAcknowledgementTable
  document_act: DocumentActTable
  document_draft: DocumentDraftTable
  document_line: DocumentLineTable
  document_reminder: DocumentReminderTable
  document_score: DocumentScoreTable
  document_version: DocumentVersionTable
  escalation_path: EscalationPathTable
  evidence_custody: EvidenceCustodyTable
  evidence_item: EvidenceItemTable
  incident: IncidentTable
  incident_alert: IncidentAlertTable
  incident_clock: IncidentClockTable
  incident_role: IncidentRoleTable
  incident_severity: IncidentSeverityTable
  invitation: InvitationTable
  ledger: LedgerTable
  ledger_entry: LedgerEntryTable
  ledger_inbox: LedgerInboxTable
  ledger_node: LedgerNodeTable
  ledger_opening: LedgerOpeningTable
  migration: MigrationTable
  notice: NoticeTable
  notice_event: NoticeEventTable
  obligation_decision: ObligationDecisionTable
  obligation_interview: ObligationInterviewTable
  observation: ObservationTable
  organization: OrganizationTable
  page: PageTable
  page_channel: PageChannelTable
  page_hearing: PageHearingTable
  performed_request: PerformedRequestTable
  person: PersonTable
  post_incident_review: PostIncidentReviewTable
  preservation_item: PreservationItemTable
  reinterpretation: ReinterpretationTable
  review: ReviewTable
  review_decision: ReviewDecisionTable
  rotation: RotationTable
  run: RunTable
  run_parameter: RunParameterTable
  session: SessionTable
  setup_link: SetupLinkTable
  sign_in_link: SignInLinkTable
  source: SourceTable
  source_signal: SourceSignalTable
  status_update: StatusUpdateTable
  step_mark: StepMarkTable
}

/** Columns whose values are written otherwise than they are held in code (columnPlugin.ts). */
export const columnKinds: Readonly<Record<string, 'time' | 'json'>> = {
  accepted_at: 'time',
  access_until: 'time',
  acknowledged_at: 'time',
  acted_at: 'time',
  active_from: 'time',
  active_until: 'time',
  anchored_at: 'time',
  answered_at: 'time',
  answers: 'json',
  applied_at: 'time',
  approved_at: 'time',
  asked_at: 'time',
  at: 'time',
  authority_at: 'time',
  because: 'json',
  causes: 'json',
  changed_at: 'time',
  checked_at: 'time',
  closed_at: 'time',
  command: 'json',
  contained_at: 'time',
  covers: 'json',
  covers_from: 'time',
  covers_to: 'time',
  created_at: 'time',
  decided_at: 'time',
  declared_at: 'time',
  detected_at: 'time',
  due_at: 'time',
  due_over: 'time',
  ended_at: 'time',
  escalates_at: 'time',
  expires_at: 'time',
  explained_at: 'time',
  fill: 'json',
  finished_at: 'time',
  first_at: 'time',
  first_heard_at: 'time',
  first_reviewed_at: 'time',
  given_at: 'time',
  happened_at: 'time',
  headers: 'json',
  heard_at: 'time',
  impact: 'json',
  labels: 'json',
  last_at: 'time',
  last_delivery_at: 'time',
  last_heard_at: 'time',
  last_heartbeat_at: 'time',
  last_observed_at: 'time',
  last_seen_at: 'time',
  last_used_at: 'time',
  levels: 'json',
  linked_at: 'time',
  listed_at: 'time',
  lost_since: 'time',
  marked_at: 'time',
  next_due_at: 'time',
  not_running_from: 'time',
  not_running_until: 'time',
  occurred_at: 'time',
  opened_at: 'time',
  overdue_over: 'time',
  overrides: 'json',
  people: 'json',
  performed_at: 'time',
  period_end: 'time',
  period_start: 'time',
  published_at: 'time',
  received_at: 'time',
  recorded_at: 'time',
  recovered_at: 'time',
  reinterpreted_at: 'time',
  reminded_at: 'time',
  requested_at: 'time',
  resolved_at: 'time',
  retired_at: 'time',
  review_due_at: 'time',
  reviewed_at: 'time',
  revoked_at: 'time',
  said: 'json',
  saved_at: 'time',
  scored_at: 'time',
  sent_at: 'time',
  set_at: 'time',
  settings: 'json',
  settled_at: 'time',
  signed_at: 'time',
  simulated_until: 'time',
  since: 'time',
  started_at: 'time',
  timeline_notes: 'json',
  triaged_at: 'time',
  unlinked_at: 'time',
  until: 'time',
  used_at: 'time',
  watched_at: 'time',
  withdrawn_at: 'time',
  writers: 'json',
  written_at: 'time',
}
