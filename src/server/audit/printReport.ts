// Prints the report of a period as a PDF: its own template, set by the engine that sets all PDFs.
import type { ReportModel } from '../../core/audit/report/reportModel.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import { printPdf } from '../files/printPdf.ts'

const template = new URL('./report.typ', import.meta.url)

export function printReport(model: ReportModel, createdAt: Instant): Promise<Uint8Array> {
  return printPdf(template, model, createdAt)
}
