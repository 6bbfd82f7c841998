// Incidents with their alerts, clocks, people and severities, as their entries call for them.
import type { FoldedIncident } from '../../../core/incident/foldedIncident.ts'
import { foldIncident } from '../../../core/incident/foldIncident.ts'
import { type ExpectedRow, foldAll, hexBytes, type Noun, shape } from './noun.ts'

function incidentRow(incident: FoldedIncident): ExpectedRow {
  return {
    table: 'incident',
    key: '',
    index: incident.index,
    columns: {
      number: incident.number,
      title: incident.title,
      summary: incident.summary,
      origin: incident.origin,
      state: incident.state,
      is_exercise: incident.isExercise,
      is_private: incident.isPrivate,
      incident_type: incident.incidentType,
      declared_at: incident.declaredAt,
      declared_by: incident.declaredBy,
      acknowledged_at: incident.acknowledgedAt,
      acknowledged_by: incident.acknowledgedBy,
      triaged_at: incident.triagedAt,
      contained_at: incident.containedAt,
      recovered_at: incident.recoveredAt,
      closed_at: incident.closedAt,
      severity: incident.severity,
      severity_certainty: incident.severityCertainty,
      policy_id: incident.policyId,
      policy_version: hexBytes(incident.policyVersion),
      merged_into: incident.mergedInto,
      split_from: incident.splitFrom,
    },
  }
}

function partRows(incident: FoldedIncident): ExpectedRow[] {
  const { index } = incident
  return [
    ...incident.alerts.map((link) => ({
      ...{ table: 'incident_alert', key: link.alert, index },
      columns: { linked_at: link.linkedAt, linked_by: link.linkedBy, unlinked_at: link.unlinkedAt },
    })),
    ...incident.readings.map((reading) => ({
      ...{ table: 'incident_clock', key: reading.reading, index },
      columns: {
        ...{ clock: reading.clock, at: reading.at, time_zone: reading.timeZone, basis: reading.basis, read_by: reading.readBy },
        ...{ read_by_name: reading.readByName ?? undefined, recorded_at: reading.recordedAt, corrects: reading.corrects },
      },
    })),
    ...incident.roles.map(({ role, person, since, until, note }) => ({
      ...{ table: 'incident_role', key: `${role} ${person} ${since}`, index },
      columns: { until, note },
    })),
    ...incident.severities.map((set) => ({
      ...{ table: 'incident_severity', key: String(set.position), index },
      columns: {
        ...{ set_at: set.setAt, answers: set.answers, computed: set.computed, certainty: set.certainty, because: set.because },
        ...{ level: set.level, override_reason: set.overrideReason, set_by: set.setBy, set_by_name: set.setByName ?? undefined },
      },
    })),
  ]
}

const answers = `coalesce((select string_agg(a.key || '=' || (a.value #>> '{}'), ' ' order by a.key collate "C") from jsonb_each(answers) a), '')`
const because = `coalesce((select string_agg(b.value, ' ' order by b.place)
  from jsonb_array_elements_text(because) with ordinality b (value, place)), '')`

export const incidents: Noun = {
  prefix: 'inc_',
  tables: [
    shape(
      'incident',
      'incident_id',
      "''",
      'number title summary origin state is_exercise is_private incident_type declared_at declared_by acknowledged_at acknowledged_by triaged_at contained_at recovered_at closed_at severity severity_certainty policy_id policy_version merged_into split_from',
    ),
    shape('incident_alert', 'incident_id', 'alert_id', 'linked_at linked_by unlinked_at'),
    shape('incident_clock', 'incident_id', 'reading_id', 'clock at time_zone basis read_by read_by_name recorded_at corrects'),
    shape('incident_role', 'incident_id', "role || ' ' || person_id || ' ' || (extract(epoch from since) * 1000)::bigint", 'until note'),
    shape('incident_severity', 'incident_id', 'position', 'set_at computed certainty level override_reason set_by set_by_name', {
      computed: { answers, because },
    }),
  ],
  expect: (entries) => {
    const incident = foldAll(foldIncident, entries)
    if (incident === undefined) return { rows: [], contradictions: [] }
    return { rows: [incidentRow(incident), ...partRows(incident)], contradictions: incident.contradictions }
  },
}
