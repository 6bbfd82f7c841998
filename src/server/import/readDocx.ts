// A Word document as Markdown. Only its text, lists, tables and headings are unpacked; macros, entities and everything that is linked are never touched.
import mammoth from 'mammoth'
import { ZipFile } from 'yazl'
import { type Converted, htmlToMarkdown } from '../../core/import/htmlToMarkdown.ts'
import { Refusal } from '../../core/kernel/refusal.ts'
import { readZip } from './readZip.ts'

const wanted =
  /^(?:\[Content_Types\]\.xml|_rels\/\.rels|word\/(?:_rels\/document\.xml\.rels|document\.xml|styles\.xml|numbering\.xml|footnotes\.xml|endnotes\.xml|_rels\/(?:footnotes|endnotes)\.xml\.rels))$/

/** How people mark what is typed; Word itself has no code. */
const styles = [
  "p[style-name='Code'] => pre:separator('\\n')",
  "p[style-name='Source Code'] => pre:separator('\\n')",
  "p[style-name='HTML Preformatted'] => pre:separator('\\n')",
  "p[style-name='Macro Text'] => pre:separator('\\n')",
  "p[style-name='Title'] => h1:fresh",
  "r[style-name='Code'] => code",
  "r[style-name='Verbatim Char'] => code",
  "r[style-name='HTML Code'] => code",
]

export async function readDocx(bytes: Buffer): Promise<Converted> {
  const { names, files } = await readZip(bytes, (name) => wanted.test(name))
  const types = files.get('[Content_Types].xml')?.toString('utf8') ?? ''
  if (names.some((name) => /vbaProject|\/activeX\//i.test(name)) || /macroEnabled/i.test(types))
    throw new Refusal('unsupported_media_type', 'It holds macros. Save it as a document without macros (.docx), and import that.')
  if (!files.has('word/document.xml'))
    throw new Refusal('unsupported_media_type', 'It is a ZIP, but no Word document: there is no word/document.xml in it.')
  for (const [name, content] of files) refuseUnsafeXml(name, content)
  // Packed anew from what was checked: the converter then reads the very bytes that were looked at, whatever else the file holds.
  const clean = await packed(files)
  const { value } = await mammoth.convertToHtml(
    { buffer: clean },
    {
      styleMap: styles,
      includeEmbeddedStyleMap: false,
      externalFileAccess: false,
      convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: '' })),
    },
  )
  const { title, markdown, left } = htmlToMarkdown(value)
  return { title, markdown, left: [...left, ...leftIn(names)] }
}

function refuseUnsafeXml(name: string, content: Buffer): void {
  if (content.includes(0)) throw new Refusal('payload_not_readable', `${name} in it is not UTF-8.`)
  if (/<!(?:DOCTYPE|ENTITY)/i.test(content.toString('utf8')))
    throw new Refusal('payload_not_readable', `${name} in it declares entities, which no Word document does; it is not read.`)
}

function packed(files: ReadonlyMap<string, Buffer>): Promise<Buffer> {
  const zip = new ZipFile()
  for (const [name, content] of files) zip.addBuffer(content, name)
  zip.end()
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    zip.outputStream.on('data', (chunk: Buffer) => chunks.push(chunk))
    zip.outputStream.on('error', reject)
    zip.outputStream.on('end', () => resolve(Buffer.concat(chunks)))
  })
}

function leftIn(names: readonly string[]): string[] {
  const has = (pattern: RegExp) => names.some((name) => pattern.test(name))
  return [
    ...(has(/^word\/comments\.xml$/) ? ['comments'] : []),
    ...(has(/^word\/(?:header|footer)\d*\.xml$/) ? ['headers and footers'] : []),
    ...(has(/^word\/embeddings\//) ? ['embedded files'] : []),
    ...(has(/^word\/charts\//) ? ['charts'] : []),
  ]
}
