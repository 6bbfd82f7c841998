// One incident as it is for whoever looks at it on this device: what the server answered last, and what was done here since.
import { incidentApi } from '../../../contract/incident.ts'
import { isOpen } from '../../../core/incident/words.ts'
import type { IncidentId } from '../../../core/kernel/ids.ts'
import type { ShownAct } from '../../api/outbox.ts'
import { useCall } from '../../api/useCall.ts'
import { useWhyNot } from '../../api/useMe.ts'
import { type DoAct, useAct, useActs } from '../../api/useOutbox.ts'
import type { Incident } from './incidentShape.ts'

export type Work = {
  incident: Incident
  act: DoAct
  acts: readonly ShownAct[]
  /** Acts not known to the server yet, of one kind, and where it matters on one thing. */
  pending: (does: string, on?: string) => ShownAct | undefined
  params: { incidentId: IncidentId }
  /** Why nothing can be done; null: it can. */
  whyNot: string | null
}

function whyClosed({ state, merged_into }: Incident): string | null {
  if (isOpen(state)) return null
  if (state === 'merged') return `It was merged into ${merged_into?.number ?? 'another one'}: work goes on there.`
  return `It is ${state === 'closed' ? 'closed' : 'recorded as not an incident'}. Open it again first, at the bottom of this page.`
}

export function useIncident(id: string) {
  const params = { incidentId: id as IncidentId }
  const query = useCall(incidentApi.get, { params })
  const acts = useActs(id)
  const act = useAct(id)
  const mayNot = useWhyNot('incident:work')
  const incident = query.data
  const work: Work | null = incident
    ? {
        incident,
        act,
        acts,
        params,
        whyNot: mayNot ?? (incident.is_redacted ? 'It is private: only those on it can work on it.' : whyClosed(incident)),
        pending: (does, on) => acts.find((one) => one.state !== 'refused' && one.does === does && (on === undefined || one.on === on)),
      }
    : null
  return { query, work }
}
