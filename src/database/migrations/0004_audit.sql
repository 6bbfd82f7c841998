-- Audits and the packages an auditor takes away.

create table audit (
  org_id id not null references organization,
  audit_id id not null,
  name text not null,
  -- Local calendar dates of the organization, both included, and the instants they meant when the audit was opened.
  first_day date not null,
  last_day date not null,
  time_zone text not null,
  period_start timestamptz not null,
  period_end timestamptz not null,
  opened_by text collate "C" not null,
  opened_at timestamptz not null,
  primary key (org_id, audit_id),
  check (period_start < period_end)
);

create table audit_package (
  org_id id not null,
  package_id id not null,
  audit_id id not null,
  state text not null check (state in ('waiting', 'building', 'ready', 'failed')),
  -- What it is doing now, and how far: done of total, in the step's own unit.
  step text not null default '',
  done bigint not null default 0,
  total bigint not null default 0,
  requested_by text collate "C" not null,
  requested_at timestamptz not null,
  finished_at timestamptz,
  error text,
  file_name text,
  size bigint,
  sha256 sha256,
  -- Size of the closing checkpoint the package rests on.
  closing_size bigint,
  entry_count bigint,
  primary key (org_id, package_id),
  foreign key (org_id, audit_id) references audit
);

create index audit_package_audit on audit_package (org_id, audit_id, requested_at desc);
