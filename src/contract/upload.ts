// Uploads: files on their way in, in as many requests as it takes.
import { z } from 'zod'
import { endpoint } from './endpoint.ts'
import { idOf, none } from './shapes.ts'

const incidentParams = z.object({ incidentId: idOf('incident') })
const uploadParams = z.object({ incidentId: idOf('incident'), uploadId: idOf('upload') })

export const Upload = z.object({
  id: idOf('upload'),
  name: z.string(),
  size: z.number().int().nullable().describe('as said when it began'),
  offset: z.number().int().describe('so many bytes would survive a power cut; the next part begins here'),
})

export const uploadApi = {
  begin: endpoint({
    method: 'POST',
    path: '/incidents/:incidentId/uploads',
    needs: 'evidence:write',
    status: 201,
    repeatable: false,
    summary: 'Begin to send a file; parts follow, and can be gone on with after a broken connection',
    params: incidentParams,
    body: z.object({ name: z.string().min(1).max(20_000), size: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional() }).strict(),
    reply: Upload,
    refusals: ['not_found', 'payload_too_large', 'too_many_uploads'],
  }),
  get: endpoint({
    method: 'GET',
    path: '/incidents/:incidentId/uploads/:uploadId',
    needs: 'evidence:write',
    summary: 'Where an upload continues',
    params: uploadParams,
    reply: Upload,
    refusals: ['not_found'],
  }),
  append: endpoint({
    method: 'POST',
    path: '/incidents/:incidentId/uploads/:uploadId/parts',
    needs: 'evidence:write',
    repeatable: false,
    summary: 'Send the bytes from `offset` on; answers how many are durable',
    description:
      'The body is bytes of any content type, as many as arrive within TICKMARK_BODY_TIMEOUT. Where the connection breaks, what came is kept: ask where the upload continues. A part that begins elsewhere is refused with the right offset in `fields`. A newer request ends an older one of the same upload.',
    params: uploadParams,
    query: z.object({ offset: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER) }).strict(),
    takes: 'bytes',
    reply: z.object({ offset: z.number().int() }),
    refusals: ['not_found', 'already_exists', 'upload_offset_wrong', 'payload_too_large', 'request_timeout'],
  }),
  abandon: endpoint({
    method: 'DELETE',
    path: '/incidents/:incidentId/uploads/:uploadId',
    needs: 'evidence:write',
    status: 204,
    repeatable: false,
    summary: 'Give an upload up; its bytes are thrown away',
    params: uploadParams,
    reply: none,
    refusals: ['not_found'],
  }),
}
