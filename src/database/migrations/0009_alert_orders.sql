-- The orders in which alerts are listed besides the newest first: each page is read from an index, however many alerts there are.
--
-- As columns, not as expressions inside an index: a page begins with a condition on what it is ordered by, and row-level security lets a
-- condition reach an index only where nothing in it could tell rows of others apart, which our functions cannot promise. The database keeps
-- both columns itself, so that they never say anything else than what they are made from. Adding them writes the table anew, once.
alter table alert
  -- When its review was or is due: receipt plus the promise in force then.
  add column review_due_at timestamptz not null generated always as (review_due(received_at, review_target_seconds)) stored,
  -- 1 is worst, 5 a word that is not placed, 6 no word at all. The words are those of src/core/alert/severity.ts.
  add column severity_step smallint not null generated always as (case
    when severity is null then 6
    when severity collate "C" ~* '^[ \t\r\n]*(critical|crit|fatal|emergency|emerg|disaster|page|sev-?[01]|p[01]|urgent)[ \t\r\n]*$' then 1
    when severity collate "C" ~* '^[ \t\r\n]*(high|error|err|major|severe|sev-?2|p2)[ \t\r\n]*$' then 2
    when severity collate "C" ~* '^[ \t\r\n]*(medium|moderate|warning|warn|minor|average|sev-?3|p3)[ \t\r\n]*$' then 3
    when severity collate "C" ~* '^[ \t\r\n]*(low|info|informational|information|notice|none|debug|ok|sev-?[45]|p[45])[ \t\r\n]*$' then 4
    else 5 end) stored;

drop index alert_due;
create index alert_due on alert (org_id, review_due_at, number) where first_reviewed_at is null;
create index alert_severity_step on alert (org_id, severity_step, received_at desc, number desc);
create index alert_unreviewed_severity_step on alert (org_id, severity_step, received_at desc, number desc) where first_reviewed_at is null;
create index alert_late_severity_step on alert (org_id, severity_step, received_at desc, number desc)
  where first_reviewed_at - received_at > make_interval(secs => review_target_seconds);
