// A printed document as one HTML file: no script, nothing loaded from anywhere, and pages that break where a reader would break them.
import { type Html, html, page } from './html.ts'
import type { PrintBlock, PrintRun } from './printBlocks.ts'
import type { PrintedDocument } from './printedDocument.ts'

export function printedHtml({ title, organization, facts, notice, blocks, identity }: PrintedDocument): string {
  return page({
    title,
    eyebrow: organization,
    footer: identity,
    size: 'any',
    ownStyle,
    body: html`<h1>${title}</h1>
<dl>${facts.map(({ name, value }) => html`<dt>${name}</dt><dd>${value}</dd>\n`)}</dl>
${notice === null ? null : html`<p class="notice">${notice}</p>`}
${blocks.map(setBlock)}`,
  })
}

const ownStyle = `.steps{padding-left:28px}.steps>li{margin:10px 0;break-inside:avoid-page}.steps>li>ul{margin:4px 0}
.box{display:inline-block;width:12px;height:12px;border:1px solid var(--soft);border-radius:2px;margin-right:8px}
blockquote{margin:8px 0;padding-left:16px;border-left:3px solid var(--line)}
h4{font-size:13px;margin:16px 0 4px;font-weight:600}
a{color:var(--accent)}
table.plain td:first-child{min-width:0}
`

function setBlock(block: PrintBlock): Html {
  switch (block.kind) {
    case 'heading':
      return setHeading(block.level, block.text)
    case 'paragraph':
      return html`<p>${block.runs.map(setRun)}</p>\n`
    case 'code':
      return html`<pre><code>${block.lines.join('\n')}</code></pre>\n`
    case 'quote':
      return html`<blockquote>${block.blocks.map(setBlock)}</blockquote>\n`
    case 'list': {
      const items = block.items.map(({ blocks }) => html`<li>${block.numbered ? tickBox : null}${setItem(blocks)}</li>\n`)
      return block.numbered ? html`<ol class="steps" start="${block.start}">${items}</ol>\n` : html`<ul>${items}</ul>\n`
    }
    case 'table':
      return html`<div class="scroll"><table class="plain"><thead><tr>${block.columns.map((cell) => html`<th scope="col">${cell.map(setRun)}</th>`)}</tr></thead>
<tbody>${block.rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cell.map(setRun)}</td>`)}</tr>\n`)}</tbody></table></div>\n`
  }
}

/** For a pen; screen readers have no use for it. */
const tickBox: Html = { html: '<span class="box" aria-hidden="true"></span>' }

/** The first paragraph of an item stands beside its number. */
function setItem(blocks: readonly PrintBlock[]): Html[] {
  return blocks.map((block, place) =>
    place === 0 && block.kind === 'paragraph' ? html`<span>${block.runs.map(setRun)}</span>\n` : setBlock(block),
  )
}

function setHeading(level: number, text: string): Html {
  if (level <= 2) return html`<h2>${text}</h2>\n`
  return level === 3 ? html`<h3>${text}</h3>\n` : html`<h4>${text}</h4>\n`
}

function setRun({ text, style, to }: PrintRun): Html {
  const set = setStyle(text, style)
  return to === undefined ? set : html`<a href="${to}" rel="noreferrer">${set}</a>`
}

function setStyle(text: string, style: PrintRun['style']): Html {
  if (style === 'code') return html`<code>${text}</code>`
  if (style === 'strong') return html`<strong>${text}</strong>`
  if (style === 'emphasis') return html`<em>${text}</em>`
  return style === 'break' ? html`<br>` : html`${text}`
}
