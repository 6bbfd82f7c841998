-- The schema as all migrations and guarantees together left it, for reading. Written by scripts/generateTables.ts: do not edit.
-- Domains: `id` is text of the form abc_<32 hex digits>, compared byte by byte; `sha256` is 32 bytes.

create table alert (
  org_id id not null,
  alert_id id not null,
  number bigint not null,
  source_id id not null,
  fingerprint text not null,
  episode integer not null,
  status text not null,
  severity text,
  title text not null,
  summary text,
  link text,
  is_test boolean not null,
  labels jsonb not null,
  occurred_at timestamp with time zone,
  ended_at timestamp with time zone,
  received_at timestamp with time zone not null,
  resolved_at timestamp with time zone,
  last_observed_at timestamp with time zone not null,
  observations integer not null,
  review_target_seconds integer not null,
  first_reviewed_at timestamp with time zone,
  disposition text,
  review_id id,
  search tsvector not null,
  review_due_at timestamp with time zone not null generated always as (review_due(received_at, review_target_seconds)) stored,
  severity_step smallint not null generated always as (
CASE
    WHEN (severity IS NULL) THEN 6
    WHEN ((severity COLLATE "C") ~* '^[ \t\r\n]*(critical|crit|fatal|emergency|emerg|disaster|page|sev-?[01]|p[01]|urgent)[ \t\r\n]*$'::text) THEN 1
    WHEN ((severity COLLATE "C") ~* '^[ \t\r\n]*(high|error|err|major|severe|sev-?2|p2)[ \t\r\n]*$'::text) THEN 2
    WHEN ((severity COLLATE "C") ~* '^[ \t\r\n]*(medium|moderate|warning|warn|minor|average|sev-?3|p3)[ \t\r\n]*$'::text) THEN 3
    WHEN ((severity COLLATE "C") ~* '^[ \t\r\n]*(low|info|informational|information|notice|none|debug|ok|sev-?[45]|p[45])[ \t\r\n]*$'::text) THEN 4
    ELSE 5
END) stored,
  PRIMARY KEY (org_id, alert_id),
  UNIQUE (org_id, number),
  UNIQUE (org_id, source_id, fingerprint, episode),
  FOREIGN KEY (org_id, source_id) REFERENCES source(org_id, source_id),
  CHECK ((status = ANY (ARRAY['firing'::text, 'resolved'::text])))
);
CREATE INDEX alert_disposition ON public.alert USING btree (org_id, disposition, received_at DESC, number DESC) WHERE (disposition IS NOT NULL);
CREATE INDEX alert_due ON public.alert USING btree (org_id, review_due_at, number) WHERE (first_reviewed_at IS NULL);
CREATE INDEX alert_late ON public.alert USING btree (org_id, received_at DESC, number DESC) INCLUDE (source_id) WHERE ((first_reviewed_at - received_at) > make_interval(secs => (review_target_seconds)::double precision));
CREATE INDEX alert_late_severity_step ON public.alert USING btree (org_id, severity_step, received_at DESC, number DESC) WHERE ((first_reviewed_at - received_at) > make_interval(secs => (review_target_seconds)::double precision));
CREATE INDEX alert_received ON public.alert USING btree (org_id, received_at DESC, number DESC);
CREATE INDEX alert_search ON public.alert USING gin (search) WITH (fastupdate='on', gin_pending_list_limit='64');
CREATE INDEX alert_severity ON public.alert USING btree (org_id, severity, received_at DESC, number DESC);
CREATE INDEX alert_severity_step ON public.alert USING btree (org_id, severity_step, received_at DESC, number DESC);
CREATE INDEX alert_source ON public.alert USING btree (org_id, source_id, received_at DESC, number DESC);
CREATE INDEX alert_status ON public.alert USING btree (org_id, status, received_at DESC, number DESC);
CREATE INDEX alert_unreviewed ON public.alert USING btree (org_id, received_at DESC, number DESC) WHERE (first_reviewed_at IS NULL);
CREATE INDEX alert_unreviewed_severity_step ON public.alert USING btree (org_id, severity_step, received_at DESC, number DESC) WHERE (first_reviewed_at IS NULL);
-- tickmark_app may select, insert, update
-- policy by_organization for public: ((org_id)::text = NULLIF(current_setting('app.org_id'::text, true), ''::text))
-- policy seen_by_doors for tickmark_door: true

create table anchor (
  org_id id not null,
  anchor_id id not null,
  destination_id id not null,
  size bigint not null,
  state text not null,
  attempts integer not null default 0,
  last_error text,
  requested_at timestamp with time zone not null,
  anchored_at timestamp with time zone,
  authority_at timestamp with time zone,
  token bytea,
  PRIMARY KEY (org_id, anchor_id),
  FOREIGN KEY (org_id, destination_id) REFERENCES anchor_destination(org_id, destination_id),
  FOREIGN KEY (org_id, size) REFERENCES checkpoint(org_id, size),
  CHECK ((state = ANY (ARRAY['pending'::text, 'anchored'::text, 'failed'::text])))
);
CREATE INDEX anchor_pending ON public.anchor USING btree (org_id, destination_id) WHERE (state = 'pending'::text);
CREATE INDEX anchor_size ON public.anchor USING btree (org_id, size);
-- tickmark_app may select, insert, update
-- policy by_organization for public: ((org_id)::text = NULLIF(current_setting('app.org_id'::text, true), ''::text))

create table anchor_destination (
  org_id id not null,
  destination_id id not null,
  kind text not null,
  name text not null,
  settings jsonb not null,
  every_seconds integer not null,
  created_at timestamp with time zone not null,
  retired_at timestamp with time zone,
  PRIMARY KEY (org_id, destination_id),
  FOREIGN KEY (org_id) REFERENCES organization(org_id),
  CHECK ((every_seconds >= 60)),
  CHECK ((kind = ANY (ARRAY['timestamp'::text, 'mail'::text, 'webhook'::text, 'directory'::text])))
);
-- tickmark_app may select, insert, update
-- policy by_organization for public: ((org_id)::text = NULLIF(current_setting('app.org_id'::text, true), ''::text))
-- policy seen_by_doors for tickmark_door: true

create table api_token (
  org_id id not null,
  token_id id not null,
  name text not null,
  role text not null,
  token_hash sha256 not null,
  hint text not null,
  created_by text not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone,
  revoked_at timestamp with time zone,
  last_used_at timestamp with time zone,
  PRIMARY KEY (org_id, token_id),
  FOREIGN KEY (org_id) REFERENCES organization(org_id),
  CHECK ((role = ANY (ARRAY['admin'::text, 'compliance'::text, 'responder'::text, 'auditor'::text, 'viewer'::text])))
);
CREATE INDEX api_token_hash ON public.api_token USING btree (token_hash);
-- tickmark_app may select, insert, update
-- policy by_organization for public: ((org_id)::text = NULLIF(current_setting('app.org_id'::text, true), ''::text))
-- policy seen_by_doors for tickmark_door: true

create table attempt (
  key_hash sha256 not null,
  failures integer not null,
  first_at timestamp with time zone not null,
  last_at timestamp with time zone not null,
  PRIMARY KEY (key_hash)
);

