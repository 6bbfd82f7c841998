// One notice with the duty it answers to; what was just recorded is shown without asking again.
import type { ReplyOf } from '../../../contract/endpoint.ts'
import { noticeApi } from '../../../contract/notice.ts'
import { obligationApi } from '../../../contract/obligation.ts'
import { queryClient } from '../../api/queryClient.ts'
import { keyOf } from '../../api/queryKey.ts'
import { useCall } from '../../api/useCall.ts'
import type { Work } from '../incident/useIncident.ts'
import type { Duty, Notice, Notices } from './dutyShape.ts'

export function useNotice({ params }: Work, noticeId: string) {
  const notices = useCall(noticeApi.list, { params })
  const duties = useCall(obligationApi.list, { params })
  const notice: Notice | null = notices.data?.items.find(({ id }) => id === noticeId) ?? null
  const duty: Duty | null = duties.data?.obligations.find(({ rule }) => rule === notice?.rule) ?? null
  return { notices, notice, duty }
}

export function showRecorded({ params }: Work, notice: ReplyOf<typeof noticeApi.change>): void {
  queryClient.setQueryData<Notices>(
    keyOf(noticeApi.list, { params }),
    (before) => before && { ...before, items: before.items.map((one) => (one.id === notice.id ? notice : one)) },
  )
}
