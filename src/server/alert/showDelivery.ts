// One delivery for reading: unfolded, as text where it is text, and without the secrets that tools put into bodies and headers.
import { textOfUtf8 } from '../../integrations/bytes.ts'
import { redactHeaders, redactSecrets } from '../../integrations/redact.ts'
import { secretPointersOf } from '../../integrations/registry.ts'
import { decodeBody } from './decodeBody.ts'
import type { KeptDelivery } from './deliveryViews.ts'

/** More than this nobody reads on a page; the bytes themselves are all kept. */
const longestShown = 256 * 1024
const hexShown = 4096
const mostUnfolded = 16 * 1024 * 1024

export async function showDelivery({ line, headers, body, mapping }: KeptDelivery) {
  const decoded = await decodeBody(body, headers['content-encoding'], mostUnfolded)
  const whole = textOfUtf8(decoded.ok ? decoded.body : body)
  const { text, redacted } =
    whole === null ? { text: null, redacted: [] } : redactSecrets(whole, secretPointersOf(line.source.integration, { mapping }))
  const truncated = text !== null && text.length > longestShown
  // As bytes a secret could be read again, also out of a folded body.
  const mayShowBytes = redacted.length === 0
  return {
    headers: redactHeaders(headers).headers,
    body: {
      text: truncated ? text.slice(0, longestShown).toWellFormed() : text,
      redacted,
      truncated,
      hex_start: mayShowBytes ? Buffer.from(body.subarray(0, hexShown)).toString('hex') : '',
    },
  }
}
