-- What proves that a notice went out is evidence that is there. The owner looks at all organizations for once; the guarantees forbid it again right after.
alter table notice no force row level security;
alter table evidence_item no force row level security;

-- An id that somebody mistyped named nothing; the entry still says what was given.
update notice set evidence_id = null
where evidence_id is not null and not exists (
  select from evidence_item e where e.org_id = notice.org_id and e.evidence_id = notice.evidence_id
);

alter table notice add foreign key (org_id, evidence_id) references evidence_item;

create index notice_evidence on notice (org_id, evidence_id) where evidence_id is not null;
