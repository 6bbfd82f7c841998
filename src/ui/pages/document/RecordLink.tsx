// The name of a record, as the way to where it is.
import { Link } from '../../kit/Link.tsx'
import type { KeptRecord } from './documentShape.ts'
import { recordHref } from './keptWords.ts'

export function RecordLink({ policyId, record }: { policyId: string; record: KeptRecord }) {
  const href = recordHref(policyId, record)
  // Further down on this page: the browser knows best how to get there.
  return href.startsWith('#') ? <a href={href}>{record.name}</a> : <Link href={href}>{record.name}</Link>
}

/** Of one incident there may be several. */
export function isPart({ kind }: KeptRecord): boolean {
  return kind === 'action' || kind === 'evidence'
}

/** Beside its name: what it is about. */
export function recordTitle({ title, is_redacted }: KeptRecord): string | null {
  return is_redacted ? 'private, or not for you to see' : title
}
