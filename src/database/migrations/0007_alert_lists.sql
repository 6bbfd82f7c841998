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

-- By what a repeated delivery is recognised: the tool's own id, or the hash of the bytes. Without the source, so that no other index
-- looks as good to a planner that has no statistics yet; and only accepted ones, so that a storm of repeats does not make it longer.
drop index delivery_vendor;
drop index delivery_same_bytes;
create index delivery_vendor on delivery (org_id, vendor_id, received_at) where state = 'accepted' and vendor_id is not null;
create index delivery_bytes on delivery (org_id, sha256, received_at) where state = 'accepted' and vendor_id is null;

-- Most alerts have no disposition when they are written.
drop index alert_disposition;
create index alert_disposition on alert (org_id, disposition, received_at desc, number desc) where disposition is not null;
