-- Who must be told of an incident: what was asked and answered, what was decided, the customers' clauses, the notices and the status updates.
-- By when is never stored: it follows from the readings, the notices sent and the catalogue.

-- Every time somebody answered: all the answers that stood from then on.
create table obligation_interview (
  org_id id not null,
  incident_id id not null,
  position integer not null,
  answers jsonb not null,
  answered_at timestamptz not null,
  answered_by text collate "C" not null,
  answered_by_name text not null,
  primary key (org_id, incident_id, position),
  foreign key (org_id, incident_id) references incident
);

-- The last one of a rule stands; those before it stay.
create table obligation_decision (
  org_id id not null,
  incident_id id not null,
  position integer not null,
  -- <obligation>.<stage> of the catalogue, a contract's, or the policy's own.
  rule text collate "C" not null,
  answer text collate "C" not null check (answer in ('accept', 'decline', 'ask-counsel')),
  reason text,
  decided_at timestamptz not null,
  decided_by text collate "C" not null,
  decided_by_name text not null,
  primary key (org_id, incident_id, position),
  foreign key (org_id, incident_id) references incident
);

create table contract (
  org_id id not null references organization,
  contract_id id not null,
  customer text not null,
  contact text not null,
  -- Both null: “without undue delay”.
  within_amount integer,
  within_unit text collate "C" check (within_unit in ('hours', 'days', 'business-days')),
  clock text collate "C" not null,
  time_zone text,
  calendar text collate "C",
  clause text not null,
  notes text not null default '',
  created_at timestamptz not null,
  changed_at timestamptz not null,
  ended_at timestamptz,
  primary key (org_id, contract_id),
  check ((within_amount is null) = (within_unit is null))
);

create table notice (
  org_id id not null,
  notice_id id not null,
  incident_id id not null,
  -- Null: told without being obliged to.
  rule text collate "C",
  title text not null,
  template text collate "C",
  state text collate "C" not null check (state in ('draft', 'approved', 'sending', 'sent', 'failed', 'declined')),
  recipient text not null,
  subject text not null,
  -- What somebody wrote in the place of the template's text.
  own_text text,
  -- What fills the template's blanks, by their names.
  fill jsonb not null,
  -- Content items that the writer says their own text holds.
  covers jsonb not null,
  -- Everybody who wrote on it, with the names they had.
  writers jsonb not null,
  written_at timestamptz not null,
  -- The whole text from its approval on, or from when it went out without one; never changed after that.
  fixed_text text,
  incomplete_reason text,
  approved_at timestamptz,
  approved_by text collate "C",
  approved_by_name text,
  sent_at timestamptz,
  sent_by text collate "C",
  sent_by_name text,
  channel text,
  reference text,
  evidence_id id,
  -- The strict instant as it stood when it was sent, and how many seconds later that was: decided once.
  due_at timestamptz,
  late_by bigint,
  attempts integer not null default 0,
  primary key (org_id, notice_id),
  foreign key (org_id, incident_id) references incident
);

create index notice_incident on notice (org_id, incident_id);

create table notice_event (
  org_id id not null,
  notice_id id not null,
  position integer not null,
  kind text collate "C" not null check (kind in ('approved', 'sent', 'failed', 'declined')),
  at timestamptz not null,
  acted_by text collate "C" not null,
  acted_by_name text not null,
  note text,
  primary key (org_id, notice_id, position),
  foreign key (org_id, notice_id) references notice
);

create table status_update (
  org_id id not null,
  update_id id not null,
  incident_id id not null,
  text text not null,
  audience text collate "C" not null check (audience in ('internal', 'management', 'customers', 'public')),
  sent_at timestamptz not null,
  sent_by text collate "C" not null,
  sent_by_name text not null,
  -- By the cadence that was promised for the severity of that moment.
  next_due_at timestamptz,
  primary key (org_id, update_id),
  foreign key (org_id, incident_id) references incident
);

create index status_update_incident on status_update (org_id, incident_id, sent_at);
