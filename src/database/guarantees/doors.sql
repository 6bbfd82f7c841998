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
select guard.seen_by_doors('anchor_destination', 'select (org_id, retired_at)');
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

-- Before a new link is handed out: at most one is ever open.
create or replace function door.void_setup_links(at timestamptz) returns void
language sql security definer set search_path = pg_catalog, public, pg_temp as $$
  update setup_link set expires_at = at where used_at is null and expires_at > at
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

create or replace function door.organizations_with_destinations() returns setof text
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select distinct org_id from anchor_destination where retired_at is null order by org_id
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

-- Alerts of the current organization that have, for each asked word, a word beginning with it; newest first.
--
-- Row-level security keeps `search @@ …` away from its index (the operator is not leakproof), so the search is a door, and names the
-- organization itself. Two ways, because no single plan is good at both: a common word is met soon when walking from the newest alert
-- down; a rare one is found by the index over words. It walks first, so far as that is cheap, and asks that index for the rest.
create or replace function door.search_alerts(
  words text, only_state text, only_source text, only_disposition text, only_severity text, only_status text,
  received_from timestamptz, received_to timestamptz, before_received timestamptz, before_number bigint, lim integer)
returns table (alert_id text, received_at timestamptz, number bigint)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
-- For the walk, whatever the table's statistics say; taken back before the second way, and in any case when the function ends.
set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off as $$
declare
  walk_length constant integer := 5000;
  org constant text := nullif(current_setting('app.org_id', true), '');
  asked tsquery;
  walked_by text;
  wanted text := 'true';
  walked integer := 0;
  found_rows integer := 0;
  one record;
begin
  select string_agg('''' || replace(replace(word, '\', '\\'), '''', '''''') || ''':*', ' & ')::tsquery into asked
  from unnest(string_to_array(words, ' ')) as word where word <> '';
  if org is null or asked is null or lim is null or lim < 1 then
    return;
  end if;

  -- The walk follows the index of one condition; the others are looked at row by row, so that its length is bounded.
  walked_by := case
    when only_source is not null then ' and a.source_id = $4'
    when only_disposition is not null then ' and a.disposition = $5'
    when only_severity is not null then ' and a.severity = $6'
    when only_state = 'unreviewed' then ' and a.first_reviewed_at is null'
    when only_status is not null then ' and a.status = $7'
    else '' end;
  -- A row comparison alone does not always move the start of an index scan (PostgreSQL 18): the plain bound does.
  if before_received is not null then
    walked_by := walked_by || ' and a.received_at <= $10 and (a.received_at, a.number) < ($10, $11)';
  end if;
  if received_to is not null then walked_by := walked_by || ' and a.received_at < $9'; end if;
  if received_from is not null then
    walked_by := walked_by || ' and a.received_at >= $8';
    wanted := wanted || ' and a.received_at >= $8';
  end if;
  if only_source is not null then wanted := wanted || ' and a.source_id = $4'; end if;
  if only_disposition is not null then wanted := wanted || ' and a.disposition = $5'; end if;
  if only_severity is not null then wanted := wanted || ' and a.severity = $6'; end if;
  if only_status is not null then wanted := wanted || ' and a.status = $7'; end if;
  if only_state = 'unreviewed' then wanted := wanted || ' and a.first_reviewed_at is null'; end if;
  if only_state = 'reviewed' then wanted := wanted || ' and a.first_reviewed_at is not null'; end if;

  for one in execute format(
    'select a.alert_id, a.received_at, a.number, a.search @@ $2 and %s as hit from alert a
     where a.org_id = $1%s order by a.received_at desc, a.number desc limit $3', wanted, walked_by)
    using org, asked, walk_length, only_source, only_disposition, only_severity, only_status,
      received_from, received_to, before_received, before_number
  loop
    walked := walked + 1;
    before_received := one.received_at;
    before_number := one.number;
    if one.hit then
      alert_id := one.alert_id;
      received_at := one.received_at;
      number := one.number;
      return next;
      found_rows := found_rows + 1;
      exit when found_rows = lim;
    end if;
  end loop;
  if found_rows = lim or walked < walk_length then
    return;
  end if;

  perform set_config(setting, 'on', true) from unnest(array['enable_seqscan', 'enable_bitmapscan', 'enable_sort']) as setting;
  -- Written so that no index but that over words can serve: without statistics the planner would walk again, or do both.
  return query execute format(
    'select hit.alert_id::text, hit.received_at, hit.number from (
       select a.alert_id, a.received_at, a.number from alert a
       where a.search @@ $2 and a.org_id || '''' = $1 and %s and (a.received_at, a.number) < ($9, $10) offset 0) hit
     order by hit.received_at desc, hit.number desc limit $3', wanted)
    using org, asked, lim - found_rows, only_source, only_disposition, only_severity, only_status, received_from,
      before_received, before_number;
end
$$;

reset role;

revoke create on schema door from tickmark_door;
revoke all on all functions in schema door from public;
grant execute on all functions in schema door to tickmark_app;
