-- A refused delivery read again after its source was mended. The delivery itself stays as it was kept.

create table reinterpretation (
  org_id id not null,
  delivery_id id not null,
  authentication text not null check (authentication in ('verified', 'url_only')),
  -- Why it made no observation, where it made none.
  reason text,
  observations integer not null,
  omitted integer not null,
  -- per_… or tok_…; the name is kept as it was then.
  asked_by text collate "C" not null,
  asked_by_name text not null,
  reinterpreted_at timestamptz not null,
  primary key (org_id, delivery_id),
  foreign key (org_id, delivery_id) references delivery
);
