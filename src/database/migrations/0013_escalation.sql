-- Who is called: rotations, escalation paths, and every attempt to reach somebody about an incident.

create table rotation (
  org_id id not null references organization,
  rotation_id id not null,
  name text not null,
  time_zone text not null,
  -- 1 is Monday.
  handover_weekday integer not null check (handover_weekday between 1 and 7),
  handover_time text collate "C" not null,
  starts_on date not null,
  -- Ids of people in the order of their turns; who stands in from when to when, the one agreed last at the end.
  people jsonb not null,
  overrides jsonb not null,
  changed_at timestamptz not null,
  primary key (org_id, rotation_id)
);

create unique index rotation_name on rotation (org_id, lower(name));

create table escalation_path (
  org_id id not null references organization,
  path_id id not null,
  -- As policies and runbooks name it: security-oncall.
  key text collate "C" not null,
  name text not null,
  levels jsonb not null,
  changed_at timestamptz not null,
  primary key (org_id, path_id),
  unique (org_id, key)
);

-- Webhooks that pages can go to, by the name that a level gives its channel.
create table page_channel (
  org_id id not null references organization,
  name text collate "C" not null,
  -- The address is a secret: sealed with the server's secret key. Null where it was forgotten.
  url_sealed bytea,
  host text,
  changed_at timestamptz not null,
  primary key (org_id, name)
);

-- One attempt to reach somebody, and its one end.
create table page (
  org_id id not null,
  page_id id not null,
  incident_id id not null,
  path_id id,
  level integer check (level >= 1),
  path_name text,
  -- It went to the backup of the level.
  stands_in boolean not null default false,
  -- Both null: there was nobody to reach. Only the name: a paging tool knows them, and our directory does not surely.
  to_person id,
  to_name text,
  channel text collate "C" not null check (channel in ('email', 'webhook', 'phone', 'pager', 'chat')),
  -- The page channel whose webhook it goes to.
  via text collate "C",
  asked_at timestamptz not null,
  asked_by text collate "C" not null,
  asked_by_name text not null,
  recorded_at timestamptz not null,
  -- Fixed when it was asked for, from the path as it was then.
  escalates_at timestamptz,
  -- When it left our hands, and what the mail server or webhook said to it.
  sent_at timestamptz,
  receipt text,
  attempts integer not null default 0,
  last_error text,
  outcome text collate "C" check (outcome in ('answered', 'failed')),
  ended_at timestamptz,
  ended_by text collate "C",
  ended_by_name text,
  why text collate "C"
    check (why in ('no-answer', 'wrong-number', 'nobody-on-rotation', 'person-left', 'channel-unreachable', 'declined', 'other')),
  note text,
  primary key (org_id, page_id),
  foreign key (org_id, incident_id) references incident,
  foreign key (org_id, path_id) references escalation_path,
  foreign key (org_id, to_person) references person,
  check ((outcome is null) = (ended_at is null) and (outcome is null) = (ended_by is null)),
  check ((outcome is not distinct from 'failed') = (why is not null))
);

create index page_incident on page (org_id, incident_id, asked_at, page_id);
-- What the escalation job looks for every few seconds.
create index page_waiting on page (org_id, escalates_at) where outcome is null and escalates_at is not null;

-- Deliveries of paging tools that were read for an incident: each is told once.
create table page_hearing (
  org_id id not null,
  incident_id id not null,
  delivery_id id not null,
  heard_at timestamptz not null,
  primary key (org_id, incident_id, delivery_id),
  foreign key (org_id, incident_id) references incident,
  foreign key (org_id, delivery_id) references delivery
);
