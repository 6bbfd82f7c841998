// Whom incidents obliged to tell and what was learned from them, and customers' contracts, as their entries call for them.
import { foldContract, foldObligations } from '../../../core/obligation/foldObligations.ts'
import { foldPostIncident } from '../../../core/postIncident/foldPostIncident.ts'
import { type Noun, shape } from './noun.ts'

/** Drafts are no evidence yet. */
const toldNotices = "approved_at is not null or state in ('sent', 'declined')"

const choices = ['roles', 'places', 'kinds', 'sectors', 'events']
  .map((name) => `(answers->'${name}'->'is')::text || ' ' || (answers->'${name}'->'is_not')::text || ' ' || (answers->'${name}'->>'rest')`)
  .join(" || ' ' || ")
const people = `coalesce((select string_agg(p.key || '=' || p.value, ' ' order by p.key || '=' || p.value collate "C")
  from jsonb_each_text(answers->'people') p), '')`

export const afterIncidents: Noun = {
  prefix: 'inc_',
  // The incidents themselves are another noun's: here only what hangs on them.
  rowsWithoutEntries: true,
  tables: [
    shape('incident', 'incident_id', "''", ''),
    shape('obligation_interview', 'incident_id', 'position', 'answered_at answered_by', {
      computed: { said: choices, people, everyone: "(answers->>'everyone')::bigint", authority: "answers->>'authority'" },
    }),
    shape('obligation_decision', 'incident_id', 'position', 'rule answer reason decided_at decided_by'),
    shape(
      'notice',
      'incident_id',
      'notice_id',
      'rule subject template fixed_text incomplete_reason approved_at approved_by sent_at sent_by channel reference evidence_id due_at late_by',
      { where: `(${toldNotices})`, computed: { outcome: "case when state in ('sent', 'declined') then state else 'approved' end" } },
    ),
    shape('status_update', 'incident_id', 'update_id', 'text audience next_due_at sent_at sent_by'),
    shape('review_decision', 'incident_id', 'position', 'required by_rule reason decided_at decided_by'),
    shape(
      'post_incident_review',
      'incident_id',
      'post_incident_review_id',
      'summary what_went_well what_was_lucky written_at approved_at approved_by',
      { computed: { links: 'jsonb_array_length(causes)', root: "causes->-1->>'text'" } },
    ),
    shape(
      'corrective_action',
      'incident_id',
      'action_id',
      'title detail owner due_on opened_at opened_by closed_at closed_by proof closing_note checked_at checked_by effective check_note',
    ),
  ],
  expect: (entries) => ({ rows: [...foldObligations(entries), ...foldPostIncident(entries)], contradictions: [] }),
}

export const contracts: Noun = {
  prefix: 'ctr_',
  tables: [
    shape(
      'contract',
      'contract_id',
      "''",
      'customer contact within_amount within_unit clock time_zone calendar clause notes ended_at changed_at',
    ),
  ],
  expect: (entries) => ({ rows: foldContract(entries), contradictions: [] }),
}