create table audit (
  org_id id not null,
  audit_id id not null,
  name text not null,
  first_day date not null,
  last_day date not null,
  time_zone text not null,
  period_start timestamp with time zone not null,
  period_end timestamp with time zone not null,
  opened_by text not null,
  opened_at timestamp with time zone not null,
  PRIMARY KEY (org_id, audit_id),
  FOREIGN KEY (org_id) REFERENCES organization(org_id),
  CHECK ((period_start < period_end))
);
-- tickmark_app may select, insert
-- policy by_organization for public: ((org_id)::text = NULLIF(current_setting('app.org_id'::text, true), ''::text))

create table audit_package (
  org_id id not null,
  package_id id not null,
  audit_id id not null,
  state text not null,
  step text not null default ''::text,
  done bigint not null default 0,
  total bigint not null default 0,
  requested_by text not null,
  requested_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  error text,
  file_name text,
  size bigint,
  sha256 sha256,
  closing_size bigint,
  entry_count bigint,
  PRIMARY KEY (org_id, package_id),
  FOREIGN KEY (org_id, audit_id) REFERENCES audit(org_id, audit_id),
  CHECK ((state = ANY (ARRAY['waiting'::text, 'building'::text, 'ready'::text, 'failed'::text])))
);
CREATE INDEX audit_package_audit ON public.audit_package USING btree (org_id, audit_id, requested_at DESC);
-- tickmark_app may select, insert, update
-- policy by_organization for public: ((org_id)::text = NULLIF(current_setting('app.org_id'::text, true), ''::text))

create table checkpoint (
  org_id id not null,
  size bigint not null,
  root sha256 not null,
  note text not null,
  signed_at timestamp with time zone not null,
  PRIMARY KEY (org_id, size),
  FOREIGN KEY (org_id) REFERENCES ledger(org_id)
);
CREATE INDEX checkpoint_signed ON public.checkpoint USING btree (org_id, signed_at);
-- tickmark_app may select, insert
-- policy by_organization for public: ((org_id)::text = NULLIF(current_setting('app.org_id'::text, true), ''::text))
-- CREATE TRIGGER append_only_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.checkpoint FOR EACH STATEMENT EXECUTE FUNCTION guard.refuse()

create table contract (
  org_id id not null,
  contract_id id not null,
  customer text not null,
  contact text not null,
  within_amount integer,
  within_unit text,
  clock text not null,
  time_zone text,
  calendar text,
  clause text not null,
  notes text not null default ''::text,
  created_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  PRIMARY KEY (org_id, contract_id),
  FOREIGN KEY (org_id) REFERENCES organization(org_id),
  CHECK (((within_amount IS NULL) = (within_unit IS NULL))),
  CHECK ((within_unit = ANY (ARRAY['hours'::text, 'days'::text, 'business-days'::text])))
);
-- tickmark_app may select, insert, update
-- policy by_organization for public: ((org_id)::text = NULLIF(current_setting('app.org_id'::text, true), ''::text))

create table corrective_action (
  org_id id not null,
  action_id id not null,
  incident_id id not null,
  title text not null,
  detail text not null,
  owner id,
  due_on date,
  opened_at timestamp with time zone not null,
  opened_by text not null,
  opened_by_name text not null,
  closed_at timestamp with time zone,
  closed_by text,
  closed_by_name text,
  proof text,
  closing_note text,
  checked_at timestamp with time zone,
  checked_by text,
  checked_by_name text,
  effective boolean,
  check_note text,
  PRIMARY KEY (org_id, action_id),
  FOREIGN KEY (org_id, incident_id) REFERENCES incident(org_id, incident_id),
  FOREIGN KEY (org_id, owner) REFERENCES person(org_id, person_id)
);
CREATE INDEX corrective_action_incident ON public.corrective_action USING btree (org_id, incident_id);
CREATE INDEX corrective_action_open ON public.corrective_action USING btree (org_id, due_on) WHERE ((closed_at IS NULL) OR (effective IS FALSE));
-- tickmark_app may select, insert, update
-- policy by_organization for public: ((org_id)::text = NULLIF(current_setting('app.org_id'::text, true), ''::text))

create table counter (
  org_id id not null,
  noun text not null,
  next bigint not null default 1,
  PRIMARY KEY (org_id, noun),
  FOREIGN KEY (org_id) REFERENCES organization(org_id)
);
-- tickmark_app may select, insert, update
-- policy by_organization for public: ((org_id)::text = NULLIF(current_setting('app.org_id'::text, true), ''::text))

create table coverage_day (
  org_id id not null,
  source_id id not null,
  day date not null,
  heartbeats integer not null default 0,
  deliveries integer not null default 0,
  refused integer not null default 0,
  first_heard_at timestamp with time zone,
  last_heard_at timestamp with time zone,
  longest_silence_seconds integer not null default 0,
  recorded_at timestamp with time zone,
  alerts integer not null default 0,
  PRIMARY KEY (org_id, source_id, day),
  FOREIGN KEY (org_id, source_id) REFERENCES source(org_id, source_id)
);
-- tickmark_app may select, insert, update
-- policy by_organization for public: ((org_id)::text = NULLIF(current_setting('app.org_id'::text, true), ''::text))

create table coverage_gap (
  org_id id not null,
  gap_id id not null,
  source_id id not null,
  started_at timestamp with time zone not null,
  detected_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  explanation text,
  explained_by text,
  explained_by_name text,
  explained_at timestamp with time zone,
  not_running_from timestamp with time zone,
  not_running_until timestamp with time zone,
  PRIMARY KEY (org_id, gap_id),
  FOREIGN KEY (org_id, source_id) REFERENCES source(org_id, source_id)
);
CREATE UNIQUE INDEX coverage_gap_open ON public.coverage_gap USING btree (org_id, source_id) WHERE (ended_at IS NULL);
CREATE INDEX coverage_gap_source ON public.coverage_gap USING btree (org_id, source_id, started_at);
-- tickmark_app may select, insert, update
-- policy by_organization for public: ((org_id)::text = NULLIF(current_setting('app.org_id'::text, true), ''::text))

create table coverage_watch (
  org_id id not null,
  watched_at timestamp with time zone not null,
  not_running_from timestamp with time zone,
  not_running_until timestamp with time zone,
  PRIMARY KEY (org_id),
  FOREIGN KEY (org_id) REFERENCES organization(org_id)
);
-- tickmark_app may select, insert, update
-- policy by_organization for public: ((org_id)::text = NULLIF(current_setting('app.org_id'::text, true), ''::text))

