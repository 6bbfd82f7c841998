// What may be said of an incident: its states, roles and origins, and what declaring one takes.
import { z } from 'zod'
import { dismissals, incidentOrigins, incidentRoles, incidentStates } from '../core/incident/words.ts'
import { idOf, words } from './shapes.ts'

export const IncidentState = z.enum(incidentStates)
export const IncidentRole = z.enum(incidentRoles)
export const IncidentOrigin = z.enum(incidentOrigins)

/** What the alerts of a dismissed incident turned out to be. */
export const Disposed = z.enum(dismissals)

/** By the name of the policy's fact. */
export const incidentAnswers = z.record(z.string().max(100), z.union([z.string().max(200), z.number()]))

const time = z.iso.datetime({ offset: true })

export const declareBody = z.object({
  origin: IncidentOrigin,
  title: words(300).optional().describe('needed unless alerts are given'),
  summary: z.string().trim().max(20_000).optional(),
  alert_ids: z.array(idOf('alert')).max(100).optional(),
  is_exercise: z.boolean().optional(),
  is_private: z.boolean().optional(),
  began_at: time.optional().describe('when it began, as far as is known: a reading of the clock `occurrence`'),
  detected_at: time.optional().describe('when somebody or something noticed: a reading of the clock `detection`'),
  aware_at: time.optional().describe('when it was reasonably certain; now unless said: a reading of the clock `awareness`'),
  incident_type: words(100).optional().describe('as runbooks name it: `credential-compromise`'),
})
