-- The doors: what may be asked before an organization is known, and the one search that row-level security would make slow.
-- Each runs as tickmark_door, which sees every organization's rows in a few tables and columns, and answers one narrow question.

create schema if not exists door;
revoke all on schema door from public;
grant usage on schema door to tickmark_app;
grant usage, create on schema door to tickmark_door;

-- What the doors may look at, and nothing else.
create or replace function guard.seen_by_doors(guarded text, privileges text) returns void
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  if not exists (select from pg_policy where polrelid = guarded::regclass and polname = 'seen_by_doors') then
    execute format('create policy seen_by_doors on %I to tickmark_door using (true)', guarded);
  end if;
  execute format('revoke all on %I from tickmark_door', guarded);
  execute format('grant %s on %I to tickmark_door', privileges, guarded);
end
$$;

select guard.seen_by_doors('organization', 'select (org_id, name, time_zone)');
select guard.seen_by_doors('person', 'select');
select guard.seen_by_doors('session', 'select');
select guard.seen_by_doors('api_token', 'select');
select guard.seen_by_doors('invitation', 'select');
select guard.seen_by_doors('sign_in_link', 'select');
select guard.seen_by_doors('source', 'select');
select guard.seen_by_doors('ledger_inbox', 'select (org_id)');
select guard.seen_by_doors('ledger_opening', 'select (org_id, entry_id, slot), delete');
select guard.seen_by_doors('alert', 'select');
revoke all on setup_link, attempt from tickmark_door;
grant select, insert, update on setup_link to tickmark_door;
grant select, insert, update, delete on attempt to tickmark_door;

-- Made by tickmark_door itself: its functions are its own, and no superuser is needed to give them away.
set local role tickmark_door;

create or replace function door.source_by_key_hash(hash bytea) returns setof source
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select * from source where key_hash = hash
$$;

create or replace function door.session_by_token_hash(hash bytea)
returns table (
  org_id text, organization_name text, time_zone text, session_id text, created_at timestamptz, last_seen_at timestamptz,
  expires_at timestamptz, ended_at timestamptz, person_id text, person_name text, email text, role text,
  active_from timestamptz, active_until timestamptz)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select s.org_id, o.name, o.time_zone, s.session_id, s.created_at, s.last_seen_at, s.expires_at, s.ended_at,
    p.person_id, p.name, p.email, p.role, p.active_from, p.active_until
  from session s
  join person p on p.org_id = s.org_id and p.person_id = s.person_id
  join organization o on o.org_id = s.org_id
  where s.token_hash = hash
$$;

create or replace function door.api_token_by_hash(hash bytea)
returns table (
  org_id text, organization_name text, time_zone text, token_id text, name text, role text,
  expires_at timestamptz, revoked_at timestamptz, last_used_at timestamptz)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select t.org_id, o.name, o.time_zone, t.token_id, t.name, t.role, t.expires_at, t.revoked_at, t.last_used_at
  from api_token t join organization o on o.org_id = t.org_id
  where t.token_hash = hash
$$;

-- One address may be known in several organizations; whose password fits is decided by the caller.
create or replace function door.sign_in_candidates(address text)
returns table (
  org_id text, organization_name text, person_id text, name text, role text, password_hash text,
  active_from timestamptz, active_until timestamptz)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select p.org_id, o.name, p.person_id, p.name, p.role, p.password_hash, p.active_from, p.active_until
  from person p join organization o on o.org_id = p.org_id
  where lower(p.email) = lower(address)
  order by p.org_id, p.person_id
  limit 20
$$;

create or replace function door.invitation_by_token_hash(hash bytea)
returns table (
  org_id text, organization_name text, invitation_id text, email text, role text, access_until timestamptz,
  expires_at timestamptz, accepted_at timestamptz, withdrawn_at timestamptz)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select i.org_id, o.name, i.invitation_id, i.email, i.role, i.access_until, i.expires_at, i.accepted_at, i.withdrawn_at
  from invitation i join organization o on o.org_id = i.org_id
  where i.token_hash = hash
$$;

create or replace function door.sign_in_link_by_token_hash(hash bytea)
returns table (
  org_id text, organization_name text, person_id text, person_name text, role text, active_from timestamptz, active_until timestamptz,
  single_use boolean, expires_at timestamptz, used_at timestamptz)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select l.org_id, o.name, l.person_id, p.name, p.role, p.active_from, p.active_until, l.single_use, l.expires_at, l.used_at
  from sign_in_link l
  join person p on p.org_id = l.org_id and p.person_id = l.person_id
  join organization o on o.org_id = l.org_id
  where l.token_hash = hash
$$;

create or replace function door.create_setup_link(hash bytea, at timestamptz, until timestamptz) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into setup_link (token_hash, created_at, expires_at) values (hash, at, until)
$$;

create or replace function door.setup_link_by_hash(hash bytea) returns setof setup_link
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select * from setup_link where token_hash = hash
$$;

-- True for exactly one caller: the link opens once, also when two ask in the same moment.
create or replace function door.use_setup_link(hash bytea, at timestamptz) returns boolean
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  with used as (
    update setup_link set used_at = at where token_hash = hash and used_at is null and expires_at > at returning 1
  )
  select exists (select from used)
$$;

create or replace function door.attempt_by_key_hash(hash bytea) returns setof attempt
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select * from attempt where key_hash = hash
$$;

-- Counts a failure; a count whose first failure is older than `since` begins anew. Answers the count.
create or replace function door.count_failure(hash bytea, at timestamptz, since timestamptz) returns integer
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  insert into attempt (key_hash, failures, first_at, last_at) values (hash, 1, at, at)
  on conflict (key_hash) do update set
    failures = case when attempt.first_at < since then 1 else attempt.failures + 1 end,
    first_at = case when attempt.first_at < since then at else attempt.first_at end,
    last_at = at
  returning failures
$$;

create or replace function door.forget_attempt(hash bytea) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  delete from attempt where key_hash = hash
$$;

create or replace function door.forget_attempts_before(at timestamptz) returns bigint
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  with gone as (delete from attempt where last_at < at returning 1)
  select count(*) from gone
$$;

-- Loose index scan: one probe per organization with work, however long its inbox is.
create or replace function door.organizations_with_inbox() returns setof text
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  with recursive found as (
    (select i.org_id from ledger_inbox i order by i.org_id limit 1)
    union all
    select (select i.org_id from ledger_inbox i where i.org_id > found.org_id order by i.org_id limit 1)
    from found where found.org_id is not null
  )
  select org_id from found where org_id is not null
$$;

create or replace function door.organization_ids() returns setof text
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select org_id from organization order by org_id
$$;

create or replace function door.organization_count() returns bigint
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select count(*) from organization
$$;

-- Takes salt and bytes of one slot away. The caller records `personal.erased` in the same transaction; within one organization only.
create or replace function door.erase_opening(entry uuid, erased_slot text) returns boolean
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  with gone as (
    delete from ledger_opening
    where org_id = nullif(current_setting('app.org_id', true), '') and entry_id = entry and slot = erased_slot
    returning 1
  )
  select exists (select from gone)
$$;

reset role;

revoke create on schema door from tickmark_door;
revoke all on all functions in schema door from public;
grant execute on all functions in schema door to tickmark_app;
