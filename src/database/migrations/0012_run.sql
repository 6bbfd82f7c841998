-- Runs: a runbook being followed in an incident. What was given and said is never changed; how a step stands follows from its marks.

create table run (
  org_id id not null,
  run_id id not null,
  incident_id id not null,
  -- The version it began with, for ever: what a step said then is what was followed.
  document_kind text collate "C" not null default 'runbook' check (document_kind = 'runbook'),
  document_id text collate "C" not null,
  document_version sha256 not null,
  started_at timestamptz not null,
  started_by text collate "C" not null,
  started_by_name text not null,
  recorded_at timestamptz not null,
  primary key (org_id, run_id),
  unique (org_id, incident_id, run_id),
  foreign key (org_id, incident_id) references incident,
  foreign key (org_id, document_kind, document_id, document_version) references document_version
);

-- Values for the commands of a run, as they were given one after the other; null takes one back.
create table run_parameter (
  org_id id not null,
  incident_id id not null,
  run_id id not null,
  position integer not null,
  name text collate "C" not null,
  value text,
  given_at timestamptz not null,
  given_by text collate "C" not null,
  given_by_name text not null,
  recorded_at timestamptz not null,
  primary key (org_id, run_id, position, name),
  foreign key (org_id, incident_id, run_id) references run (org_id, incident_id, run_id)
);

-- One thing somebody said about one step, in the order it reached us.
create table step_mark (
  org_id id not null,
  incident_id id not null,
  run_id id not null,
  mark_id id not null,
  position integer not null,
  step_id text collate "C" not null,
  state text collate "C" not null check (state in ('open', 'done', 'skipped', 'stuck')),
  reason text,
  note text,
  marked_at timestamptz not null,
  marked_by text collate "C" not null,
  marked_by_name text not null,
  recorded_at timestamptz not null,
  corrects id,
  -- Of the entry that says it: what a correction names.
  leaf_hash sha256 not null,
  primary key (org_id, mark_id),
  unique (org_id, run_id, position),
  foreign key (org_id, incident_id, run_id) references run (org_id, incident_id, run_id),
  foreign key (org_id, corrects) references step_mark deferrable initially immediate
);
