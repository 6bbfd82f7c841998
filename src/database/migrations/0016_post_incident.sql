-- What is learned from an incident: whether a review is held, the review, and the corrective actions until their effect is checked.
-- Open, overdue and due are never stored: they follow from dates and from now.

create table post_incident_review (
  org_id id not null,
  post_incident_review_id id not null,
  incident_id id not null,
  summary text not null,
  impact jsonb not null,
  -- From what happened to the weakness that let it happen.
  causes jsonb not null,
  what_went_well text not null,
  what_was_lucky text not null,
  -- What it says about entries of the thread, by their leaf hashes.
  timeline_notes jsonb not null,
  writers jsonb not null,
  written_at timestamptz not null,
  approved_at timestamptz,
  approved_by text collate "C",
  approved_by_name text,
  primary key (org_id, post_incident_review_id),
  unique (org_id, incident_id),
  foreign key (org_id, incident_id) references incident
);

create table review_decision (
  org_id id not null,
  incident_id id not null,
  position integer not null,
  required boolean not null,
  -- What the policy's rule said when it was decided.
  by_rule text collate "C" not null check (by_rule in ('required', 'optional', 'not-needed')),
  reason text,
  decided_at timestamptz not null,
  decided_by text collate "C" not null,
  decided_by_name text not null,
  primary key (org_id, incident_id, position),
  foreign key (org_id, incident_id) references incident
);

create table corrective_action (
  org_id id not null,
  action_id id not null,
  incident_id id not null,
  title text not null,
  detail text not null,
  owner id,
  -- A day of the organization's time zone, had to its end.
  due_on date,
  opened_at timestamptz not null,
  opened_by text collate "C" not null,
  opened_by_name text not null,
  closed_at timestamptz,
  closed_by text collate "C",
  closed_by_name text,
  -- What shows that it is done: a link, a piece of evidence, a commit.
  proof text,
  closing_note text,
  checked_at timestamptz,
  checked_by text collate "C",
  checked_by_name text,
  effective boolean,
  check_note text,
  primary key (org_id, action_id),
  foreign key (org_id, incident_id) references incident,
  foreign key (org_id, owner) references person
);

create index corrective_action_incident on corrective_action (org_id, incident_id);
create index corrective_action_open on corrective_action (org_id, due_on) where closed_at is null or effective is false;