create table delivery (
  org_id id not null,
  delivery_id id not null,
  source_id id not null,
  received_at timestamp with time zone not null,
  state text not null,
  reason text,
  repeats id,
  vendor_id text,
  authentication text not null,
  headers jsonb not null,
  content_type text not null,
  size integer not null,
  sha256 sha256 not null,
  observations integer not null default 0,
  omitted integer not null default 0,
  PRIMARY KEY (org_id, delivery_id),
  FOREIGN KEY (org_id, sha256) REFERENCES delivery_body(org_id, sha256),
  FOREIGN KEY (org_id, source_id) REFERENCES source(org_id, source_id),
  CHECK ((authentication = ANY (ARRAY['verified'::text, 'url_only'::text, 'failed'::text, 'unchecked'::text]))),
  CHECK ((state = ANY (ARRAY['accepted'::text, 'repeated'::text, 'refused'::text])))
);
CREATE INDEX delivery_bytes ON public.delivery USING btree (org_id, sha256, received_at) WHERE ((state = 'accepted'::text) AND (vendor_id IS NULL));
CREATE INDEX delivery_received ON public.delivery USING btree (org_id, received_at DESC, delivery_id DESC);
CREATE INDEX delivery_refused ON public.delivery USING btree (org_id, received_at DESC, delivery_id DESC) WHERE (state = 'refused'::text);
CREATE INDEX delivery_repeated ON public.delivery USING btree (org_id, received_at DESC, delivery_id DESC) WHERE (state = 'repeated'::text);
CREATE INDEX delivery_source ON public.delivery USING btree (org_id, source_id, received_at DESC);
CREATE INDEX delivery_vendor ON public.delivery USING btree (org_id, vendor_id, received_at) WHERE ((state = 'accepted'::text) AND (vendor_id IS NOT NULL));
-- tickmark_app may select, insert
-- policy by_organization for public: ((org_id)::text = NULLIF(current_setting('app.org_id'::text, true), ''::text))
-- CREATE TRIGGER append_only_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.delivery FOR EACH STATEMENT EXECUTE FUNCTION guard.refuse()

create table delivery_body (
  org_id id not null,
  sha256 sha256 not null,
  bytes bytea not null,
  PRIMARY KEY (org_id, sha256)
);
-- tickmark_app may select, insert
-- policy by_organization for public: ((org_id)::text = NULLIF(current_setting('app.org_id'::text, true), ''::text))
-- CREATE TRIGGER append_only_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.delivery_body FOR EACH STATEMENT EXECUTE FUNCTION guard.refuse()

create table document_acknowledgement (
  org_id id not null,
  kind text not null,
  document_id text not null,
  version sha256 not null,
  person_id id not null,
  acknowledged_at timestamp with time zone not null,
  PRIMARY KEY (org_id, kind, document_id, version, person_id, acknowledged_at),
  FOREIGN KEY (org_id, kind, document_id, version) REFERENCES document_version(org_id, kind, document_id, version),
  FOREIGN KEY (org_id, person_id) REFERENCES person(org_id, person_id),
  CHECK ((kind = ANY (ARRAY['policy'::text, 'runbook'::text])))
);
-- tickmark_app may select, insert
-- policy by_organization for public: ((org_id)::text = NULLIF(current_setting('app.org_id'::text, true), ''::text))
-- CREATE TRIGGER append_only_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.document_acknowledgement FOR EACH STATEMENT EXECUTE FUNCTION guard.refuse()

create table document_act (
  org_id id not null,
  kind text not null,
  document_id text not null,
  "position" integer not null,
  act text not null,
  version sha256,
  acted_at timestamp with time zone not null,
  acted_by text not null,
  acted_by_name text not null,
  author text,
  said jsonb not null,
  leaf_hash sha256 not null,
  PRIMARY KEY (org_id, kind, document_id, "position"),
  FOREIGN KEY (org_id) REFERENCES organization(org_id),
  FOREIGN KEY (org_id, kind, document_id, version) REFERENCES document_version(org_id, kind, document_id, version),
  CHECK ((act = ANY (ARRAY['proposed'::text, 'approved'::text, 'in_force'::text, 'withdrawn'::text, 'reviewed'::text, 'review_taken_back'::text, 'retired'::text, 'resumed'::text]))),
  CHECK (((version IS NULL) = (act = ANY (ARRAY['retired'::text, 'resumed'::text])))),
  CHECK ((kind = ANY (ARRAY['policy'::text, 'runbook'::text]))),
  CHECK (("position" >= 0))
);
-- tickmark_app may select, insert
-- policy by_organization for public: ((org_id)::text = NULLIF(current_setting('app.org_id'::text, true), ''::text))
-- CREATE TRIGGER append_only_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.document_act FOR EACH STATEMENT EXECUTE FUNCTION guard.refuse()

create table document_draft (
  org_id id not null,
  kind text not null,
  document_id text not null,
  revision integer not null,
  markdown text,
  saved_at timestamp with time zone not null,
  saved_by text not null,
  saved_by_name text not null,
  PRIMARY KEY (org_id, kind, document_id),
  FOREIGN KEY (org_id) REFERENCES organization(org_id),
  CHECK ((kind = ANY (ARRAY['policy'::text, 'runbook'::text]))),
  CHECK ((revision > 0))
);
-- tickmark_app may select, insert, update
-- policy by_organization for public: ((org_id)::text = NULLIF(current_setting('app.org_id'::text, true), ''::text))

create table document_line (
  org_id id not null,
  kind text not null,
  document_id text not null,
  since timestamp with time zone not null,
  until timestamp with time zone,
  counted integer not null,
  form integer not null,
  title text not null,
  owner text,
  found_by text not null,
  in_force sha256,
  latest sha256,
  retired boolean not null,
  due_over timestamp with time zone,
  overdue_over timestamp with time zone,
  asks text,
  open_to text,
  placeholders integer,
  says text not null,
  PRIMARY KEY (org_id, kind, document_id, since),
  FOREIGN KEY (org_id) REFERENCES organization(org_id),
  CHECK ((until > since)),
  CHECK ((counted > 0)),
  CHECK ((kind = ANY (ARRAY['policy'::text, 'runbook'::text]))),
  CHECK ((placeholders >= 0))
);
-- tickmark_app may select, insert, delete
-- policy by_organization for public: ((org_id)::text = NULLIF(current_setting('app.org_id'::text, true), ''::text))

create table document_reminder (
  org_id id not null,
  kind text not null,
  document_id text not null,
  version sha256 not null,
  person_id id not null,
  reminded_at timestamp with time zone not null,
  PRIMARY KEY (org_id, kind, document_id, version, person_id, reminded_at),
  FOREIGN KEY (org_id, kind, document_id, version) REFERENCES document_version(org_id, kind, document_id, version),
  FOREIGN KEY (org_id, person_id) REFERENCES person(org_id, person_id),
  CHECK ((kind = ANY (ARRAY['policy'::text, 'runbook'::text])))
);
-- tickmark_app may select, insert
-- policy by_organization for public: ((org_id)::text = NULLIF(current_setting('app.org_id'::text, true), ''::text))
-- CREATE TRIGGER append_only_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.document_reminder FOR EACH STATEMENT EXECUTE FUNCTION guard.refuse()

create table document_score (
  org_id id not null,
  kind text not null,
  document_id text not null,
  text text not null,
  linter sha256 not null,
  cites text,
  cited_version sha256,
  whole_paths text not null,
  overall text,
  score integer,
  scored_at timestamp with time zone not null,
  PRIMARY KEY (org_id, kind, document_id),
  FOREIGN KEY (org_id) REFERENCES organization(org_id),
  CHECK (((overall IS NULL) = (score IS NULL))),
  CHECK ((kind = ANY (ARRAY['policy'::text, 'runbook'::text]))),
  CHECK ((overall = ANY (ARRAY['functional'::text, 'mixed'::text, 'compliance-formatted'::text]))),
  CHECK (((score >= 0) AND (score <= 100)))
);
-- tickmark_app may select, insert, update
-- policy by_organization for public: ((org_id)::text = NULLIF(current_setting('app.org_id'::text, true), ''::text))

