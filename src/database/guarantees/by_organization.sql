-- Which tables belong to organizations, and what a request may do to them: one line per table.
-- A row is seen, made and changed only in a transaction that named its organization (inOrganization.ts), also by the tables' owner.

create or replace function guard.by_organization(guarded text, privileges text) returns void
language plpgsql set search_path = pg_catalog, public, pg_temp as $$
begin
  execute format('alter table %I enable row level security', guarded);
  execute format('alter table %I force row level security', guarded);
  if not exists (select from pg_policy where polrelid = guarded::regclass and polname = 'by_organization') then
    -- After a transaction the setting is '' and not null: both mean "no organization", and no row has that.
    execute format(
      'create policy by_organization on %I using (org_id = nullif(current_setting(''app.org_id'', true), ''''))', guarded);
  end if;
  execute format('revoke all on %I from public, tickmark_app', guarded);
  execute format('grant %s on %I to tickmark_app', privileges, guarded);
end
$$;

select guard.by_organization('organization', 'select, insert, update');
select guard.by_organization('counter', 'select, insert, update');
select guard.by_organization('person', 'select, insert, update');
select guard.by_organization('session', 'select, insert, update, delete');
select guard.by_organization('invitation', 'select, insert, update');
select guard.by_organization('sign_in_link', 'select, insert, update');
select guard.by_organization('api_token', 'select, insert, update');

select guard.by_organization('ledger', 'select, insert, update');
-- Locking a row (for update) asks for the right to update it; the update itself is refused (append_only.sql).
select guard.by_organization('ledger_inbox', 'select, insert, update, delete');
select guard.by_organization('ledger_entry', 'select, insert');
select guard.by_organization('ledger_node', 'select, insert');
select guard.by_organization('ledger_opening', 'select, insert');
select guard.by_organization('checkpoint', 'select, insert');
select guard.by_organization('anchor_destination', 'select, insert, update');
select guard.by_organization('anchor', 'select, insert, update');

select guard.by_organization('source', 'select, insert, update');
select guard.by_organization('source_signal', 'select, insert, update');
select guard.by_organization('delivery_body', 'select, insert');
select guard.by_organization('delivery', 'select, insert');
select guard.by_organization('alert', 'select, insert, update');
select guard.by_organization('observation', 'select, insert');
select guard.by_organization('review', 'select, insert');
select guard.by_organization('reinterpretation', 'select, insert');
select guard.by_organization('coverage_day', 'select, insert, update');
select guard.by_organization('coverage_gap', 'select, insert, update');
select guard.by_organization('coverage_watch', 'select, insert, update');

select guard.by_organization('document_version', 'select, insert');
select guard.by_organization('document_act', 'select, insert');
select guard.by_organization('document_acknowledgement', 'select, insert');
select guard.by_organization('document_reminder', 'select, insert');
select guard.by_organization('document_draft', 'select, insert, update');
select guard.by_organization('document_score', 'select, insert, update');
-- Made again whenever what it is made from changes.
select guard.by_organization('document_line', 'select, insert, delete');
select guard.by_organization('incident', 'select, insert, update');
select guard.by_organization('incident_alert', 'select, insert, update');
select guard.by_organization('incident_clock', 'select, insert');
select guard.by_organization('incident_role', 'select, insert, update');
select guard.by_organization('incident_severity', 'select, insert');
select guard.by_organization('run', 'select, insert');
select guard.by_organization('run_parameter', 'select, insert');
select guard.by_organization('step_mark', 'select, insert');

select guard.by_organization('obligation_interview', 'select, insert');
select guard.by_organization('obligation_decision', 'select, insert');
select guard.by_organization('contract', 'select, insert, update');
select guard.by_organization('notice', 'select, insert, update');
select guard.by_organization('notice_event', 'select, insert');
select guard.by_organization('status_update', 'select, insert');
select guard.by_organization('post_incident_review', 'select, insert, update');
select guard.by_organization('review_decision', 'select, insert');
select guard.by_organization('corrective_action', 'select, insert, update');

-- Kept for a week, and never changed.
select guard.by_organization('performed_request', 'select, insert, delete');

select guard.by_organization('rotation', 'select, insert, update');
select guard.by_organization('escalation_path', 'select, insert, update');
select guard.by_organization('page_channel', 'select, insert, update');
select guard.by_organization('page', 'select, insert, update');
select guard.by_organization('page_hearing', 'select, insert');

select guard.by_organization('evidence_item', 'select, insert');
select guard.by_organization('evidence_custody', 'select, insert');
select guard.by_organization('preservation_item', 'select, insert, update');

select guard.by_organization('audit', 'select, insert');
select guard.by_organization('audit_package', 'select, insert, update');

-- Before an organization is known there is nothing to guard by: these are reached through doors only.
revoke all on setup_link, attempt, migration from public, tickmark_app;
