// Populations: everything of a kind in a period, counted, and listed for whoever may see it.
import { z } from 'zod'
import { populationIds, statesOfItems } from '../core/framework/population.ts'
import { endpoint } from './endpoint.ts'
import { CalendarDate, idOf, Time } from './shapes.ts'

export const periodQuery = { from: CalendarDate.optional(), to: CalendarDate.optional() }

export const Period = z.object({
  from: CalendarDate,
  to: CalendarDate.describe('the last day, included'),
  time_zone: z.string(),
  start: Time,
  end: Time.describe('the first instant after the last day'),
})

export const PopulationCount = z.object({
  id: z.enum(populationIds),
  total: z.number().int().describe('private incidents and what belongs to them included'),
  figures: z.array(z.object({ id: z.enum(statesOfItems), count: z.number().int() })).describe('parts of it, as they stand now'),
})

export const PopulationItem = z.object({
  id: z.string().describe('of the notice, the action, the gap; of the incident where the item is one'),
  at: Time.describe('what puts it into the period: when it was declared, sent, decided, opened, kept'),
  until: Time.nullable(),
  title: z.string().nullable().describe('null where it belongs to a private incident that the caller is not on'),
  state: z.enum(statesOfItems),
  incident: z.object({ id: idOf('incident'), number: z.string(), title: z.string(), is_redacted: z.boolean() }).nullable(),
  source: z.object({ id: idOf('source'), name: z.string() }).nullable(),
})

const reply = z.object({
  period: Period,
  total: z.number().int(),
  figures: PopulationCount.shape.figures,
  items: z.array(PopulationItem).describe('the earliest first, at most 1,000'),
})

const about = 'Days are calendar days in the organization’s time zone, both included; without them the last quarter that is over.'
const query = z.object(periodQuery).strict()
const refusals = ['period_not_valid'] as const

export const populationApi = {
  ofIncidents: endpoint({
    method: 'GET',
    path: '/populations/:population',
    needs: 'incident:read',
    summary: 'Incidents, exercises, reviews after incidents or corrective actions of a period',
    description: about,
    params: z.object({ population: z.enum(['incidents', 'exercises', 'post_incident_reviews', 'actions']) }),
    query,
    reply,
    refusals,
  }),
  notices: endpoint({
    method: 'GET',
    path: '/populations/notices',
    needs: 'obligation:read',
    summary: 'Notices sent in a period, and decisions not to notify',
    description: about,
    query,
    reply,
    refusals,
  }),
  gaps: endpoint({
    method: 'GET',
    path: '/populations/gaps',
    needs: 'coverage:read',
    summary: 'Silences of sources that touch a period',
    description: about,
    query,
    reply,
    refusals,
  }),
  evidence: endpoint({
    method: 'GET',
    path: '/populations/evidence',
    needs: 'evidence:read',
    summary: 'Evidence kept in a period, and what was lost in it',
    description: about,
    query,
    reply,
    refusals,
  }),
}
