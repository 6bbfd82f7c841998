-- Organizations, the people in them, and how they prove who they are.
-- Ids are text in the "C" collation: the same words in tables, entries, URLs and logs, compared byte by byte.

create domain id as text collate "C" check (value ~ '^[a-z]{3}_[0-9a-f]{32}$');

create domain sha256 as bytea check (octet_length(value) = 32);

create table organization (
  org_id id primary key,
  name text not null,
  time_zone text not null,
  created_at timestamptz not null,
  -- Set only by the demo: entries recorded before this instant carry simulated times, and every page and proof says so.
  simulated_until timestamptz
);

-- The next number of a noun that people see (ALR-4031). Taken in the transaction that uses it, so numbers have no holes.
create table counter (
  org_id id not null references organization,
  noun text not null,
  next bigint not null default 1,
  primary key (org_id, noun)
);

create table person (
  org_id id not null references organization,
  person_id id not null,
  email text not null,
  name text not null,
  role text not null check (role in ('admin', 'compliance', 'responder', 'auditor', 'viewer')),
  active_from timestamptz not null,
  active_until timestamptz,
  -- argon2id in PHC form; null until the person set a password.
  password_hash text,
  created_at timestamptz not null,
  primary key (org_id, person_id)
);

create unique index person_email on person (org_id, lower(email));
create index person_sign_in on person (lower(email));

create table session (
  org_id id not null,
  session_id id not null,
  person_id id not null,
  token_hash sha256 not null,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  user_agent text not null default '',
  primary key (org_id, session_id),
  foreign key (org_id, person_id) references person
);

create index session_token on session (token_hash);
create index session_person on session (org_id, person_id);

create table invitation (
  org_id id not null references organization,
  invitation_id id not null,
  email text not null,
  role text not null check (role in ('admin', 'compliance', 'responder', 'auditor', 'viewer')),
  -- How long the person's access lasts once accepted; needed for auditors.
  access_until timestamptz,
  token_hash sha256 not null,
  invited_by text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  withdrawn_at timestamptz,
  primary key (org_id, invitation_id),
  check (role <> 'auditor' or access_until is not null)
);

create index invitation_token on invitation (token_hash);

-- A link that signs a person in: printed by the demo, or made by an operator for somebody who lost their password.
create table sign_in_link (
  org_id id not null,
  token_hash sha256 not null,
  person_id id not null,
  -- A single-use link is spent by its first use; the demo's may be opened on several devices until they expire.
  single_use boolean not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (org_id, token_hash),
  foreign key (org_id, person_id) references person
);

create index sign_in_link_token on sign_in_link (token_hash);

create table api_token (
  org_id id not null references organization,
  token_id id not null,
  name text not null,
  role text not null check (role in ('admin', 'compliance', 'responder', 'auditor', 'viewer')),
  token_hash sha256 not null,
  -- The last four characters, so that people can tell tokens apart.
  hint text not null,
  created_by text not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  revoked_at timestamptz,
  last_used_at timestamptz,
  primary key (org_id, token_id)
);

create index api_token_hash on api_token (token_hash);

-- A link that makes the first admin of a new organization. No organization exists yet, so there is no org_id.
create table setup_link (
  token_hash sha256 primary key,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);

-- Failed attempts by a hashed key (an address, an e-mail address), for throttling before an organization is known.
create table attempt (
  key_hash sha256 primary key,
  failures integer not null,
  first_at timestamptz not null,
  last_at timestamptz not null
);
