// What the house says when it will not do something: a name from a closed list and a sentence that says what to do next.

/** Every name a refusal can bear. The HTTP status of each stands in `server/http/problem.ts`. */
export const refusalCodes = [
  'invalid_request',
  'not_signed_in',
  'sign_in_failed',
  'too_many_attempts',
  'origin_not_allowed',
  'not_permitted',
  'not_found',
  'link_not_valid',
  'already_set_up',
  'already_exists',
  'already_reviewed',
  'already_approved',
  'already_linked',
  'already_explained',
  'already_retired',
  'already_captured',
  'already_lost',
  'not_reviewed',
  'nothing_changed',
  'incident_closed',
  'state_not_possible',
  'not_complete',
  'key_reused',
  'last_admin',
  'reason_needed',
  'role_needed',
  'second_person_needed',
  'value_not_safe',
  'cause_not_specific',
  'draft_changed',
  'document_not_valid',
  'mail_not_configured',
  'period_not_valid',
  'period_not_over',
  'package_not_ready',
  'payload_too_large',
  'payload_not_readable',
  'upload_offset_wrong',
  'too_many_uploads',
  'retention_locked',
  'unsupported_encoding',
  'unsupported_media_type',
  'request_timeout',
  'nobody_to_page',
  'already_ended',
  'outgoing_not_allowed',
  'ledger_halted',
  'not_ready',
] as const

export type RefusalCode = (typeof refusalCodes)[number]

/** One field of a request that could not be accepted; `path` is a JSON pointer into the body, query or path. */
export type FieldProblem = { path: string; message: string }

/** The only error that is an answer. Anything else thrown is a defect and is answered as an opaque 500. */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly fields: readonly FieldProblem[]
  /** Seconds after which it makes sense to ask again; sent as `Retry-After`. */
  readonly retryAfter: number | undefined

  constructor(code: RefusalCode, message: string, more: { fields?: readonly FieldProblem[]; retryAfter?: number } = {}) {
    super(message)
    this.name = 'Refusal'
    this.code = code
    this.fields = more.fields ?? []
    this.retryAfter = more.retryAfter
  }
}
