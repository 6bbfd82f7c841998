// A table for print, and how it is set as HTML: the report of a period and the thread of an incident set theirs alike.
import { type Html, html } from './html.ts'

/** A column is set flush right where its name begins with `#`. */
export type Table = { columns: readonly string[]; rows: readonly (readonly string[])[]; caption: string }

/** A sentence, and a table where there is anything to list. */
export type Listing = { said: string; table: Table | null }

export function listingHtml({ said, table }: Listing): Html {
  return html`<p>${said}</p>\n${table === null ? null : tableHtml(table)}`
}

export function tableHtml({ columns, rows, caption }: Table, last: 'plain' | 'total' = 'plain'): Html {
  const flush = columns.map((column) => (column.startsWith('#') ? 'n' : ''))
  const isHash = (text: string) => /^[0-9a-f]{64}$/.test(text)
  return html`<div class="scroll"><table><caption>${caption}</caption><thead><tr>${columns.map(
    (column, at) => html`<th scope="col" class="${flush[at] ?? ''}">${column.replace('#', '')}</th>`,
  )}</tr></thead><tbody>
${rows.map(
  (row, line) =>
    html`<tr${last === 'total' && line === rows.length - 1 ? html` class="total"` : null}>${row.map(
      (text, at) =>
        html`<td class="${classOf(text, flush[at] ?? '')}">${isHash(text) ? html`<span class="hash">${text}</span>` : text}</td>`,
    )}</tr>\n`,
)}</tbody></table></div>
`
}

function classOf(text: string, flush: string): string {
  if (/^! (open|late|missed|overdue)\b/.test(text)) return 'open'
  return text === '✓ explained' ? 'done' : flush
}
