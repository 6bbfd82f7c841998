-- Documents that live. What happened to a document is kept act by act and never changed; where a version stands, what is due and who is missing
-- follow from that. Only a draft may change.

-- Versions from before documents had a life took effect when they were published; for later ones the acts say when.
alter table document_version add column immediate boolean not null default true;

-- One thing that happened to a document after a text became a version: proposed, approved, in force, withdrawn, reviewed, retired, …
create table document_act (
  org_id id not null references organization,
  kind text collate "C" not null check (kind in ('policy', 'runbook')),
  document_id text collate "C" not null,
  -- Counts from 0 in each document, without holes.
  position integer not null check (position >= 0),
  act text collate "C" not null check (act in
    ('proposed', 'approved', 'in_force', 'withdrawn', 'reviewed', 'review_taken_back', 'retired', 'resumed')),
  -- What it is about; a document is retired whole.
  version sha256,
  -- Our clock, and never before the act before it.
  acted_at timestamptz not null,
  acted_by text collate "C" not null,
  acted_by_name text not null,
  -- Whom git names as the author of what was proposed: who that is never approves it.
  author text,
  -- What else the act says, in the words of its entry.
  said jsonb not null,
  -- Of the entry that says it: what a correction names.
  leaf_hash sha256 not null,
  primary key (org_id, kind, document_id, position),
  foreign key (org_id, kind, document_id, version) references document_version,
  check ((version is null) = (act in ('retired', 'resumed')))
);

create table document_acknowledgement (
  org_id id not null,
  kind text collate "C" not null check (kind in ('policy', 'runbook')),
  document_id text collate "C" not null,
  version sha256 not null,
  person_id id not null,
  acknowledged_at timestamptz not null,
  primary key (org_id, kind, document_id, version, person_id, acknowledged_at),
  foreign key (org_id, kind, document_id, version) references document_version,
  foreign key (org_id, person_id) references person
);

-- Mail that asked somebody to acknowledge a version.
create table document_reminder (
  org_id id not null,
  kind text collate "C" not null check (kind in ('policy', 'runbook')),
  document_id text collate "C" not null,
  version sha256 not null,
  person_id id not null,
  reminded_at timestamptz not null,
  primary key (org_id, kind, document_id, version, person_id, reminded_at),
  foreign key (org_id, kind, document_id, version) references document_version,
  foreign key (org_id, person_id) references person
);

create table document_draft (
  org_id id not null references organization,
  kind text collate "C" not null check (kind in ('policy', 'runbook')),
  document_id text collate "C" not null,
  -- Counts every save and every throwing away, so that who loaded an older one is told.
  revision integer not null check (revision > 0),
  -- Null: thrown away, or proposed.
  markdown text,
  saved_at timestamptz not null,
  saved_by text collate "C" not null,
  saved_by_name text not null,
  primary key (org_id, kind, document_id)
);
