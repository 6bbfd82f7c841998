// Reads in one short transaction what is worked on afterwards: a connection is not held while the linter thinks.
import { inOrganization, type OrganizationTx } from '../../database/inOrganization.ts'
import type { OpenCall } from '../http/route.ts'

export type Asker = Pick<OpenCall, 'services' | 'by' | 'organizationId' | 'now'>

export function readFirst<T>({ services, by, organizationId }: Asker, work: (tx: OrganizationTx) => Promise<T>): Promise<T> {
  if (by === null || organizationId === null) throw new Error('documents were read without a sign-in')
  return inOrganization(services.database, organizationId, by, work, { readOnly: true })
}
