// The contract's obligations, notices, updates and contracts as the pages of this noun name them.
import type { z } from 'zod'
import type { ReplyOf } from '../../../contract/endpoint.ts'
import type { Notice as NoticeShape, noticeApi } from '../../../contract/notice.ts'
import type {
  Contract as ContractShape,
  Obligation as ObligationShape,
  Obligations as ObligationsShape,
} from '../../../contract/obligation.ts'

export type Duty = z.output<typeof ObligationShape>
export type Duties = z.output<typeof ObligationsShape>
export type Notice = z.output<typeof NoticeShape>
export type Notices = ReplyOf<typeof noticeApi.list>
export type Contract = z.output<typeof ContractShape>
