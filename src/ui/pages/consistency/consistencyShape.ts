// Findings as the API gives them.
import type { consistencyApi } from '../../../contract/consistency.ts'
import type { ReplyOf } from '../../../contract/endpoint.ts'

export type Consistency = ReplyOf<typeof consistencyApi.get>
export type Finding = Consistency['items'][number]
export type Sentence = Finding['sentences'][number]
