// The text of a policy version as it was published.
import type { OrganizationTx } from '../../database/inOrganization.ts'

export async function policyMarkdown({ db }: OrganizationTx, policyId: string, version: Uint8Array): Promise<string | undefined> {
  const row = await db
    .selectFrom('document_version')
    .select('markdown')
    .where('kind', '=', 'policy')
    .where('document_id', '=', policyId)
    .where('version', '=', version)
    .executeTakeFirst()
  return row?.markdown
}