create table document_version (
  org_id id not null,
  kind text not null,
  document_id text not null,
  version sha256 not null,
  number integer not null,
  title text not null,
  markdown text not null,
  published_at timestamp with time zone not null,
  published_by text not null,
  immediate boolean not null default true,
  PRIMARY KEY (org_id, kind, document_id, version),
  UNIQUE (org_id, kind, document_id, number),
  FOREIGN KEY (org_id) REFERENCES organization(org_id),
  CHECK ((kind = ANY (ARRAY['policy'::text, 'runbook'::text])))
);
-- tickmark_app may select, insert
-- policy by_organization for public: ((org_id)::text = NULLIF(current_setting('app.org_id'::text, true), ''::text))
-- CREATE TRIGGER append_only_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.document_version FOR EACH STATEMENT EXECUTE FUNCTION guard.refuse()

create table escalation_path (
  org_id id not null,
  path_id id not null,
  key text not null,
  name text not null,
  levels jsonb not null,
  changed_at timestamp with time zone not null,
  PRIMARY KEY (org_id, path_id),
  UNIQUE (org_id, key),
  FOREIGN KEY (org_id) REFERENCES organization(org_id)
);
-- tickmark_app may select, insert, update
-- policy by_organization for public: ((org_id)::text = NULLIF(current_setting('app.org_id'::text, true), ''::text))

create table evidence_custody (
  org_id id not null,
  evidence_id id not null,
  "position" integer not null,
  incident_id id not null,
  what text not null,
  first_byte bigint,
  last_byte bigint,
  handed_to text,
  note text,
  happened_at timestamp with time zone not null,
  recorded_at timestamp with time zone not null,
  done_by text not null,
  done_by_name text not null,
  PRIMARY KEY (org_id, evidence_id, "position"),
  FOREIGN KEY (org_id, evidence_id) REFERENCES evidence_item(org_id, evidence_id),
  CHECK ((what = ANY (ARRAY['shown'::text, 'downloaded'::text, 'handed_over'::text])))
);
CREATE INDEX evidence_custody_incident ON public.evidence_custody USING btree (org_id, incident_id);
-- tickmark_app may select, insert
-- policy by_organization for public: ((org_id)::text = NULLIF(current_setting('app.org_id'::text, true), ''::text))
-- CREATE TRIGGER append_only_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.evidence_custody FOR EACH STATEMENT EXECUTE FUNCTION guard.refuse()

create table evidence_item (
  org_id id not null,
  evidence_id id not null,
  incident_id id not null,
  upload_id id,
  name text not null,
  description text,
  sha256 sha256 not null,
  size bigint not null,
  media_type text not null,
  run_id id,
  step_id text,
  source text,
  query text,
  row_count bigint,
  command jsonb,
  covers_from timestamp with time zone,
  covers_to timestamp with time zone,
  happened_at timestamp with time zone not null,
  recorded_at timestamp with time zone not null,
  captured_by text not null,
  captured_by_name text not null,
  preservation_id id,
  PRIMARY KEY (org_id, evidence_id),
  UNIQUE (org_id, upload_id),
  FOREIGN KEY (org_id, incident_id) REFERENCES incident(org_id, incident_id),
  CHECK (((run_id IS NULL) = (step_id IS NULL)))
);
CREATE INDEX evidence_item_incident ON public.evidence_item USING btree (org_id, incident_id, recorded_at, evidence_id);
CREATE INDEX evidence_item_sha256 ON public.evidence_item USING btree (org_id, sha256);
-- tickmark_app may select, insert
-- policy by_organization for public: ((org_id)::text = NULLIF(current_setting('app.org_id'::text, true), ''::text))
-- CREATE TRIGGER append_only_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.evidence_item FOR EACH STATEMENT EXECUTE FUNCTION guard.refuse()

create table incident (
  org_id id not null,
  incident_id id not null,
  number bigint not null,
  title text not null,
  summary text not null default ''::text,
  origin text not null,
  state text not null,
  is_exercise boolean not null default false,
  is_private boolean not null default false,
  incident_type text,
  declared_at timestamp with time zone not null,
  declared_by text not null,
  acknowledged_at timestamp with time zone,
  acknowledged_by text,
  triaged_at timestamp with time zone,
  contained_at timestamp with time zone,
  recovered_at timestamp with time zone,
  closed_at timestamp with time zone,
  severity text,
  severity_certainty text,
  policy_id text not null,
  policy_version sha256 not null,
  merged_into id,
  split_from id,
  changed_at timestamp with time zone not null,
  PRIMARY KEY (org_id, incident_id),
  UNIQUE (org_id, number),
  FOREIGN KEY (org_id) REFERENCES organization(org_id),
  FOREIGN KEY (org_id, merged_into) REFERENCES incident(org_id, incident_id) DEFERRABLE,
  FOREIGN KEY (org_id, split_from) REFERENCES incident(org_id, incident_id) DEFERRABLE,
  CHECK ((origin = ANY (ARRAY['alert'::text, 'report'::text, 'observation'::text]))),
  CHECK ((severity_certainty = ANY (ARRAY['exact'::text, 'at-least'::text, 'override'::text]))),
  CHECK ((state = ANY (ARRAY['declared'::text, 'triaged'::text, 'contained'::text, 'recovered'::text, 'closed'::text, 'not_an_incident'::text, 'merged'::text])))
);
CREATE INDEX incident_declared ON public.incident USING btree (org_id, declared_at DESC, number DESC);
CREATE INDEX incident_open ON public.incident USING btree (org_id, declared_at DESC, number DESC) WHERE (state = ANY (ARRAY['declared'::text, 'triaged'::text, 'contained'::text, 'recovered'::text]));
-- tickmark_app may select, insert, update
-- policy by_organization for public: ((org_id)::text = NULLIF(current_setting('app.org_id'::text, true), ''::text))

create table incident_alert (
  org_id id not null,
  incident_id id not null,
  alert_id id not null,
  linked_at timestamp with time zone not null,
  linked_by text not null,
  unlinked_at timestamp with time zone,
  PRIMARY KEY (org_id, incident_id, alert_id),
  FOREIGN KEY (org_id, alert_id) REFERENCES alert(org_id, alert_id),
  FOREIGN KEY (org_id, incident_id) REFERENCES incident(org_id, incident_id)
);
CREATE INDEX incident_alert_alert ON public.incident_alert USING btree (org_id, alert_id);
-- tickmark_app may select, insert, update
-- policy by_organization for public: ((org_id)::text = NULLIF(current_setting('app.org_id'::text, true), ''::text))

create table incident_clock (
  org_id id not null,
  reading_id id not null,
  incident_id id not null,
  clock text not null,
  at timestamp with time zone not null,
  time_zone text not null,
  basis text not null,
  read_by text not null,
  read_by_name text not null,
  recorded_at timestamp with time zone not null,
  corrects id,
  PRIMARY KEY (org_id, reading_id),
  FOREIGN KEY (org_id, corrects) REFERENCES incident_clock(org_id, reading_id) DEFERRABLE,
  FOREIGN KEY (org_id, incident_id) REFERENCES incident(org_id, incident_id)
);
CREATE INDEX incident_clock_incident ON public.incident_clock USING btree (org_id, incident_id, recorded_at);
-- tickmark_app may select, insert
-- policy by_organization for public: ((org_id)::text = NULLIF(current_setting('app.org_id'::text, true), ''::text))
-- CREATE TRIGGER append_only_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.incident_clock FOR EACH STATEMENT EXECUTE FUNCTION guard.refuse()

