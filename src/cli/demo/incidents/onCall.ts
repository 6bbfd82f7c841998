// Who is on call at the sample company, whom they call when nobody answers, and the contracts that say when customers are told.
import { addDays, type CalendarDate } from '../../../core/kernel/deadline.ts'
import { day, hour, type Instant, toInstant } from '../../../core/kernel/instant.ts'
import { onCallAt } from '../../../core/people/rotation.ts'
import { colleagues, company } from '../company.ts'
import { contract } from './dutyDeeds.ts'
import { path, rotation, standIn, tried } from './pageDeeds.ts'
import { act, calendarFrom, type OnCall, type Plot, type Setting } from './plot.ts'

/** The head of engineering, who decides when nobody on call answers. */
export const head = 'colleague-4'
/** Speaks for the company. */
export const spokeswoman = 'colleague-3'
/** Whose link the visitor is given: on call tonight. */
export const visitor = 'responder'

const primaryName = 'Security on-call'
const backupName = 'Security backup'
const pathKey = 'security-oncall'

const turns = colleagues.filter(({ onCall }) => onCall).map(({ key }) => key)
/** One turn later, so that nobody is their own backup. */
const backupTurns = [...turns.slice(1), ...turns.slice(0, 1)]

/** Since before the story, so that somebody is on call from its first day on. */
const startsOn = (first: CalendarDate) => addDays(first, -14)

export function whoIsOnCall(first: CalendarDate): (at: Instant) => OnCall {
  const personAt = (people: readonly string[], at: Instant) => {
    const plan = { id: '', name: '', timeZone: company.timeZone, people, handover: { weekday: 1, time: '10:00' }, overrides: [] }
    const onCall = onCallAt({ ...plan, startsOn: startsOn(first) }, at)
    if (onCall === null) throw new Error('nobody of the story is on call')
    return onCall.person
  }
  return (at) => ({ primary: personAt(turns, at), backup: personAt(backupTurns, at) })
}

const levels = [
  {
    target: { rotation: primaryName },
    backup: { rotation: backupName },
    mechanism: 'pagerduty',
    paging_policy: 'Larkspur security',
    channel: '#incident-security',
    chat: 'https://chat.larkspur.example.com/incident-security',
    wait_minutes: 15,
  },
  {
    target: { rotation: backupName },
    backup: { person: head },
    mechanism: 'pagerduty',
    paging_policy: 'Larkspur security, second level',
    channel: '#incident-security',
    wait_minutes: 15,
  },
  {
    target: { person: head },
    backup: { person: 'admin' },
    mechanism: 'phone',
    channel: '#incident-security',
    call: 'tel:+49-30-5550-0100',
  },
]

const contracts = {
  outdoor: {
    customer: 'Northwind Outdoor GmbH',
    contact: 'privacy@northwind.example.com',
    within: { amount: 48, unit: 'hours' as const },
    clock: 'awareness' as const,
    clause: 'Data processing agreement of 12 March, clause 9.2: within 48 hours of becoming aware of a breach of the customer’s data',
  },
  clinic: {
    customer: 'Kestrel Clinics plc',
    contact: 'security-notices@kestrel.example.com',
    within: { amount: 72, unit: 'hours' as const },
    clock: 'confirmation' as const,
    clause: 'Master services agreement, annex 4, section 3: within 72 hours of confirming unauthorized access to customer data',
    notes: 'The notice counts as received when their security desk answers.',
  },
}

/** What the company sets up in its first days, and keeps up since. */
export function houseKeeping(setting: Setting): Plot {
  const t = calendarFrom(setting, 0)
  const tonight = setting.now
  const firstDay = t(-1, '09:30')
  const second = (places: number) => toInstant(firstDay + places * 60_000)
  const until = toInstant(tonight + 20 * hour)
  const agreed = toInstant(tonight - 2 * day)
  return {
    key: 'house',
    firings: [],
    papers: {},
    acts: [
      act(firstDay, 'admin', rotation({ name: primaryName, people: turns, startsOn: startsOn(setting.quarter.first) })),
      act(second(4), 'admin', rotation({ name: backupName, people: backupTurns, startsOn: startsOn(setting.quarter.first) })),
      act(second(11), 'admin', path(pathKey, 'Security on-call', levels)),
      act(t(-1, '15:10'), 'admin', tried(pathKey, 1, 'Test page at 15:02, answered at 15:04.')),
      act(t(-1, '15:31'), 'admin', tried(pathKey, 2, 'Test page at 15:20, answered at 15:28.')),
      act(t(-1, '16:02'), 'compliance', contract('Northwind', contracts.outdoor)),
      act(t(-1, '16:09'), 'compliance', contract('Kestrel', contracts.clinic)),
      act(t(76, '09:12'), 'admin', tried(pathKey, 1, 'The page of yesterday’s exercise: answered after six minutes.')),
      act(agreed, 'compliance', standIn(primaryName, [{ person: visitor, from: toInstant(tonight - 20 * hour), to: until }])),
      act(
        toInstant(agreed + 60_000),
        'compliance',
        standIn(backupName, [{ person: backupTonight(setting), from: toInstant(tonight - 20 * hour), to: until }]),
      ),
    ],
  }
}

/** Who stands behind the visitor tonight. */
export function backupTonight({ now, onCallAt: at }: Setting): string {
  const { backup } = at(now)
  return backup === visitor ? (turns.find((key) => key !== visitor) ?? head) : backup
}
