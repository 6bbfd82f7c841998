// Every endpoint there is, by noun. The server serves exactly these; tests walk them; OpenAPI is printed from them.
import { alertApi } from './alert.ts'
import { auditApi } from './audit.ts'
import { commitmentApi } from './commitment.ts'
import { consistencyApi } from './consistency.ts'
import { coverageApi } from './coverage.ts'
import { currencyApi } from './currency.ts'
import { documentApi } from './document.ts'
import { documentExchangeApi } from './documentExchange.ts'
import { escalationPathApi } from './escalationPath.ts'
import { eventApi } from './event.ts'
import { evidenceApi } from './evidence.ts'
import { frameworkApi } from './framework.ts'
import { importApi } from './import.ts'
import { incidentApi } from './incident.ts'
import { ledgerApi } from './ledger.ts'
import { noticeApi, updateApi } from './notice.ts'
import { contractApi, obligationApi } from './obligation.ts'
import { organizationApi } from './organization.ts'
import { pageApi } from './page.ts'
import { invitationApi, personApi, tokenApi } from './person.ts'
import { populationApi } from './population.ts'
import { actionApi, postIncidentApi } from './postIncident.ts'
import { preservationApi } from './preservation.ts'
import { rotationApi } from './rotation.ts'
import { runApi, runbookApi } from './runbook.ts'
import { sessionApi } from './session.ts'
import { setupApi } from './setup.ts'
import { deliveryApi, sourceApi } from './source.ts'
import { uploadApi } from './upload.ts'

export const api = {
  incident: incidentApi,
  alert: alertApi,
  delivery: deliveryApi,
  source: sourceApi,
  coverage: coverageApi,
  runbook: runbookApi,
  run: runApi,
  consistency: consistencyApi,
  document: documentApi,
  documentExchange: documentExchangeApi,
  currency: currencyApi,
  commitment: commitmentApi,
  setup: setupApi,
  import: importApi,
  evidence: evidenceApi,
  upload: uploadApi,
  preservation: preservationApi,
  ledger: ledgerApi,
  audit: auditApi,
  framework: frameworkApi,
  population: populationApi,
  obligation: obligationApi,
  contract: contractApi,
  notice: noticeApi,
  update: updateApi,
  postIncident: postIncidentApi,
  action: actionApi,
  organization: organizationApi,
  person: personApi,
  invitation: invitationApi,
  token: tokenApi,
  session: sessionApi,
  escalation: { ...rotationApi, ...escalationPathApi, ...pageApi },
  event: eventApi,
} as const