create table incident_role (
  org_id id not null,
  incident_id id not null,
  role text not null,
  person_id id not null,
  since timestamp with time zone not null,
  until timestamp with time zone,
  note text,
  PRIMARY KEY (org_id, incident_id, role, person_id, since),
  FOREIGN KEY (org_id, incident_id) REFERENCES incident(org_id, incident_id),
  FOREIGN KEY (org_id, person_id) REFERENCES person(org_id, person_id),
  CHECK ((role = ANY (ARRAY['commander'::text, 'communications'::text, 'scribe'::text, 'responder'::text])))
);
CREATE INDEX incident_role_person ON public.incident_role USING btree (org_id, person_id) WHERE (until IS NULL);
-- tickmark_app may select, insert, update
-- policy by_organization for public: ((org_id)::text = NULLIF(current_setting('app.org_id'::text, true), ''::text))

create table incident_severity (
  org_id id not null,
  incident_id id not null,
  set_at timestamp with time zone not null,
  "position" integer not null,
  answers jsonb not null,
  computed text,
  certainty text not null,
  because jsonb not null,
  level text,
  override_reason text,
  set_by text not null,
  set_by_name text not null,
  PRIMARY KEY (org_id, incident_id, "position"),
  FOREIGN KEY (org_id, incident_id) REFERENCES incident(org_id, incident_id),
  CHECK ((certainty = ANY (ARRAY['exact'::text, 'at-least'::text])))
);
-- tickmark_app may select, insert
-- policy by_organization for public: ((org_id)::text = NULLIF(current_setting('app.org_id'::text, true), ''::text))
-- CREATE TRIGGER append_only_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.incident_severity FOR EACH STATEMENT EXECUTE FUNCTION guard.refuse()

create table invitation (
  org_id id not null,
  invitation_id id not null,
  email text not null,
  role text not null,
  access_until timestamp with time zone,
  token_hash sha256 not null,
  invited_by text not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  accepted_at timestamp with time zone,
  withdrawn_at timestamp with time zone,
  PRIMARY KEY (org_id, invitation_id),
  FOREIGN KEY (org_id) REFERENCES organization(org_id),
  CHECK (((role <> 'auditor'::text) OR (access_until IS NOT NULL))),
  CHECK ((role = ANY (ARRAY['admin'::text, 'compliance'::text, 'responder'::text, 'auditor'::text, 'viewer'::text])))
);
CREATE INDEX invitation_token ON public.invitation USING btree (token_hash);
-- tickmark_app may select, insert, update
-- policy by_organization for public: ((org_id)::text = NULLIF(current_setting('app.org_id'::text, true), ''::text))
-- policy seen_by_doors for tickmark_door: true

create table ledger (
  org_id id not null,
  origin text not null,
  key_generation integer not null default 1,
  size bigint not null default 0,
  frontier bytea not null default '\x'::bytea,
  halted text,
  PRIMARY KEY (org_id),
  FOREIGN KEY (org_id) REFERENCES organization(org_id)
);
-- tickmark_app may select, insert, update
-- policy by_organization for public: ((org_id)::text = NULLIF(current_setting('app.org_id'::text, true), ''::text))

create table ledger_entry (
  org_id id not null,
  index bigint not null,
  entry_id uuid not null,
  kind text not null,
  obj text not null,
  at timestamp with time zone not null,
  recorded_at timestamp with time zone not null,
  header bytea not null,
  leaf_hash sha256 not null,
  PRIMARY KEY (org_id, index),
  UNIQUE (org_id, entry_id)
);
CREATE INDEX ledger_entry_kind ON public.ledger_entry USING btree (org_id, kind, index);
CREATE INDEX ledger_entry_object ON public.ledger_entry USING btree (org_id, obj, index);
-- tickmark_app may select, insert
-- policy by_organization for public: ((org_id)::text = NULLIF(current_setting('app.org_id'::text, true), ''::text))
-- CREATE TRIGGER append_only_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.ledger_entry FOR EACH STATEMENT EXECUTE FUNCTION guard.refuse()

create table ledger_inbox (
  org_id id not null,
  entry_id uuid not null,
  header bytea not null,
  leaf_hash sha256 not null,
  recorded_at timestamp with time zone not null,
  "position" bigint not null generated always as identity,
  PRIMARY KEY (org_id, entry_id),
  UNIQUE (org_id, "position")
);
-- tickmark_app may select, insert, update, delete
-- policy by_organization for public: ((org_id)::text = NULLIF(current_setting('app.org_id'::text, true), ''::text))
-- policy seen_by_doors for tickmark_door: true
-- CREATE TRIGGER append_only_refuse BEFORE UPDATE OR TRUNCATE ON public.ledger_inbox FOR EACH STATEMENT EXECUTE FUNCTION guard.refuse()

create table ledger_node (
  org_id id not null,
  level smallint not null,
  "position" bigint not null,
  hash sha256 not null,
  PRIMARY KEY (org_id, level, "position"),
  CHECK ((level > 0))
);
-- tickmark_app may select, insert
-- policy by_organization for public: ((org_id)::text = NULLIF(current_setting('app.org_id'::text, true), ''::text))
-- CREATE TRIGGER append_only_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.ledger_node FOR EACH STATEMENT EXECUTE FUNCTION guard.refuse()

create table ledger_opening (
  org_id id not null,
  entry_id uuid not null,
  slot text not null,
  salt bytea not null,
  bytes bytea not null,
  PRIMARY KEY (org_id, entry_id, slot),
  CHECK ((octet_length(salt) = 32)),
  CHECK ((slot = ANY (ARRAY['detail'::text, 'file'::text, 'personal'::text])))
);
-- tickmark_app may select, insert
-- policy by_organization for public: ((org_id)::text = NULLIF(current_setting('app.org_id'::text, true), ''::text))
-- policy seen_by_doors for tickmark_door: true
-- CREATE TRIGGER append_only_refuse BEFORE UPDATE OR TRUNCATE ON public.ledger_opening FOR EACH STATEMENT EXECUTE FUNCTION guard.refuse()
-- CREATE TRIGGER append_only_refuse_but_to_the_door BEFORE DELETE ON public.ledger_opening FOR EACH STATEMENT EXECUTE FUNCTION guard.refuse_but_to_the_door()

create table migration (
  name text not null,
  sha256 bytea not null,
  applied_at timestamp with time zone not null default now(),
  PRIMARY KEY (name)
);

