// The contract's audit as the pages of this noun name it.
import type { z } from 'zod'
import type { Audit as AuditShape, AuditPackage as PackageShape, AuditSummary as SummaryShape } from '../../../contract/audit.ts'

export type Audit = z.output<typeof AuditShape>
export type AuditPackage = z.output<typeof PackageShape>
export type AuditSummary = z.output<typeof SummaryShape>
