// What a package holds of documents: the entries from before it that they rest on, and the policies that its incidents are judged by.
import { earlierLine } from '../../core/audit/earlierLine.ts'
import type { Policies } from '../../core/audit/incidentFindings.ts'
import { documentPath, paths } from '../../core/audit/packageLayout.ts'
import { demandAllDocuments } from '../../core/audit/populations/documents.ts'
import type { RangeReading } from '../../core/audit/readRange.ts'
import type { Statement } from '../../core/audit/statement.ts'
import { encodeBase64 } from '../../core/ledger/base64.ts'
import { joinBytes } from '../../core/ledger/bytes.ts'
import { parseCanonical } from '../../core/ledger/canonicalJson.ts'
import type { SlotValue } from '../../core/ledger/entry.ts'
import { leafHash } from '../../core/ledger/merkleTree.ts'
import { parseHeader } from '../../core/ledger/parseHeader.ts'
import { encodeUtf8 } from '../../core/ledger/utf8.ts'
import { parsePolicy } from '../../core/policy/parsePolicy.ts'
import { nodeCryptography } from '../ledger/nodeCryptography.ts'
import { PackageNotWritten } from './packageNotWritten.ts'
import type { PackageSource } from './packageSource.ts'
import { type PackedMember, packBytes } from './packMember.ts'

type Written = { statement: Statement; source: PackageSource }

const { sha256 } = nodeCryptography

/** What is known of documents from before; and the package says as much as the entry that asked for it, or its own verifier would refuse it. */
export async function writeEarlier({ statement, source }: Written, reading: RangeReading): Promise<PackedMember[]> {
  const { openingSize } = statement
  const earlier = openingSize === 0 ? [] : await source.earlier(openingSize)
  for (const { index, header: bytes, openings } of earlier) {
    const slots = Object.fromEntries(openings.map(({ slot, bytes: said }) => [slot, parseCanonical(said) as SlotValue]))
    reading.documents.takeEarlier({ index, header: parseHeader(bytes), leafHash: encodeBase64(leafHash(sha256, bytes)), slots })
  }
  const request = reading.requests.get(statement.package)
  if (request !== undefined) {
    if (request.documents === null)
      throw new PackageNotWritten('This package was asked for by an earlier version of Tickmark: ask for another one.')
    demandAllDocuments(reading.documents, openingSize, request.documents, request.index)
  }
  return openingSize === 0 ? [] : [packBytes(paths.earlier, joinBytes(...earlier.map(earlierLine)))]
}

/** The policies that the incidents are judged by: the verifier judges them again. */
export async function writeDocuments(
  { source }: Pick<Written, 'source'>,
  { incidents }: RangeReading,
): Promise<{ policies: Policies; documents: PackedMember[] }> {
  const policies = new Map<string, ReturnType<typeof parsePolicy>['policy']>()
  const documents: PackedMember[] = []
  for (const version of incidents.policyVersions()) {
    const text = await source.policyText(version)
    const member = text === null ? undefined : packBytes(documentPath(version), encodeUtf8(text))
    if (text === null || member?.sha256 !== version) {
      throw new PackageNotWritten(
        `The policy ${version}, which an incident of the period is judged by, is not kept as it was. Run tickmark fsck.`,
      )
    }
    policies.set(version, parsePolicy(text).policy)
    documents.push(member)
  }
  return { policies, documents }
}