create table notice (
  org_id id not null,
  notice_id id not null,
  incident_id id not null,
  rule text,
  title text not null,
  template text,
  state text not null,
  recipient text not null,
  subject text not null,
  own_text text,
  fill jsonb not null,
  covers jsonb not null,
  writers jsonb not null,
  written_at timestamp with time zone not null,
  fixed_text text,
  incomplete_reason text,
  approved_at timestamp with time zone,
  approved_by text,
  approved_by_name text,
  sent_at timestamp with time zone,
  sent_by text,
  sent_by_name text,
  channel text,
  reference text,
  evidence_id id,
  due_at timestamp with time zone,
  late_by bigint,
  attempts integer not null default 0,
  PRIMARY KEY (org_id, notice_id),
  FOREIGN KEY (org_id, evidence_id) REFERENCES evidence_item(org_id, evidence_id),
  FOREIGN KEY (org_id, incident_id) REFERENCES incident(org_id, incident_id),
  CHECK ((state = ANY (ARRAY['draft'::text, 'approved'::text, 'sending'::text, 'sent'::text, 'failed'::text, 'declined'::text])))
);
CREATE INDEX notice_evidence ON public.notice USING btree (org_id, evidence_id) WHERE (evidence_id IS NOT NULL);
CREATE INDEX notice_incident ON public.notice USING btree (org_id, incident_id);
-- tickmark_app may select, insert, update
-- policy by_organization for public: ((org_id)::text = NULLIF(current_setting('app.org_id'::text, true), ''::text))

create table notice_event (
  org_id id not null,
  notice_id id not null,
  "position" integer not null,
  kind text not null,
  at timestamp with time zone not null,
  acted_by text not null,
  acted_by_name text not null,
  note text,
  PRIMARY KEY (org_id, notice_id, "position"),
  FOREIGN KEY (org_id, notice_id) REFERENCES notice(org_id, notice_id),
  CHECK ((kind = ANY (ARRAY['approved'::text, 'sent'::text, 'failed'::text, 'declined'::text])))
);
-- tickmark_app may select, insert
-- policy by_organization for public: ((org_id)::text = NULLIF(current_setting('app.org_id'::text, true), ''::text))
-- CREATE TRIGGER append_only_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.notice_event FOR EACH STATEMENT EXECUTE FUNCTION guard.refuse()

create table obligation_decision (
  org_id id not null,
  incident_id id not null,
  "position" integer not null,
  rule text not null,
  answer text not null,
  reason text,
  decided_at timestamp with time zone not null,
  decided_by text not null,
  decided_by_name text not null,
  PRIMARY KEY (org_id, incident_id, "position"),
  FOREIGN KEY (org_id, incident_id) REFERENCES incident(org_id, incident_id),
  CHECK ((answer = ANY (ARRAY['accept'::text, 'decline'::text, 'ask-counsel'::text])))
);
-- tickmark_app may select, insert
-- policy by_organization for public: ((org_id)::text = NULLIF(current_setting('app.org_id'::text, true), ''::text))
-- CREATE TRIGGER append_only_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.obligation_decision FOR EACH STATEMENT EXECUTE FUNCTION guard.refuse()

create table obligation_interview (
  org_id id not null,
  incident_id id not null,
  "position" integer not null,
  answers jsonb not null,
  answered_at timestamp with time zone not null,
  answered_by text not null,
  answered_by_name text not null,
  PRIMARY KEY (org_id, incident_id, "position"),
  FOREIGN KEY (org_id, incident_id) REFERENCES incident(org_id, incident_id)
);
-- tickmark_app may select, insert
-- policy by_organization for public: ((org_id)::text = NULLIF(current_setting('app.org_id'::text, true), ''::text))
-- CREATE TRIGGER append_only_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.obligation_interview FOR EACH STATEMENT EXECUTE FUNCTION guard.refuse()

create table observation (
  org_id id not null,
  delivery_id id not null,
  "position" integer not null,
  alert_id id not null,
  recorded_at timestamp with time zone not null,
  status text not null,
  severity text,
  title text not null,
  started_at timestamp with time zone,
  ended_at timestamp with time zone,
  PRIMARY KEY (org_id, delivery_id, "position"),
  FOREIGN KEY (org_id, alert_id) REFERENCES alert(org_id, alert_id),
  FOREIGN KEY (org_id, delivery_id) REFERENCES delivery(org_id, delivery_id),
  CHECK ((status = ANY (ARRAY['firing'::text, 'resolved'::text])))
);
CREATE INDEX observation_alert ON public.observation USING btree (org_id, alert_id, recorded_at, delivery_id);
-- tickmark_app may select, insert
-- policy by_organization for public: ((org_id)::text = NULLIF(current_setting('app.org_id'::text, true), ''::text))
-- CREATE TRIGGER append_only_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.observation FOR EACH STATEMENT EXECUTE FUNCTION guard.refuse()

create table organization (
  org_id id not null,
  name text not null,
  time_zone text not null,
  created_at timestamp with time zone not null,
  simulated_until timestamp with time zone,
  PRIMARY KEY (org_id)
);
-- tickmark_app may select, insert, update
-- policy by_organization for public: ((org_id)::text = NULLIF(current_setting('app.org_id'::text, true), ''::text))
-- policy seen_by_doors for tickmark_door: true

create table page (
  org_id id not null,
  page_id id not null,
  incident_id id not null,
  path_id id,
  level integer,
  path_name text,
  stands_in boolean not null default false,
  to_person id,
  to_name text,
  channel text not null,
  via text,
  asked_at timestamp with time zone not null,
  asked_by text not null,
  asked_by_name text not null,
  recorded_at timestamp with time zone not null,
  escalates_at timestamp with time zone,
  sent_at timestamp with time zone,
  receipt text,
  attempts integer not null default 0,
  last_error text,
  outcome text,
  ended_at timestamp with time zone,
  ended_by text,
  ended_by_name text,
  why text,
  note text,
  PRIMARY KEY (org_id, page_id),
  FOREIGN KEY (org_id, incident_id) REFERENCES incident(org_id, incident_id),
  FOREIGN KEY (org_id, path_id) REFERENCES escalation_path(org_id, path_id),
  FOREIGN KEY (org_id, to_person) REFERENCES person(org_id, person_id),
  CHECK ((channel = ANY (ARRAY['email'::text, 'webhook'::text, 'phone'::text, 'pager'::text, 'chat'::text]))),
  CHECK ((((outcome IS NULL) = (ended_at IS NULL)) AND ((outcome IS NULL) = (ended_by IS NULL)))),
  CHECK (((NOT (outcome IS DISTINCT FROM 'failed'::text)) = (why IS NOT NULL))),
  CHECK ((level >= 1)),
  CHECK ((outcome = ANY (ARRAY['answered'::text, 'failed'::text]))),
  CHECK ((why = ANY (ARRAY['no-answer'::text, 'wrong-number'::text, 'nobody-on-rotation'::text, 'person-left'::text, 'channel-unreachable'::text, 'declined'::text, 'other'::text])))
);
CREATE INDEX page_incident ON public.page USING btree (org_id, incident_id, asked_at, page_id);
CREATE INDEX page_waiting ON public.page USING btree (org_id, escalates_at) WHERE ((outcome IS NULL) AND (escalates_at IS NOT NULL));
-- tickmark_app may select, insert, update
-- policy by_organization for public: ((org_id)::text = NULLIF(current_setting('app.org_id'::text, true), ''::text))

create table page_channel (
  org_id id not null,
  name text not null,
  url_sealed bytea,
  host text,
  changed_at timestamp with time zone not null,
  PRIMARY KEY (org_id, name),
  FOREIGN KEY (org_id) REFERENCES organization(org_id)
);
-- tickmark_app may select, insert, update
-- policy by_organization for public: ((org_id)::text = NULLIF(current_setting('app.org_id'::text, true), ''::text))

