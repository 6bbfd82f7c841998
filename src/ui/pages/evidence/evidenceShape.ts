// The contract's evidence as the pages of this noun name it.
import type { z } from 'zod'
import type { BodyIn } from '../../../contract/endpoint.ts'
import type {
  CustodyEntry as CustodyShape,
  Evidence as EvidenceShape,
  evidenceApi,
  EvidenceWithCustody as WholeShape,
} from '../../../contract/evidence.ts'
import type { Preservation as PreservationShape } from '../../../contract/preservation.ts'

export type Evidence = z.output<typeof EvidenceShape>
export type WholeEvidence = z.output<typeof WholeShape>
export type Custody = z.output<typeof CustodyShape>
export type Preservation = z.output<typeof PreservationShape>

/** What is said of the bytes when they are kept; the bytes themselves come by an upload. */
export type Told = Omit<BodyIn<typeof evidenceApi.capture>, 'upload_id' | 'text' | 'sha256'>
