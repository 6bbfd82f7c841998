// What was just recorded of a review is shown without asking again.
import type { ReplyOf } from '../../../contract/endpoint.ts'
import { postIncidentApi } from '../../../contract/postIncident.ts'
import { queryClient } from '../../api/queryClient.ts'
import { keyOf } from '../../api/queryKey.ts'
import type { Work } from '../incident/useIncident.ts'

export function showReview({ params }: Work, learned: ReplyOf<typeof postIncidentApi.get>): void {
  queryClient.setQueryData(keyOf(postIncidentApi.get, { params }), learned)
}
