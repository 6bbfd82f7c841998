// May a browser show these bytes, and with which headers, so that nothing a stranger sent can ever run in our house?
import { contentDisposition } from './fileName.ts'
import { type SniffedType, unknownType } from './sniff.ts'

/** `image` and `text` may stand in a page; everything else is only handed over as a file. */
export type Showing = 'image' | 'text' | 'download'

/** Kinds whose decoders run nothing. SVG is markup and can carry script; PDF can too: neither is here. */
const images: readonly SniffedType[] = ['image/png', 'image/jpeg', 'image/gif', 'image/webp']
const texts: readonly SniffedType[] = ['text/plain; charset=utf-8', 'text/plain; charset=utf-16le', 'text/plain; charset=utf-16be']

/** `type` is what the bytes were sniffed as, never what somebody said they are. */
export function showingOf(type: SniffedType): Showing {
  if (images.includes(type)) return 'image'
  return texts.includes(type) ? 'text' : 'download'
}

/**
 * Headers for the bytes themselves. `wanted: 'file'` asks for a download whatever the type; `'page'` shows what may be shown.
 * A download is always `application/octet-stream`: its type would only tell a browser which program to start.
 */
export function showingHeaders({
  type,
  name,
  wanted,
}: {
  type: SniffedType
  name: string
  wanted: 'page' | 'file'
}): Record<string, string> {
  const shown = wanted === 'page' && showingOf(type) !== 'download'
  return {
    'content-type': shown ? type : unknownType,
    'content-disposition': contentDisposition(shown ? 'inline' : 'attachment', name),
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
    // Other sites may not draw these into theirs, and no copy stays in a shared cache.
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'private, no-store',
  }
}
