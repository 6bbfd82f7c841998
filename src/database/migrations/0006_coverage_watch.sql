-- When Tickmark itself last looked after an organization's sources: while it did not, it could hear nobody, and says so.

create table coverage_watch (
  org_id id primary key references organization,
  watched_at timestamptz not null,
  -- The latest time nobody watched: Tickmark was not running.
  not_running_from timestamptz,
  not_running_until timestamptz
);

-- The part of a gap in which Tickmark was not running.
alter table coverage_gap add column not_running_from timestamptz, add column not_running_until timestamptz;

-- Two sources of the same name cannot be told apart by whoever reads a population.
create unique index source_name on source (org_id, lower(name)) where retired_at is null;
