// How a refusal looks over HTTP: one table from code to status, and the body of RFC 9457.

import { type FieldProblem, Refusal, type RefusalCode } from '../../core/kernel/refusal.ts'
import { DatabaseUnavailable } from '../../database/databaseUnavailable.ts'

export const statusOf: Record<RefusalCode, number> = {
  invalid_request: 400,
  not_signed_in: 401,
  sign_in_failed: 401,
  too_many_attempts: 429,
  origin_not_allowed: 403,
  not_permitted: 403,
  not_found: 404,
  link_not_valid: 410,
  already_set_up: 409,
  already_exists: 409,
  already_reviewed: 409,
  already_approved: 409,
  already_linked: 409,
  already_explained: 409,
  already_retired: 409,
  already_captured: 409,
  already_lost: 409,
  not_reviewed: 409,
  nothing_changed: 409,
  incident_closed: 409,
  state_not_possible: 409,
  not_complete: 409,
  key_reused: 409,
  last_admin: 409,
  reason_needed: 422,
  role_needed: 403,
  second_person_needed: 409,
  value_not_safe: 422,
  cause_not_specific: 422,
  draft_changed: 409,
  document_not_valid: 422,
  mail_not_configured: 409,
  period_not_valid: 422,
  period_not_over: 409,
  package_not_ready: 409,
  payload_too_large: 413,
  payload_not_readable: 422,
  upload_offset_wrong: 409,
  too_many_uploads: 429,
  retention_locked: 409,
  unsupported_encoding: 415,
  unsupported_media_type: 415,
  request_timeout: 408,
  nobody_to_page: 409,
  already_ended: 409,
  outgoing_not_allowed: 403,
  ledger_halted: 503,
  not_ready: 503,
}

const titles: Record<RefusalCode, string> = {
  invalid_request: 'The request cannot be read',
  not_signed_in: 'Not signed in',
  sign_in_failed: 'Sign-in failed',
  too_many_attempts: 'Too many attempts',
  origin_not_allowed: 'Not sent from a page of Tickmark',
  not_permitted: 'Not permitted',
  not_found: 'Not found',
  link_not_valid: 'The link is not valid',
  already_set_up: 'Already set up',
  already_exists: 'Already exists',
  already_reviewed: 'Already reviewed',
  already_approved: 'Already approved',
  already_linked: 'Already linked',
  already_explained: 'Already explained',
  already_retired: 'Already retired',
  already_captured: 'Already captured',
  already_lost: 'Already recorded as lost',
  not_reviewed: 'Not reviewed yet',
  nothing_changed: 'Nothing would change',
  incident_closed: 'The incident is closed',
  state_not_possible: 'Not possible in this state',
  not_complete: 'Something is missing',
  key_reused: 'The key was used before',
  last_admin: 'The last admin',
  reason_needed: 'A reason is needed',
  role_needed: 'Another role is needed',
  second_person_needed: 'A second person is needed',
  value_not_safe: 'The value is not safe to fill in',
  cause_not_specific: 'The cause is not specific',
  draft_changed: 'Somebody else saved the draft',
  document_not_valid: 'The text cannot be taken as it is',
  mail_not_configured: 'No mail server is set up',
  period_not_valid: 'The period is not valid',
  period_not_over: 'The period is not over',
  package_not_ready: 'The package is not ready',
  payload_too_large: 'Too large',
  payload_not_readable: 'The payload cannot be read',
  upload_offset_wrong: 'The upload continues elsewhere',
  too_many_uploads: 'Too many open uploads',
  retention_locked: 'Locked until its retention ends',
  unsupported_encoding: 'The encoding is not supported',
  unsupported_media_type: 'The media type is not supported',
  request_timeout: 'The request took too long',
  nobody_to_page: 'There is nobody to page',
  already_ended: 'It has ended already',
  outgoing_not_allowed: 'Outgoing requests are not allowed',
  ledger_halted: 'The ledger has stopped',
  not_ready: 'Not ready',
}

/** A defect is answered with this code: it is not a refusal, and says nothing of what went wrong. */
export const defectCode = 'internal_error'

export type Problem = {
  type: 'about:blank'
  title: string
  status: number
  /** What happened and what to do. */
  detail: string
  code: RefusalCode | typeof defectCode
  fields?: readonly FieldProblem[]
  request_id: string
}

export const problemMediaType = 'application/problem+json; charset=utf-8'

export function problemOf(refusal: Refusal, requestId: string): Problem {
  return {
    type: 'about:blank',
    title: titles[refusal.code],
    status: statusOf[refusal.code],
    detail: refusal.message,
    code: refusal.code,
    ...(refusal.fields.length > 0 ? { fields: refusal.fields } : {}),
    request_id: requestId,
  }
}

export function defectProblem(requestId: string): Problem {
  return {
    type: 'about:blank',
    title: 'A defect in Tickmark',
    status: 500,
    detail: `Something went wrong on our side. It is logged under the reference ${requestId}.`,
    code: defectCode,
    request_id: requestId,
  }
}

/** What Fastify says about a request it could not take in, by its own error codes. */
const fastifyRefusals: Record<string, () => Refusal> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () => new Refusal('unsupported_media_type', 'Send the body as application/json.'),
  FST_ERR_CTP_BODY_TOO_LARGE: () => new Refusal('payload_too_large', 'The body is larger than this server accepts.'),
  FST_ERR_CTP_EMPTY_JSON_BODY: () => new Refusal('invalid_request', 'The body is empty, but its media type says JSON.'),
  FST_ERR_CTP_INVALID_JSON_BODY: () => new Refusal('invalid_request', 'The body is not valid JSON.'),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () => new Refusal('invalid_request', 'The body is not as long as Content-Length says.'),
  FST_ERR_BAD_URL: () => new Refusal('invalid_request', 'The address cannot be decoded.'),
  FST_ERR_MAX_PARAM_LENGTH: () => new Refusal('not_found', 'There is nothing at this address.'),
}

/** The refusal that an error stands for; undefined where it is a defect. */
export function refusalOf(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error
  if (error instanceof DatabaseUnavailable) {
    return new Refusal('not_ready', 'The database does not answer just now. Nothing was changed; try again shortly.', { retryAfter: 5 })
  }
  const { code, statusCode } = error as { code?: unknown; statusCode?: unknown }
  if (typeof code === 'string' && fastifyRefusals[code]) return fastifyRefusals[code]()
  if (error instanceof SyntaxError && statusCode === 400) return new Refusal('invalid_request', 'The body is not valid JSON.')
  if (code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE')
    return new Refusal('request_timeout', 'The request ended before it was whole.')
  return undefined
}
