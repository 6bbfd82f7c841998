// Audits: a period, and the package an auditor takes away.
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { CalendarDate, idOf, Time, Who, words } from './shapes.ts'

export const AuditPackage = z.object({
  id: idOf('package'),
  state: z.enum(['waiting', 'building', 'ready', 'failed']),
  step: z.string(),
  done: z.number().int(),
  total: z.number().int(),
  requested_by: Who,
  requested_at: Time,
  finished_at: Time.nullable(),
  error: z.string().nullable(),
  file_name: z.string().nullable(),
  size: z.number().int().nullable(),
  sha256: z.string().nullable(),
  closing_size: z.number().int().nullable(),
  entry_count: z.number().int().nullable(),
})

export const Audit = z.object({
  id: idOf('audit'),
  name: z.string(),
  first_day: CalendarDate,
  last_day: CalendarDate,
  time_zone: z.string(),
  period_start: Time,
  period_end: Time.describe('the first instant after the last day'),
  opened_by: Who,
  opened_at: Time,
  packages: z.array(AuditPackage),
})

export const AuditSummary = z.object({
  alerts: z.number().int(),
  reviewed: z.number().int(),
  reviewed_late: z.number().int(),
  unreviewed: z.number().int(),
  by_disposition: z.record(z.string(), z.number().int()),
  sources: z.number().int(),
  gaps: z.number().int(),
  gaps_unexplained: z.number().int(),
  refused_deliveries: z.number().int(),
  opening: z.object({ size: z.number().int(), signed_at: Time, timestamped: z.boolean() }).nullable(),
  closing: z.object({ size: z.number().int(), signed_at: Time, timestamped: z.boolean() }).nullable(),
  warnings: z.array(z.string()).describe('what a package built now would not prove, in words'),
})

const params = z.object({ auditId: idOf('audit') })

export const auditApi = {
  list: endpoint({
    method: 'GET',
    path: '/audits',
    needs: 'audit:read',
    summary: 'Audits, latest period first',
    reply: z.object({ items: z.array(Audit) }),
  }),
  open: endpoint({
    method: 'POST',
    path: '/audits',
    needs: 'audit:write',
    status: 201,
    summary: 'Open an audit of a period',
    description: 'Days are calendar days in the organization’s time zone, both included; at most 800 days.',
    body: z.object({ name: words(120), first_day: CalendarDate, last_day: CalendarDate }).strict(),
    reply: Audit,
    refusals: ['period_not_valid'],
  }),
  get: endpoint({
    method: 'GET',
    path: '/audits/:auditId',
    needs: 'audit:read',
    summary: 'One audit with its packages',
    params,
    reply: Audit,
    refusals: ['not_found'],
  }),
  summary: endpoint({
    method: 'GET',
    path: '/audits/:auditId/summary',
    needs: 'audit:read',
    summary: 'What the period holds as of now',
    params,
    reply: AuditSummary,
    refusals: ['not_found'],
  }),
  buildPackage: endpoint({
    method: 'POST',
    path: '/audits/:auditId/packages',
    needs: 'audit:write',
    status: 202,
    summary: 'Build the package of an audit; progress is on the audit',
    params,
    reply: AuditPackage,
    refusals: ['not_found', 'period_not_over', 'ledger_halted'],
  }),
  download: endpoint({
    method: 'GET',
    path: '/audits/:auditId/packages/:packageId/file',
    needs: 'audit:read',
    summary: 'The package as a ZIP file (BagIt, RFC 8493)',
    params: z.object({ auditId: idOf('audit'), packageId: idOf('package') }),
    reply: { plain: 'bytes', mediaType: 'application/zip' },
    refusals: ['not_found', 'package_not_ready'],
  }),
}
