// Every endpoint there is, by noun. The server serves exactly these; tests walk them; OpenAPI is printed from them.
import { alertApi } from './alert.ts'
import { auditApi } from './audit.ts'
import { coverageApi } from './coverage.ts'
import { eventApi } from './event.ts'
import { evidenceApi, preservationApi, uploadApi } from './evidence.ts'
import { ledgerApi } from './ledger.ts'
import { organizationApi } from './organization.ts'
import { invitationApi, personApi, tokenApi } from './person.ts'
import { sessionApi } from './session.ts'
import { deliveryApi, sourceApi } from './source.ts'

export const api = {
  alert: alertApi,
  delivery: deliveryApi,
  source: sourceApi,
  coverage: coverageApi,
  evidence: evidenceApi,
  upload: uploadApi,
  preservation: preservationApi,
  ledger: ledgerApi,
  audit: auditApi,
  organization: organizationApi,
  person: personApi,
  invitation: invitationApi,
  token: tokenApi,
  session: sessionApi,
  event: eventApi,
} as const
