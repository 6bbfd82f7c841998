// Opens an audit of a run of local days: what the days mean as instants is fixed now, whatever becomes of the organization's time zone.
import type { Actor } from '../../core/kernel/actor.ts'
import { countDays, isCalendarDate, periodOfDays } from '../../core/kernel/deadline.ts'
import type { AuditId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { record } from '../ledger/record.ts'
import { type AuditRow, insertAudit } from './auditStore.ts'
import { readOrganization } from './packageViews.ts'

export type NewAudit = { name: string; first_day: string; last_day: string }

const mostDays = 800
const earliest = '1970-01-01'
const latest = '2999-12-31'

export async function openAudit(tx: OrganizationTx, by: Actor, auditId: AuditId, asked: NewAudit, now: Instant): Promise<void> {
  checkDays(asked)
  const { timeZone } = await readOrganization(tx)
  const { start, end } = periodOfDays(asked.first_day, asked.last_day, timeZone)
  const audit: AuditRow = {
    ...{ auditId, name: asked.name, firstDay: asked.first_day, lastDay: asked.last_day, timeZone },
    ...{ periodStart: start, periodEnd: end, openedBy: by.id, openedAt: now },
  }
  await insertAudit(tx, audit)
  const detail = {
    ...{ name: audit.name, first_day: audit.firstDay, last_day: audit.lastDay, time_zone: timeZone },
    ...{ period_start: start, period_end: end },
  }
  await record(tx, [{ kind: 'audit.opened', act: by.id, obj: auditId, at: now, ctl: ['CC4.1'], detail }], now)
}

function checkDays({ first_day: first, last_day: last }: NewAudit): void {
  const wrong = [
    { path: '/first_day', day: first },
    { path: '/last_day', day: last },
  ].find(({ day }) => !isCalendarDate(day) || day < earliest || day > latest)
  if (wrong !== undefined) {
    throw new Refusal('period_not_valid', `${wrong.day} is not a day in the calendar.`, {
      fields: [{ path: wrong.path, message: 'a day that exists, as YYYY-MM-DD' }],
    })
  }
  const days = countDays(first, last)
  if (days < 1)
    throw new Refusal('period_not_valid', 'The period ends before it begins: choose a last day that is not before the first one.')
  if (days > mostDays)
    throw new Refusal('period_not_valid', `The period has ${days} days; an audit holds at most ${mostDays}. Open one for each year.`)
}
