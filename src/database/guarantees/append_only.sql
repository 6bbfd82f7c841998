-- Which tables are evidence: rows come, and neither change nor go, whoever asks. One line per table.
-- The triggers fire for the tables' owner and during replication too. Their owner can drop them: see docs/guarantees.md.

create or replace function guard.refuse() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  raise exception using
    errcode = 'integrity_constraint_violation',
    message = format('%s keeps evidence: %s is refused', tg_table_name, lower(tg_op)),
    hint = 'A correction is a new row that names the one it corrects.';
end
$$;

-- An opening goes only by erasure, and that passes through one door.
create or replace function guard.refuse_but_to_the_door() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if current_user = 'tickmark_door' then
    return null;
  end if;
  raise exception using
    errcode = 'integrity_constraint_violation',
    message = format('%s keeps evidence: %s is refused', tg_table_name, lower(tg_op)),
    hint = 'Erasure goes through door.erase_opening, in the transaction that records it.';
end
$$;

-- For each statement, not for each row: an attempt that happens to match nothing is refused as well.
create or replace function guard.append_only(guarded text, refused text default 'update or delete or truncate', answer text default 'refuse')
returns void language plpgsql set search_path = pg_catalog, public, pg_temp as $$
declare
  named constant text := 'append_only_' || answer;
begin
  execute format('create or replace trigger %I before %s on %I for each statement execute function guard.%I()',
    named, refused, guarded, answer);
  execute format('alter table %I enable always trigger %I', guarded, named);
end
$$;

select guard.append_only('ledger_entry');
select guard.append_only('ledger_node');
select guard.append_only('checkpoint');
select guard.append_only('delivery');
select guard.append_only('delivery_body');
select guard.append_only('observation');
select guard.append_only('reinterpretation');
select guard.append_only('review');
select guard.append_only('document_version');
select guard.append_only('document_act');
select guard.append_only('document_acknowledgement');
select guard.append_only('document_reminder');
select guard.append_only('incident_clock');
select guard.append_only('incident_severity');
select guard.append_only('run');
select guard.append_only('run_parameter');
select guard.append_only('step_mark');
select guard.append_only('page_hearing');
select guard.append_only('obligation_interview');
select guard.append_only('obligation_decision');
select guard.append_only('notice_event');
select guard.append_only('status_update');
select guard.append_only('review_decision');
select guard.append_only('evidence_item');
select guard.append_only('evidence_custody');
select guard.append_only('ledger_opening', 'update or truncate');
select guard.append_only('ledger_opening', 'delete', 'refuse_but_to_the_door');
-- What the sequencer has taken into the log leaves the inbox.
select guard.append_only('ledger_inbox', 'update or truncate');
