-- Requests that were performed under a key of the caller's own (Idempotency-Key), so that one sent twice is done once and answered twice.
-- Written in the transaction of the work itself; swept after a week.
create table performed_request (
  org_id id not null references organization,
  actor_id text collate "C" not null,
  key text collate "C" not null,
  -- POST /incidents/:incidentId/notes
  endpoint text collate "C" not null,
  -- Of what was asked: address, query and body, as they were understood.
  body_sha256 sha256 not null,
  status smallint not null,
  -- Sealed, because answers may hold what is shown once.
  answer_sealed bytea not null,
  performed_at timestamptz not null,
  primary key (org_id, actor_id, key)
);

create index performed_request_age on performed_request (org_id, performed_at);
