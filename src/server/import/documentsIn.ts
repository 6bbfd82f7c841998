// Which documents are in a file that somebody wants to import? Told by its bytes, not by its name.
import { type Converted, htmlToMarkdown } from '../../core/import/htmlToMarkdown.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import { readDocx } from './readDocx.ts'
import { readZip, zipLimits } from './readZip.ts'

/** `from`: the name of the file, with the place in a ZIP behind it. */
export type FoundText = Converted & { from: string }
export type FoundTexts = { texts: readonly FoundText[]; skipped: readonly { from: string; because: string }[] }

const isPage = /\.(?:md|markdown|html?)$/i
const isZip = /\.zip$/i
/** The title page of a Confluence export: links to the others and nothing else. */
const isTableOfContents = /(?:^|\/)index\.html$/i

export async function documentsIn(name: string, bytes: Buffer): Promise<FoundTexts> {
  if (bytes.length === 0) throw new Refusal('payload_not_readable', 'It is empty.')
  if (!isZipFile(bytes)) return { texts: [readText(name, bytes)], skipped: [] }
  const { texts, skipped } = await inZip(name, bytes, zipLimits.allBytes)
  return { texts, skipped }
}

/** `left`: so many bytes may still be unpacked, of this ZIP and of those in it together. */
async function inZip(name: string, bytes: Buffer, left: number, depth = 0): Promise<FoundTexts & { left: number }> {
  const wanted = (entry: string) => isPage.test(entry) || (isZip.test(entry) && depth === 0)
  const { names, files } = await readZip(bytes, wanted, { ...zipLimits, allBytes: left })
  let remaining = [...files.values()].reduce((rest, { length }) => rest - length, left)
  // Any Word document has this; its own reader looks closer.
  if (names.some((entry) => /^(?:word|xl|ppt)\//.test(entry)) || names.includes('[Content_Types].xml'))
    return { texts: [{ ...(await readDocx(bytes)), from: name }], skipped: [], left: remaining }
  const pages = names.filter((entry) => isPage.test(entry)).length
  const texts: FoundText[] = []
  const skipped = names
    .filter((entry) => !entry.endsWith('/') && !files.has(entry) && !/\.(?:png|jpe?g|gif|svg|css|js|webp|ico|woff2?)$/i.test(entry))
    .map((entry) => ({ from: `${name}/${entry}`, because: 'it is neither Markdown nor HTML' }))
  for (const [entry, content] of files) {
    const from = `${name}/${entry}`
    if (isTableOfContents.test(entry) && pages > 1) skipped.push({ from, because: 'it is the table of contents of the export' })
    else if (isZip.test(entry)) {
      // Notion packs a large export into parts, one level deep.
      const inner = await inZip(from, content, remaining, depth + 1)
      remaining = inner.left
      texts.push(...inner.texts)
      skipped.push(...inner.skipped)
    } else texts.push(readText(from, content))
  }
  if (texts.length === 0) throw new Refusal('unsupported_media_type', 'It is a ZIP without a page: no Markdown and no HTML is in it.')
  return { texts, skipped, left: remaining }
}

function readText(from: string, bytes: Buffer): FoundText {
  refuseByBytes(bytes)
  const text = new TextDecoder('utf-8', { fatal: false }).decode(bytes).replace(/^\uFEFF/, '')
  if (text.includes('\0')) throw new Refusal('unsupported_media_type', 'It is no text: it holds bytes that no text has.')
  if (/^MIME-Version:|^Content-Type: multipart/im.test(text.slice(0, 2_000)))
    throw new Refusal(
      'unsupported_media_type',
      'It is a web archive, as Confluence’s export to Word makes it. Export the page as HTML instead.',
    )
  const start = text.slice(0, 4_000)
  if (/^\s*(?:<!doctype html|<html|<\?xml[^>]*>\s*<!doctype html)/i.test(start) || (/\.html?$/i.test(from) && /<[a-z]/i.test(start)))
    return { ...htmlToMarkdown(text), from }
  if (/^\s*<\?xml/.test(start)) throw new Refusal('unsupported_media_type', 'It is XML, and neither a page nor a Word document.')
  return { title: null, markdown: text, left: [], from }
}

function isZipFile(bytes: Buffer): boolean {
  return bytes.length > 3 && bytes.subarray(0, 2).toString('latin1') === 'PK' && [3, 5, 7].includes(bytes[2] ?? 0)
}

function refuseByBytes(bytes: Buffer): void {
  const start = bytes.subarray(0, 8).toString('latin1')
  const saved = 'Save it as .docx, HTML or Markdown, and import that.'
  if (start.startsWith('%PDF')) throw new Refusal('unsupported_media_type', `It is a PDF, which keeps no structure. ${saved}`)
  if (start.startsWith('\u00d0\u00cf\u0011\u00e0'))
    throw new Refusal('unsupported_media_type', `It is a Word file of before 2007, or one with a password. ${saved}`)
  if (start.startsWith('{\\rtf')) throw new Refusal('unsupported_media_type', `It is RTF. ${saved}`)
}
