-- Incidents: what happened, who is on them, which clocks run, and how severe they are. Every row follows from ledger entries whose object is the
-- incident; what an incident's runbooks, pages, evidence and notices need has tables of its own in the migrations after this one.

-- Policies and runbooks as they were published: never changed, so that what pins a version can be read for ever.
create table document_version (
  org_id id not null references organization,
  kind text collate "C" not null check (kind in ('policy', 'runbook')),
  -- Its own id, from the front matter: leaked-cloud-credential.
  document_id text collate "C" not null,
  version sha256 not null,
  -- 1 for the first one published.
  number integer not null,
  title text not null,
  markdown text not null,
  published_at timestamptz not null,
  published_by text collate "C" not null,
  primary key (org_id, kind, document_id, version),
  unique (org_id, kind, document_id, number)
);

create table incident (
  org_id id not null references organization,
  incident_id id not null,
  number bigint not null,
  title text not null,
  summary text not null default '',
  -- What made somebody declare it.
  origin text collate "C" not null check (origin in ('alert', 'report', 'observation')),
  state text collate "C" not null
    check (state in ('declared', 'triaged', 'contained', 'recovered', 'closed', 'not_an_incident', 'merged')),
  -- Held like an incident, marked as an exercise, counted apart.
  is_exercise boolean not null default false,
  -- Seen by those on it and by compliance; for everyone else a number and a state.
  is_private boolean not null default false,
  -- As runbooks name it: credential-compromise.
  incident_type text collate "C",
  declared_at timestamptz not null,
  declared_by text collate "C" not null,
  acknowledged_at timestamptz,
  acknowledged_by text collate "C",
  triaged_at timestamptz,
  contained_at timestamptz,
  recovered_at timestamptz,
  closed_at timestamptz,
  -- The level in force now, and whether a fact not known yet could make it worse.
  severity text collate "C",
  severity_certainty text check (severity_certainty in ('exact', 'at-least', 'override')),
  -- The policy version it is judged by: the one in force when it was declared.
  policy_id text collate "C" not null,
  policy_version sha256 not null,
  merged_into id,
  split_from id,
  -- For lists: when anything about it was last recorded.
  changed_at timestamptz not null,
  primary key (org_id, incident_id),
  unique (org_id, number),
  foreign key (org_id, merged_into) references incident deferrable initially immediate,
  foreign key (org_id, split_from) references incident deferrable initially immediate
);

create index incident_declared on incident (org_id, declared_at desc, number desc);
create index incident_open on incident (org_id, declared_at desc, number desc)
  where state in ('declared', 'triaged', 'contained', 'recovered');

create table incident_alert (
  org_id id not null,
  incident_id id not null,
  alert_id id not null,
  linked_at timestamptz not null,
  linked_by text collate "C" not null,
  unlinked_at timestamptz,
  primary key (org_id, incident_id, alert_id),
  foreign key (org_id, incident_id) references incident,
  foreign key (org_id, alert_id) references alert
);

create index incident_alert_alert on incident_alert (org_id, alert_id);

-- Statements of when a clock started; a correction is a row of its own that names the one it corrects.
create table incident_clock (
  org_id id not null,
  reading_id id not null,
  incident_id id not null,
  clock text collate "C" not null,
  at timestamptz not null,
  time_zone text not null,
  basis text not null,
  read_by text collate "C" not null,
  read_by_name text not null,
  recorded_at timestamptz not null,
  corrects id,
  primary key (org_id, reading_id),
  foreign key (org_id, incident_id) references incident,
  foreign key (org_id, corrects) references incident_clock deferrable initially immediate
);

create index incident_clock_incident on incident_clock (org_id, incident_id, recorded_at);

create table incident_role (
  org_id id not null,
  incident_id id not null,
  role text collate "C" not null check (role in ('commander', 'communications', 'scribe', 'responder')),
  person_id id not null,
  since timestamptz not null,
  until timestamptz,
  note text,
  primary key (org_id, incident_id, role, person_id, since),
  foreign key (org_id, incident_id) references incident,
  foreign key (org_id, person_id) references person
);

create index incident_role_person on incident_role (org_id, person_id) where until is null;

-- Every time it was set: the answers, the level they gave, and the one in force.
create table incident_severity (
  org_id id not null,
  incident_id id not null,
  set_at timestamptz not null,
  position integer not null,
  answers jsonb not null,
  computed text collate "C",
  certainty text not null check (certainty in ('exact', 'at-least')),
  because jsonb not null,
  level text collate "C",
  override_reason text,
  set_by text collate "C" not null,
  set_by_name text not null,
  primary key (org_id, incident_id, position),
  foreign key (org_id, incident_id) references incident
);
