// Rotations: people who take turns by the week, and who is on call.
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { TimeZone } from './organization.ts'
import { CalendarDate, GivenTime, idOf, Named, Time, words } from './shapes.ts'

const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time as HH:MM')
const Handover = z.object({ weekday: z.number().int().min(1).max(7).describe('1 is Monday'), time: TimeOfDay }).strict()

export const OnCall = z.object({
  person: Named,
  because: z.enum(['turn', 'override']),
  until: Time.nullable().describe('when the next hand-over or stand-in begins; null: not within the next 60 days'),
})

export const Rotation = z.object({
  id: idOf('rotation'),
  name: z.string(),
  time_zone: TimeZone,
  handover: Handover,
  starts_on: CalendarDate,
  people: z.array(Named).describe('in the order of their turns'),
  overrides: z.array(z.object({ person: Named, from: Time, to: Time })),
  on_call: OnCall.nullable().describe('now; null: nobody'),
  changed_at: Time,
})

const rotationFields = {
  name: words(120),
  time_zone: TimeZone,
  handover: Handover,
  starts_on: CalendarDate,
  people: z.array(idOf('person')).max(50),
  overrides: z.array(z.object({ person_id: idOf('person'), from: GivenTime, to: GivenTime }).strict()).max(200),
}

export const rotationApi = {
  rotations: endpoint({
    method: 'GET',
    path: '/rotations',
    needs: 'escalation:read',
    summary: 'Rotations, and who is on call in each now',
    reply: z.object({ items: z.array(Rotation) }),
  }),
  addRotation: endpoint({
    method: 'POST',
    path: '/rotations',
    needs: 'escalation:write',
    status: 201,
    summary: 'Add a rotation: people who take turns by the week',
    body: z.object({ ...rotationFields, overrides: rotationFields.overrides.default([]) }).strict(),
    reply: Rotation,
    refusals: ['already_exists', 'not_found'],
  }),
  rotation: endpoint({
    method: 'GET',
    path: '/rotations/:rotationId',
    needs: 'escalation:read',
    summary: 'One rotation',
    params: z.object({ rotationId: idOf('rotation') }),
    reply: Rotation,
    refusals: ['not_found'],
  }),
  changeRotation: endpoint({
    method: 'PATCH',
    path: '/rotations/:rotationId',
    needs: 'escalation:write',
    summary: 'Change a rotation; lists are given whole',
    params: z.object({ rotationId: idOf('rotation') }),
    body: z.object(rotationFields).partial().strict(),
    reply: Rotation,
    refusals: ['not_found', 'already_exists', 'nothing_changed'],
  }),
  shifts: endpoint({
    method: 'GET',
    path: '/rotations/:rotationId/shifts',
    needs: 'escalation:read',
    summary: 'Who is on call from when to when',
    description: 'At most 400 days at a time.',
    params: z.object({ rotationId: idOf('rotation') }),
    query: z.object({ from: GivenTime, to: GivenTime }).strict(),
    reply: z.object({ items: z.array(z.object({ person: Named, because: z.enum(['turn', 'override']), from: Time, to: Time })) }),
    refusals: ['not_found', 'period_not_valid'],
  }),
  onCall: endpoint({
    method: 'GET',
    path: '/on-call',
    needs: 'escalation:read',
    summary: 'Who is on call now, by rotation',
    reply: z.object({
      at: Time,
      items: z.array(z.object({ rotation: z.object({ id: idOf('rotation'), name: z.string() }), on_call: OnCall.nullable() })),
    }),
  }),
}
