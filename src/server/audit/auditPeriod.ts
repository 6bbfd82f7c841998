// The period of a kept audit in the words that entries and packages use.
import type { AuditPeriod } from '../../core/audit/statement.ts'
import type { AuditRow } from './auditStore.ts'

export function periodOf(audit: AuditRow): AuditPeriod {
  return {
    ...{ audit: audit.auditId, name: audit.name, firstDay: audit.firstDay, lastDay: audit.lastDay, timeZone: audit.timeZone },
    period: { start: audit.periodStart, end: audit.periodEnd },
  }
}
