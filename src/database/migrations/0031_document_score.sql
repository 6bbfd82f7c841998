-- What the linter said of each document as a whole, so that a list need not read its texts. Derived: it may be thrown away and is made again.
create table document_score (
  org_id id not null references organization,
  kind text collate "C" not null check (kind in ('policy', 'runbook')),
  document_id text collate "C" not null,
  -- Of which text: the SHA-256 of a version, or `draft 3` for the third save of a draft.
  text text collate "C" not null,
  -- What the answer depends on besides: the linter itself, the policy that the text cites and its version in force then, and the escalation
  -- paths that were whole.
  linter sha256 not null,
  cites text collate "C",
  cited_version sha256,
  whole_paths text collate "C" not null,
  -- Null: it takes longer to read than is waited for.
  overall text collate "C" check (overall in ('functional', 'mixed', 'compliance-formatted')),
  score integer check (score between 0 and 100),
  scored_at timestamptz not null,
  primary key (org_id, kind, document_id),
  check ((overall is null) = (score is null))
);
