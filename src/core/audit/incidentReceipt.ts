// What the receipts of incidents count: states and severities, how alerts became incidents, reviews, actions, notices.
import { actionTimeliness, noticeOutcome, noticeTimeliness, promiseOf, reviewStanding } from '../incident/record/timeliness.ts'
import type { Findings } from './findings.ts'
import type { AuditedIncident } from './populations/incidents.ts'

/** How often each word comes, words in order; what has none counts as `none`. */
export function tally<One>(all: readonly One[], word: (one: One) => string | null): Record<string, number> {
  const counts = new Map<string, number>()
  for (const one of all) counts.set(word(one) ?? 'none', (counts.get(word(one) ?? 'none') ?? 0) + 1)
  return Object.fromEntries([...counts].sort(([left], [right]) => (left < right ? -1 : 1)))
}

export function declaredIn({ incidents: { records } }: Pick<Findings, 'incidents'>): AuditedIncident[] {
  return records.filter(({ place }) => place === 'period')
}

export function incidentCounts(findings: Findings) {
  const { reading, incidents, alerts } = findings
  const declared = declaredIn(findings)
  const links = declared.flatMap((record) => record.alerts)
  return {
    reconciliation: {
      alerts_received: alerts.received,
      alerts_found_to_be_an_incident: alerts.byDisposition.incident ?? 0,
      of_these_linked_to_no_incident: incidents.unlinked.count,
      alerts_linked: links.length,
      of_these_received_in_the_period: links.filter(({ alert }) => reading.alerts.alertOf(alert) !== undefined).length,
      of_these_taken_out_again: links.filter(({ unlinkedAt }) => unlinkedAt !== null).length,
      incidents: declared.length,
    },
    numbering: { ...incidents.numbering },
    counts: {
      incidents: declared.length,
      exercises: declared.filter(({ isExercise }) => isExercise === true).length,
      private: declared.filter(({ isPrivate }) => isPrivate).length,
      by_state: tally(declared, ({ state }) => state),
      by_severity: tally(declared, ({ severity }) => severity),
      by_origin: tally(declared, ({ isPrivate, folded }) => (isPrivate ? 'private' : folded.origin)),
      acknowledged: tally(declared, ({ clocks }) => promiseOf(clocks, 'acknowledge')?.state ?? null),
      contained: tally(declared, ({ clocks }) => promiseOf(clocks, 'contain')?.state ?? null),
      late_entries: declared.reduce((total, { isPrivate, lateEntries }) => total + (isPrivate ? 0 : lateEntries), 0),
      corrections: declared.reduce((total, { isPrivate, corrections }) => total + (isPrivate ? 0 : corrections), 0),
    },
    policies: reading.incidents.policyVersions(),
  }
}

export function reviewCounts({ incidents: { records }, asOf }: Findings) {
  const seen = records.filter(({ isPrivate }) => !isPrivate)
  const standing = seen.map((record) => reviewStanding(record, asOf))
  const actions = seen.flatMap((record) => record.actions.map((action) => ({ record, action })))
  return {
    counts: {
      reviews_required: standing.filter(({ required }) => required === true).length,
      reviews_approved: standing.filter(({ review }) => review?.approved != null).length,
      decided_to_hold_none: seen.filter(({ reviewDecisions }) => reviewDecisions.at(-1)?.required === false).length,
      review_timeliness: tally(standing, ({ timeliness }) => timeliness),
      actions: actions.length,
      actions_closed: actions.filter(({ action }) => action.closed !== null).length,
      actions_without_owner_or_day: actions.filter(({ action: { opened, owner, dueOn } }) => opened && (owner === null || dueOn === null))
        .length,
      action_timeliness: tally(actions, ({ action, record }) => actionTimeliness(action, record.timeZone, asOf)),
      effect_checked: actions.filter(({ action }) => action.checked !== null).length,
    },
  }
}

export function noticeCounts({ incidents: { records } }: Findings) {
  const seen = records.filter(({ isPrivate }) => !isPrivate)
  const notices = seen.flatMap((record) => record.notices)
  const decisions = seen.flatMap((record) => record.decisions)
  return {
    counts: {
      notices: notices.length,
      by_outcome: tally(notices, noticeOutcome),
      timeliness_of_those_sent: tally(
        notices.filter(({ sent }) => sent !== null),
        noticeTimeliness,
      ),
      sent_without_approval: notices.filter(({ sent, approved }) => sent !== null && approved === null).length,
      decisions: decisions.length,
      by_answer: tally(decisions, ({ answer }) => answer),
    },
  }
}
