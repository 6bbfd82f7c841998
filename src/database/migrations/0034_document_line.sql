-- What lists show of each document, so that a list need not fold every life. Derived: whoever changes a life makes its lines again in the same
-- transaction, and a server that starts makes those that are missing. A line holds instants; whether a review is due is seen when it is asked.
create table document_line (
  org_id id not null references organization,
  kind text collate "C" not null check (kind in ('policy', 'runbook')),
  document_id text collate "C" not null,
  -- It is so from then on and up to then; a document has more than one only where a version takes effect later.
  since timestamptz not null,
  until timestamptz check (until > since),
  -- How many versions and acts it was made from, and by which form of making.
  counted integer not null check (counted > 0),
  form integer not null,
  title text collate "C" not null,
  -- As the text says it that is in force, else the one put forward last.
  owner text,
  -- Title, id and owner in small letters, for searching.
  found_by text collate "C" not null,
  in_force sha256,
  -- In force, else put forward last.
  latest sha256,
  retired boolean not null,
  -- From then on its review is due, and overdue. Null: none was promised.
  due_over timestamptz,
  overdue_over timestamptz,
  -- Whom it asks to acknowledge it and how often; JSON, alike for documents that ask alike.
  asks text collate "C",
  -- What waits and who may sign it; JSON, alike for documents that wait alike.
  open_to text collate "C",
  -- Places of the text in force that nobody filled in yet.
  placeholders integer check (placeholders >= 0),
  -- The rest of it; JSON.
  says text collate "C" not null,
  primary key (org_id, kind, document_id, since)
);
