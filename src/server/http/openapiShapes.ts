// Shapes of the contract that more than one answer holds: the OpenAPI document prints each once, under its name.
import { z } from 'zod'
import { Alert, EntryLine, Observation, Review } from '../../contract/alert.ts'
import { Audit, AuditPackage } from '../../contract/audit.ts'
import { CommitmentRecord } from '../../contract/commitment.ts'
import { LintSummary } from '../../contract/consistency.ts'
import { CoverageDay, Gap } from '../../contract/coverage.ts'
import { Currency } from '../../contract/currency.ts'
import { Acknowledgements, Approval, Document, DocumentLine, Draft, TextProblem, VersionLine } from '../../contract/documentShapes.ts'
import { CustodyEntry, Evidence, EvidenceWithCustody } from '../../contract/evidence.ts'
import { CatalogueSource, CriterionLine, CriterionName, FrameworkLine, Misreading } from '../../contract/framework.ts'
import { Incident, IncidentLine, ThreadItem } from '../../contract/incidentShapes.ts'
import { Checkpoint, Destination, Entry } from '../../contract/ledger.ts'
import { Organization } from '../../contract/organization.ts'
import { ApiToken, Invitation, Person } from '../../contract/person.ts'
import { Period, PopulationCount, PopulationItem } from '../../contract/population.ts'
import { Preservation } from '../../contract/preservation.ts'
import { DocumentVersion, RunbookLine, RunLine, StepMark } from '../../contract/runbook.ts'
import { Me, Session } from '../../contract/session.ts'
import { SavedDrafts } from '../../contract/setup.ts'
import { Who } from '../../contract/shapes.ts'
import { Delivery, Integration, Source } from '../../contract/source.ts'
import { Upload } from '../../contract/upload.ts'

/** Shapes that more than one answer holds: printed once, under their name. */
export const named = z.registry<{ id: string }>()
const shapes = {
  Incident,
  IncidentLine,
  ThreadItem,
  Alert,
  Review,
  Observation,
  EntryLine,
  Delivery,
  Source,
  Integration,
  Gap,
  CoverageDay,
  Evidence,
  EvidenceWithCustody,
  CustodyEntry,
  Preservation,
  Upload,
  Checkpoint,
  Entry,
  Destination,
  Audit,
  AuditPackage,
  FrameworkLine,
  CriterionLine,
  CriterionName,
  Misreading,
  CatalogueSource,
  Period,
  PopulationCount,
  PopulationItem,
  DocumentVersion,
  Document,
  DocumentLine,
  VersionLine,
  Approval,
  TextProblem,
  Draft,
  Acknowledgements,
  LintSummary,
  SavedDrafts,
  Currency,
  CommitmentRecord,
  RunbookLine,
  RunLine,
  StepMark,
  Organization,
  Person,
  Invitation,
  ApiToken,
  Session,
  Me,
  Who,
}
for (const [id, shape] of Object.entries(shapes)) named.add(shape, { id })
