// Every endpoint there is, by noun. The server serves exactly these; tests walk them; OpenAPI is printed from them.
import { alertApi } from './alert.ts'
import { auditApi } from './audit.ts'
import { coverageApi } from './coverage.ts'
import { escalationApi } from './escalation.ts'
import { eventApi } from './event.ts'
import { incidentApi } from './incident.ts'
import { ledgerApi } from './ledger.ts'
import { organizationApi } from './organization.ts'
import { invitationApi, personApi, tokenApi } from './person.ts'
import { runApi, runbookApi } from './runbook.ts'
import { sessionApi } from './session.ts'
import { deliveryApi, sourceApi } from './source.ts'

export const api = {
  incident: incidentApi,
  alert: alertApi,
  delivery: deliveryApi,
  source: sourceApi,
  coverage: coverageApi,
  runbook: runbookApi,
  run: runApi,
  ledger: ledgerApi,
  audit: auditApi,
  organization: organizationApi,
  person: personApi,
  invitation: invitationApi,
  token: tokenApi,
  session: sessionApi,
  escalation: escalationApi,
  event: eventApi,
} as const
