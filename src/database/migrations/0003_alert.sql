-- Sources, what they delivered, the alerts it was about, and what people made of them.

create table source (
  org_id id not null references organization,
  source_id id not null,
  name text not null,
  integration text collate "C" not null,
  key_hash sha256 not null,
  -- What the tool signs with, sealed with the server's secret key; null where it signs nothing.
  secret_sealed bytea,
  -- Mapping (generic), pinned certificates (SNS).
  settings jsonb not null default '{}',
  -- A source silent for longer is a coverage gap; null: no heartbeat is expected.
  heartbeat_seconds integer check (heartbeat_seconds >= 60),
  -- Time from an alert's receipt to its review that the organization promises.
  review_target_seconds integer not null check (review_target_seconds >= 60),
  coverage_intent text not null check (coverage_intent in ('24x7', 'business_hours')),
  created_at timestamptz not null,
  retired_at timestamptz,
  primary key (org_id, source_id)
);

create index source_key on source (key_hash);

-- When a source was last heard. Apart from `source`, because it changes with every delivery.
create table source_signal (
  org_id id not null,
  source_id id not null,
  last_heard_at timestamptz not null,
  last_delivery_at timestamptz,
  last_heartbeat_at timestamptz,
  primary key (org_id, source_id),
  foreign key (org_id, source_id) references source
);

-- Bodies by hash: a source that sends the same bytes again does not cost them twice.
create table delivery_body (
  org_id id not null references organization,
  sha256 sha256 not null,
  bytes bytea not null,
  primary key (org_id, sha256)
);

create table delivery (
  org_id id not null,
  delivery_id id not null,
  source_id id not null,
  received_at timestamptz not null,
  -- accepted: read. repeated: the same delivery as an earlier one. refused: kept, but could not be read or vouched for.
  state text collate "C" not null check (state in ('accepted', 'repeated', 'refused')),
  -- Why it was refused, or why it made no observation.
  reason text,
  -- The earlier delivery that this one repeats.
  repeats id,
  vendor_id text,
  authentication text not null check (authentication in ('verified', 'url_only', 'failed', 'unchecked')),
  headers jsonb not null,
  content_type text not null,
  size integer not null,
  sha256 sha256 not null,
  observations integer not null default 0,
  -- Alerts the source says it left out of this delivery.
  omitted integer not null default 0,
  primary key (org_id, delivery_id),
  foreign key (org_id, source_id) references source,
  foreign key (org_id, sha256) references delivery_body
);

create index delivery_received on delivery (org_id, received_at desc, delivery_id desc);
create index delivery_refused on delivery (org_id, received_at desc, delivery_id desc) where state = 'refused';
create index delivery_source on delivery (org_id, source_id, received_at desc);
create index delivery_vendor on delivery (org_id, source_id, vendor_id, received_at) where vendor_id is not null;
create index delivery_same_bytes on delivery (org_id, source_id, sha256, received_at);

create table alert (
  org_id id not null,
  alert_id id not null,
  number bigint not null,
  source_id id not null,
  fingerprint text collate "C" not null,
  -- Counts the times the same condition came back after it had ended.
  episode integer not null,
  status text collate "C" not null check (status in ('firing', 'resolved')),
  severity text,
  title text not null,
  summary text,
  link text,
  is_test boolean not null,
  labels jsonb not null,
  -- By the source's clock.
  occurred_at timestamptz,
  ended_at timestamptz,
  -- By ours.
  received_at timestamptz not null,
  resolved_at timestamptz,
  last_observed_at timestamptz not null,
  observations integer not null,
  -- The promise in force when it was received.
  review_target_seconds integer not null,
  -- The first review decides whether it was in time; the latest says what it was.
  first_reviewed_at timestamptz,
  disposition text collate "C",
  review_id id,
  search tsvector not null,
  primary key (org_id, alert_id),
  unique (org_id, number),
  unique (org_id, source_id, fingerprint, episode),
  foreign key (org_id, source_id) references source
);

create index alert_received on alert (org_id, received_at desc, number desc);
create index alert_unreviewed on alert (org_id, received_at desc, number desc) where first_reviewed_at is null;
create index alert_source on alert (org_id, source_id, received_at desc, number desc);
create index alert_disposition on alert (org_id, disposition, received_at desc, number desc);
create index alert_severity on alert (org_id, severity, received_at desc, number desc);
create index alert_status on alert (org_id, status, received_at desc, number desc);
-- New words wait in a list that every search reads through: kept short, it costs a search little.
create index alert_search on alert using gin (search) with (gin_pending_list_limit = 512);

-- What one delivery said about one alert; `position` is its place in the delivery.
create table observation (
  org_id id not null,
  delivery_id id not null,
  position integer not null,
  alert_id id not null,
  recorded_at timestamptz not null,
  status text collate "C" not null check (status in ('firing', 'resolved')),
  severity text,
  title text not null,
  started_at timestamptz,
  ended_at timestamptz,
  primary key (org_id, delivery_id, position),
  foreign key (org_id, delivery_id) references delivery,
  foreign key (org_id, alert_id) references alert
);

create index observation_alert on observation (org_id, alert_id, recorded_at, delivery_id);

create table review (
  org_id id not null,
  review_id id not null,
  alert_id id not null,
  disposition text collate "C" not null,
  reason text not null,
  -- per_… or tok_…; the name is kept as it was then, because people leave.
  reviewer text collate "C" not null,
  reviewer_name text not null,
  reviewed_at timestamptz not null,
  -- The review this one corrects.
  corrects id,
  entry_id uuid not null,
  primary key (org_id, review_id),
  foreign key (org_id, alert_id) references alert,
  -- Checked at the end when asked to, so that a restore may read the rows in any order.
  foreign key (org_id, corrects) references review deferrable initially immediate
);

create index review_alert on review (org_id, alert_id, reviewed_at);
create index review_day on review (org_id, reviewed_at);

-- What a source was heard to do in one UTC day; counted as it happens, summed into one entry when the day is over.
create table coverage_day (
  org_id id not null,
  source_id id not null,
  day date not null,
  heartbeats integer not null default 0,
  deliveries integer not null default 0,
  refused integer not null default 0,
  first_heard_at timestamptz,
  last_heard_at timestamptz,
  -- The longest time between two signs of life, counted from the last one before the day.
  longest_silence_seconds integer not null default 0,
  -- Set once the day's entry is recorded.
  recorded_at timestamptz,
  primary key (org_id, source_id, day),
  foreign key (org_id, source_id) references source
);

create table coverage_gap (
  org_id id not null,
  gap_id id not null,
  source_id id not null,
  -- The last sign of life before the silence.
  started_at timestamptz not null,
  detected_at timestamptz not null,
  -- The sign of life that ended it.
  ended_at timestamptz,
  explanation text,
  explained_by text collate "C",
  explained_by_name text,
  explained_at timestamptz,
  primary key (org_id, gap_id),
  foreign key (org_id, source_id) references source
);

create unique index coverage_gap_open on coverage_gap (org_id, source_id) where ended_at is null;
create index coverage_gap_source on coverage_gap (org_id, source_id, started_at);
