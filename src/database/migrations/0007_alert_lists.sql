-- What lists of alerts and deliveries are filtered by, and what repeats are recognised by.

-- When an alert's review was due: receipt plus the promise in force then. Seconds only, so no time zone has a say, and it is immutable.
create function review_due(received_at timestamptz, target_seconds integer) returns timestamptz
language plpgsql immutable parallel safe strict as $$
begin
  return received_at + make_interval(secs => target_seconds);
end
$$;

create index alert_due on alert (org_id, review_due(received_at, review_target_seconds)) where first_reviewed_at is null;
create index alert_late on alert (org_id, received_at desc, number desc) include (source_id)
  where first_reviewed_at - received_at > make_interval(secs => review_target_seconds);

-- Alerts received on that day: the calendar shows years of them, and counting them each time would take as long.
alter table coverage_day add column alerts integer not null default 0;

create index delivery_repeated on delivery (org_id, received_at desc, delivery_id desc) where state = 'repeated';

-- By what a repeated delivery is recognised: the tool's own delivery id, or the hash of the bytes. The latest accepted one each.
-- A table of its own with one key, so that every look-up is one probe, whatever the planner believes about the latest five minutes.
-- No evidence: rows go once their window is over.
create table delivery_key (
  org_id id not null references organization,
  source_id id not null,
  key text collate "C" not null,
  delivery_id id not null,
  received_at timestamptz not null,
  primary key (org_id, source_id, key)
);

drop index delivery_vendor;
drop index delivery_same_bytes;