create table page_hearing (
  org_id id not null,
  incident_id id not null,
  delivery_id id not null,
  heard_at timestamp with time zone not null,
  PRIMARY KEY (org_id, incident_id, delivery_id),
  FOREIGN KEY (org_id, delivery_id) REFERENCES delivery(org_id, delivery_id),
  FOREIGN KEY (org_id, incident_id) REFERENCES incident(org_id, incident_id)
);
-- tickmark_app may select, insert
-- policy by_organization for public: ((org_id)::text = NULLIF(current_setting('app.org_id'::text, true), ''::text))
-- CREATE TRIGGER append_only_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.page_hearing FOR EACH STATEMENT EXECUTE FUNCTION guard.refuse()

create table performed_request (
  org_id id not null,
  actor_id text not null,
  key text not null,
  endpoint text not null,
  body_sha256 sha256 not null,
  status smallint not null,
  answer_sealed bytea not null,
  performed_at timestamp with time zone not null,
  PRIMARY KEY (org_id, actor_id, key),
  FOREIGN KEY (org_id) REFERENCES organization(org_id)
);
CREATE INDEX performed_request_age ON public.performed_request USING btree (org_id, performed_at);
-- tickmark_app may select, insert, delete
-- policy by_organization for public: ((org_id)::text = NULLIF(current_setting('app.org_id'::text, true), ''::text))

create table person (
  org_id id not null,
  person_id id not null,
  email text not null,
  name text not null,
  role text not null,
  active_from timestamp with time zone not null,
  active_until timestamp with time zone,
  password_hash text,
  created_at timestamp with time zone not null,
  PRIMARY KEY (org_id, person_id),
  FOREIGN KEY (org_id) REFERENCES organization(org_id),
  CHECK ((role = ANY (ARRAY['admin'::text, 'compliance'::text, 'responder'::text, 'auditor'::text, 'viewer'::text])))
);
CREATE UNIQUE INDEX person_email ON public.person USING btree (org_id, lower(email));
CREATE INDEX person_sign_in ON public.person USING btree (lower(email));
-- tickmark_app may select, insert, update
-- policy by_organization for public: ((org_id)::text = NULLIF(current_setting('app.org_id'::text, true), ''::text))
-- policy seen_by_doors for tickmark_door: true

create table post_incident_review (
  org_id id not null,
  post_incident_review_id id not null,
  incident_id id not null,
  summary text not null,
  impact jsonb not null,
  causes jsonb not null,
  what_went_well text not null,
  what_was_lucky text not null,
  timeline_notes jsonb not null,
  writers jsonb not null,
  written_at timestamp with time zone not null,
  approved_at timestamp with time zone,
  approved_by text,
  approved_by_name text,
  PRIMARY KEY (org_id, post_incident_review_id),
  UNIQUE (org_id, incident_id),
  FOREIGN KEY (org_id, incident_id) REFERENCES incident(org_id, incident_id)
);
-- tickmark_app may select, insert, update
-- policy by_organization for public: ((org_id)::text = NULLIF(current_setting('app.org_id'::text, true), ''::text))

create table preservation_item (
  org_id id not null,
  preservation_id id not null,
  incident_id id not null,
  evidence text not null,
  retention_id text,
  keep_for text,
  kept_where text,
  how text,
  listed_at timestamp with time zone not null,
  listed_by text not null,
  listed_by_name text not null,
  state text not null default 'open'::text,
  evidence_id id,
  after_loss boolean not null default false,
  lost_since timestamp with time zone,
  reason text,
  settled_at timestamp with time zone,
  settled_by text,
  settled_by_name text,
  PRIMARY KEY (org_id, preservation_id),
  FOREIGN KEY (org_id, evidence_id) REFERENCES evidence_item(org_id, evidence_id),
  FOREIGN KEY (org_id, incident_id) REFERENCES incident(org_id, incident_id),
  CHECK ((state = ANY (ARRAY['open'::text, 'captured'::text, 'lost'::text, 'not_needed'::text])))
);
CREATE INDEX preservation_item_incident ON public.preservation_item USING btree (org_id, incident_id);
CREATE INDEX preservation_item_open ON public.preservation_item USING btree (org_id) WHERE (state = 'open'::text);
-- tickmark_app may select, insert, update
-- policy by_organization for public: ((org_id)::text = NULLIF(current_setting('app.org_id'::text, true), ''::text))

create table reinterpretation (
  org_id id not null,
  delivery_id id not null,
  authentication text not null,
  reason text,
  observations integer not null,
  omitted integer not null,
  asked_by text not null,
  asked_by_name text not null,
  reinterpreted_at timestamp with time zone not null,
  PRIMARY KEY (org_id, delivery_id),
  FOREIGN KEY (org_id, delivery_id) REFERENCES delivery(org_id, delivery_id),
  CHECK ((authentication = ANY (ARRAY['verified'::text, 'url_only'::text])))
);
-- tickmark_app may select, insert
-- policy by_organization for public: ((org_id)::text = NULLIF(current_setting('app.org_id'::text, true), ''::text))
-- CREATE TRIGGER append_only_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.reinterpretation FOR EACH STATEMENT EXECUTE FUNCTION guard.refuse()

create table review (
  org_id id not null,
  review_id id not null,
  alert_id id not null,
  disposition text not null,
  reason text not null,
  reviewer text not null,
  reviewer_name text not null,
  reviewed_at timestamp with time zone not null,
  corrects id,
  entry_id uuid not null,
  PRIMARY KEY (org_id, review_id),
  FOREIGN KEY (org_id, alert_id) REFERENCES alert(org_id, alert_id),
  FOREIGN KEY (org_id, corrects) REFERENCES review(org_id, review_id) DEFERRABLE
);
CREATE INDEX review_alert ON public.review USING btree (org_id, alert_id, reviewed_at);
CREATE INDEX review_day ON public.review USING btree (org_id, reviewed_at);
-- tickmark_app may select, insert
-- policy by_organization for public: ((org_id)::text = NULLIF(current_setting('app.org_id'::text, true), ''::text))
-- CREATE TRIGGER append_only_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.review FOR EACH STATEMENT EXECUTE FUNCTION guard.refuse()

create table review_decision (
  org_id id not null,
  incident_id id not null,
  "position" integer not null,
  required boolean not null,
  by_rule text not null,
  reason text,
  decided_at timestamp with time zone not null,
  decided_by text not null,
  decided_by_name text not null,
  PRIMARY KEY (org_id, incident_id, "position"),
  FOREIGN KEY (org_id, incident_id) REFERENCES incident(org_id, incident_id),
  CHECK ((by_rule = ANY (ARRAY['required'::text, 'optional'::text, 'not-needed'::text])))
);
-- tickmark_app may select, insert
-- policy by_organization for public: ((org_id)::text = NULLIF(current_setting('app.org_id'::text, true), ''::text))
-- CREATE TRIGGER append_only_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.review_decision FOR EACH STATEMENT EXECUTE FUNCTION guard.refuse()

create table rotation (
  org_id id not null,
  rotation_id id not null,
  name text not null,
  time_zone text not null,
  handover_weekday integer not null,
  handover_time text not null,
  starts_on date not null,
  people jsonb not null,
  overrides jsonb not null,
  changed_at timestamp with time zone not null,
  PRIMARY KEY (org_id, rotation_id),
  FOREIGN KEY (org_id) REFERENCES organization(org_id),
  CHECK (((handover_weekday >= 1) AND (handover_weekday <= 7)))
);
CREATE UNIQUE INDEX rotation_name ON public.rotation USING btree (org_id, lower(name));
-- tickmark_app may select, insert, update
-- policy by_organization for public: ((org_id)::text = NULLIF(current_setting('app.org_id'::text, true), ''::text))

