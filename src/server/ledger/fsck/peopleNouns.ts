// The organization with its published documents, its people and their API tokens, as their entries call for them.
import { foldDocuments } from '../../../core/document/foldDocuments.ts'
import type { OpenedEntry } from '../../../core/ledger/openedEntry.ts'
import { type FoldedOrganization, foldOrganization } from '../../../core/people/foldOrganization.ts'
import { type FoldedPerson, foldPerson } from '../../../core/people/foldPerson.ts'
import { type FoldedToken, foldToken } from '../../../core/people/foldToken.ts'
import { lifeRows, lifeShapes, lineRows, lineShape } from './documentNouns.ts'
import { type ExpectedRow, hexBytes, type Noun, oneRow, shape } from './noun.ts'

export const people: Noun = {
  prefix: 'per_',
  tables: [shape('person', 'person_id', "''", 'role active_from active_until name email')],
  expect: oneRow<FoldedPerson>('person', foldPerson, (person) => ({
    role: person.role,
    active_from: person.activeFrom,
    active_until: person.activeUntil,
    name: person.name ?? undefined,
    email: person.email ?? undefined,
  })),
}

export const tokens: Noun = {
  prefix: 'tok_',
  tables: [shape('api_token', 'token_id', "''", 'name role created_by created_at expires_at revoked_at')],
  expect: oneRow<FoldedToken>('api_token', foldToken, (token) => ({
    name: token.name,
    role: token.role,
    created_by: token.createdBy,
    created_at: token.createdAt,
    expires_at: token.expiresAt,
    revoked_at: token.revokedAt,
  })),
}

function documentRows(entries: readonly OpenedEntry[]): ExpectedRow[] {
  return foldDocuments(entries).map((document) => ({
    ...{ table: 'document_version', key: `${document.kind} ${document.documentId} ${document.version}`, index: document.index },
    columns: {
      ...{ number: document.number, title: document.title, published_at: document.publishedAt, published_by: document.publishedBy },
      immediate: document.immediate,
      // What was published is what the entry names: the text is not in it, its hash is.
      'hash of the markdown': hexBytes(document.version),
    },
  }))
}

const oneOrganization = oneRow<FoldedOrganization>('organization', foldOrganization, (organization) => ({
  name: organization.name ?? undefined,
  time_zone: organization.timeZone,
  created_at: organization.createdAt,
  simulated_until: organization.simulatedUntil,
}))

export const organizations: Noun = {
  prefix: 'org_',
  tables: [
    shape('organization', 'org_id', "''", 'name time_zone created_at simulated_until'),
    shape(
      'document_version',
      'org_id',
      "kind || ' ' || document_id || ' ' || encode(version, 'hex')",
      'number title published_at published_by immediate',
      { computed: { 'hash of the markdown': "sha256(convert_to(markdown, 'UTF8'))" } },
    ),
    ...lifeShapes,
    lineShape,
  ],
  expect: (entries) => {
    const { rows, contradictions } = oneOrganization(entries)
    return { rows: [...rows, ...documentRows(entries), ...lifeRows(entries), ...lineRows(entries)], contradictions }
  },
}
