// A document with the text of one version, and what that text cites: all that its pages need.

import { useMemo } from 'react'
import { documentApi } from '../../../contract/document.ts'
import { escalationPathApi } from '../../../contract/escalationPath.ts'
import type { DocumentKind } from '../../../core/document/documentVersion.ts'
import { policyCitedIn } from '../../../core/lint/reach.ts'
import { isWhole } from '../../../core/people/escalationPath.ts'
import { useCall } from '../../api/useCall.ts'
import { todayIn } from '../../kit/calendar.ts'
import { readersZone } from '../../kit/timeZones.ts'
import { type ReadingState, useReading } from './useReading.ts'

export function useDocument(kind: DocumentKind, documentId: string) {
  return useCall(documentApi.get, { params: { kind, documentId } })
}

export function useVersionText(kind: DocumentKind, documentId: string, hash: string | undefined) {
  return useCall(documentApi.text, { params: { kind, documentId, hash: hash ?? '' } }, { enabled: hash !== undefined, keep: true })
}

/** The policy in force that a runbook names; null where it names none, or it is not at hand. */
function useCitedPolicy(kind: DocumentKind, markdown: string | null): string | null {
  const id = kind === 'runbook' ? policyCitedIn(markdown ?? '') : null
  const policy = useCall(documentApi.get, { params: { kind: 'policy', documentId: id ?? '' } }, { enabled: id !== null }).data
  const text = useVersionText('policy', id ?? '', policy?.in_force?.hash).data
  return id === null || text?.id !== id ? null : text.markdown
}

function useWholePaths(): string {
  const paths = useCall(escalationPathApi.paths).data?.items ?? []
  return paths
    .filter(isWhole)
    .map(({ key }) => key)
    .sort()
    .join(' ')
}

/** Read and linted with what the text cites. Null: there is no text yet. */
export function useReadText(kind: DocumentKind, markdown: string | null, pause = 0): ReadingState {
  const policy = useCitedPolicy(kind, markdown)
  const whole = useWholePaths()
  const today = todayIn(readersZone(), Date.now())
  const question = useMemo(
    () =>
      markdown === null
        ? null
        : ({ asks: 'reading', request: { kind, markdown, policy, today, escalations: whole === '' ? [] : whole.split(' ') } } as const),
    [kind, markdown, policy, today, whole],
  )
  return useReading(question, pause)
}
