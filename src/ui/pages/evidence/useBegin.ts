// Begins to send a file or a text, with what is said of it; answers the key that it is known by on this device.
import type { IncidentId } from '../../../core/kernel/ids.ts'
import { serverNow } from '../../api/serverClock.ts'
import { useMe } from '../../api/useMe.ts'
import type { Told } from './evidenceShape.ts'
import { uploads } from './useUploads.ts'

/** `crypto.randomUUID` is missing on pages without TLS. */
const newKey = () => [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, '0')).join('')

export type Given = { file: File } | { text: string; name: string }

export function useBegin(incidentId: IncidentId): (given: Given, told: Omit<Told, 'name'>) => string | null {
  const who = useMe()?.actor.id
  return (given, told) => {
    if (who === undefined) return null
    const [bytes, name, lastModified, text] =
      'file' in given ? [given.file, given.file.name, given.file.lastModified, null] : [new Blob([given.text]), given.name, 0, given.text]
    const begunAt = new Date(serverNow()).toISOString()
    // When it was taken is when somebody chose it, however long it is on its way.
    const said = { happened_at: begunAt, ...told, name }
    const key = newKey()
    uploads.begin(
      { key, who, incidentId, uploadId: null, fileName: name, size: bytes.size, lastModified, told: said, begunAt, text },
      bytes,
    )
    return key
  }
}