create table run (
  org_id id not null,
  run_id id not null,
  incident_id id not null,
  document_kind text not null default 'runbook'::text,
  document_id text not null,
  document_version sha256 not null,
  started_at timestamp with time zone not null,
  started_by text not null,
  started_by_name text not null,
  recorded_at timestamp with time zone not null,
  PRIMARY KEY (org_id, run_id),
  UNIQUE (org_id, incident_id, run_id),
  FOREIGN KEY (org_id, document_kind, document_id, document_version) REFERENCES document_version(org_id, kind, document_id, version),
  FOREIGN KEY (org_id, incident_id) REFERENCES incident(org_id, incident_id),
  CHECK ((document_kind = 'runbook'::text))
);
-- tickmark_app may select, insert
-- policy by_organization for public: ((org_id)::text = NULLIF(current_setting('app.org_id'::text, true), ''::text))
-- CREATE TRIGGER append_only_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.run FOR EACH STATEMENT EXECUTE FUNCTION guard.refuse()

create table run_parameter (
  org_id id not null,
  incident_id id not null,
  run_id id not null,
  "position" integer not null,
  name text not null,
  value text,
  given_at timestamp with time zone not null,
  given_by text not null,
  given_by_name text not null,
  recorded_at timestamp with time zone not null,
  PRIMARY KEY (org_id, run_id, "position", name),
  FOREIGN KEY (org_id, incident_id, run_id) REFERENCES run(org_id, incident_id, run_id)
);
-- tickmark_app may select, insert
-- policy by_organization for public: ((org_id)::text = NULLIF(current_setting('app.org_id'::text, true), ''::text))
-- CREATE TRIGGER append_only_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.run_parameter FOR EACH STATEMENT EXECUTE FUNCTION guard.refuse()

create table session (
  org_id id not null,
  session_id id not null,
  person_id id not null,
  token_hash sha256 not null,
  created_at timestamp with time zone not null,
  last_seen_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  user_agent text not null default ''::text,
  PRIMARY KEY (org_id, session_id),
  FOREIGN KEY (org_id, person_id) REFERENCES person(org_id, person_id)
);
CREATE INDEX session_person ON public.session USING btree (org_id, person_id);
CREATE INDEX session_token ON public.session USING btree (token_hash);
-- tickmark_app may select, insert, update, delete
-- policy by_organization for public: ((org_id)::text = NULLIF(current_setting('app.org_id'::text, true), ''::text))
-- policy seen_by_doors for tickmark_door: true

create table setup_link (
  token_hash sha256 not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  PRIMARY KEY (token_hash)
);

create table sign_in_link (
  org_id id not null,
  token_hash sha256 not null,
  person_id id not null,
  single_use boolean not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  PRIMARY KEY (org_id, token_hash),
  FOREIGN KEY (org_id, person_id) REFERENCES person(org_id, person_id)
);
CREATE INDEX sign_in_link_token ON public.sign_in_link USING btree (token_hash);
-- tickmark_app may select, insert, update
-- policy by_organization for public: ((org_id)::text = NULLIF(current_setting('app.org_id'::text, true), ''::text))
-- policy seen_by_doors for tickmark_door: true

create table source (
  org_id id not null,
  source_id id not null,
  name text not null,
  integration text not null,
  key_hash sha256 not null,
  secret_sealed bytea,
  settings jsonb not null default '{}'::jsonb,
  heartbeat_seconds integer,
  review_target_seconds integer not null,
  coverage_intent text not null,
  created_at timestamp with time zone not null,
  retired_at timestamp with time zone,
  PRIMARY KEY (org_id, source_id),
  FOREIGN KEY (org_id) REFERENCES organization(org_id),
  CHECK ((coverage_intent = ANY (ARRAY['24x7'::text, 'business_hours'::text]))),
  CHECK ((heartbeat_seconds >= 60)),
  CHECK ((review_target_seconds >= 60))
);
CREATE INDEX source_key ON public.source USING btree (key_hash);
CREATE UNIQUE INDEX source_name ON public.source USING btree (org_id, lower(name)) WHERE (retired_at IS NULL);
-- tickmark_app may select, insert, update
-- policy by_organization for public: ((org_id)::text = NULLIF(current_setting('app.org_id'::text, true), ''::text))
-- policy seen_by_doors for tickmark_door: true

create table source_signal (
  org_id id not null,
  source_id id not null,
  last_heard_at timestamp with time zone not null,
  last_delivery_at timestamp with time zone,
  last_heartbeat_at timestamp with time zone,
  PRIMARY KEY (org_id, source_id),
  FOREIGN KEY (org_id, source_id) REFERENCES source(org_id, source_id)
);
-- tickmark_app may select, insert, update
-- policy by_organization for public: ((org_id)::text = NULLIF(current_setting('app.org_id'::text, true), ''::text))

create table status_update (
  org_id id not null,
  update_id id not null,
  incident_id id not null,
  text text not null,
  audience text not null,
  sent_at timestamp with time zone not null,
  sent_by text not null,
  sent_by_name text not null,
  next_due_at timestamp with time zone,
  PRIMARY KEY (org_id, update_id),
  FOREIGN KEY (org_id, incident_id) REFERENCES incident(org_id, incident_id),
  CHECK ((audience = ANY (ARRAY['internal'::text, 'management'::text, 'customers'::text, 'public'::text])))
);
CREATE INDEX status_update_incident ON public.status_update USING btree (org_id, incident_id, sent_at);
-- tickmark_app may select, insert
-- policy by_organization for public: ((org_id)::text = NULLIF(current_setting('app.org_id'::text, true), ''::text))
-- CREATE TRIGGER append_only_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.status_update FOR EACH STATEMENT EXECUTE FUNCTION guard.refuse()

create table step_mark (
  org_id id not null,
  incident_id id not null,
  run_id id not null,
  mark_id id not null,
  "position" integer not null,
  step_id text not null,
  state text not null,
  reason text,
  note text,
  marked_at timestamp with time zone not null,
  marked_by text not null,
  marked_by_name text not null,
  recorded_at timestamp with time zone not null,
  corrects id,
  leaf_hash sha256 not null,
  PRIMARY KEY (org_id, mark_id),
  UNIQUE (org_id, run_id, "position"),
  FOREIGN KEY (org_id, corrects) REFERENCES step_mark(org_id, mark_id) DEFERRABLE,
  FOREIGN KEY (org_id, incident_id, run_id) REFERENCES run(org_id, incident_id, run_id),
  CHECK ((state = ANY (ARRAY['open'::text, 'done'::text, 'skipped'::text, 'stuck'::text])))
);
-- tickmark_app may select, insert
-- policy by_organization for public: ((org_id)::text = NULLIF(current_setting('app.org_id'::text, true), ''::text))
-- CREATE TRIGGER append_only_refuse BEFORE DELETE OR UPDATE OR TRUNCATE ON public.step_mark FOR EACH STATEMENT EXECUTE FUNCTION guard.refuse()
