-- Evidence of incidents: what was kept, who had it in hand since, and what is still to be kept. The bytes lie apart from the database, by their
-- SHA-256; a row and an entry say what they are.

create table evidence_item (
  org_id id not null,
  evidence_id id not null,
  incident_id id not null,
  -- The upload it came by, so that the same upload again is the same evidence; null where it was a text.
  upload_id id,
  name text not null,
  description text,
  sha256 sha256 not null,
  size bigint not null,
  -- Sniffed from the bytes.
  media_type text collate "C" not null,
  run_id id,
  step_id text collate "C",
  source text,
  query text,
  row_count bigint,
  command jsonb,
  covers_from timestamptz,
  covers_to timestamptz,
  happened_at timestamptz not null,
  recorded_at timestamptz not null,
  captured_by text collate "C" not null,
  captured_by_name text not null,
  preservation_id id,
  primary key (org_id, evidence_id),
  unique (org_id, upload_id),
  foreign key (org_id, incident_id) references incident,
  check ((run_id is null) = (step_id is null))
);

create index evidence_item_incident on evidence_item (org_id, incident_id, recorded_at, evidence_id);
create index evidence_item_sha256 on evidence_item (org_id, sha256);

-- Everybody who saw the bytes or took them away, in order.
create table evidence_custody (
  org_id id not null,
  evidence_id id not null,
  position integer not null,
  incident_id id not null,
  what text collate "C" not null check (what in ('shown', 'downloaded', 'handed_over')),
  -- Where only a part was asked for; both included.
  first_byte bigint,
  last_byte bigint,
  handed_to text,
  note text,
  happened_at timestamptz not null,
  recorded_at timestamptz not null,
  done_by text collate "C" not null,
  done_by_name text not null,
  primary key (org_id, evidence_id, position),
  foreign key (org_id, evidence_id) references evidence_item
);

create index evidence_custody_incident on evidence_custody (org_id, incident_id);

-- What is to be kept before it is lost. When that is follows from the incident's first moment and is not kept here.
create table preservation_item (
  org_id id not null,
  preservation_id id not null,
  incident_id id not null,
  evidence text not null,
  -- A log of the retention catalogue.
  retention_id text collate "C",
  -- How long it is kept here, ISO 8601; outranks the catalogue.
  keep_for text collate "C",
  kept_where text,
  how text,
  listed_at timestamptz not null,
  listed_by text collate "C" not null,
  listed_by_name text not null,
  state text collate "C" not null default 'open' check (state in ('open', 'captured', 'lost', 'not_needed')),
  evidence_id id,
  after_loss boolean not null default false,
  lost_since timestamptz,
  reason text,
  settled_at timestamptz,
  settled_by text collate "C",
  settled_by_name text,
  primary key (org_id, preservation_id),
  foreign key (org_id, incident_id) references incident,
  foreign key (org_id, evidence_id) references evidence_item
);

create index preservation_item_incident on preservation_item (org_id, incident_id);
create index preservation_item_open on preservation_item (org_id) where state = 'open';
