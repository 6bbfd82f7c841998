// The thread of an incident as one page that stands alone: no script, nothing loaded, and it prints on A4.
import { type Html, html, page } from '../../document/html.ts'
import { tableHtml } from '../../document/table.ts'
import type { PaperLine, PaperSection, ThreadPaper } from './paper.ts'

export function threadHtml(paper: ThreadPaper): string {
  const { title, organization, identity, facts, notices, promises, lines, sections } = paper
  return page({
    title,
    eyebrow: organization,
    footer: identity,
    ownStyle,
    body: html`<h1>${title}</h1>
${notices.map((notice) => html`<p class="notice">${notice}</p>\n`)}<dl>
${facts.map(({ name, value }) => html`<dt>${name}</dt><dd>${value}</dd>\n`)}</dl>
${promises === null ? null : tableHtml(promises)}${lines.length === 0 ? null : thread(lines)}${sections.map(section)}`,
  })
}

const ownStyle = `.thread td{overflow-wrap:break-word}.thread td:first-child{min-width:0;white-space:nowrap}
.thread .time{white-space:nowrap;font-variant-numeric:tabular-nums}.thread .said,.words{white-space:pre-wrap}
.thread ul{margin:4px 0 0;padding-left:16px;color:var(--soft)}.thread li{max-width:none;overflow-wrap:anywhere}
.mark-word{display:block;color:var(--note);font-weight:600}.role{display:block;color:var(--soft)}
.words{border-left:3px solid var(--line);padding-left:16px;margin:8px 0 16px}
`

function thread(lines: readonly PaperLine[]): Html {
  return html`<h2>Thread</h2>
<p>In the order of the ledger, times in UTC. Nothing is changed or taken away: a correction is an entry of its own.</p>
<div class="scroll"><table class="thread"><thead><tr><th scope="col">Entry</th><th scope="col">Happened</th><th scope="col">Recorded</th><th scope="col">Who</th><th scope="col">What</th></tr></thead><tbody>
${lines.map(row)}</tbody></table></div>
`
}

function row({ entry, happened, recorded, who, role, said, details, marks }: PaperLine): Html {
  return html`<tr><td>${entry}</td><td class="time">${happened}</td><td class="time">${recorded}</td><td>${who}${role === null ? null : html`<span class="role">${role}</span>`}</td><td>${marks.map(
    (mark) => html`<span class="mark-word">${mark}</span>`,
  )}<span class="said">${said}</span>${details.length === 0 ? null : html`<ul>${details.map((one) => html`<li>${one}</li>`)}</ul>`}</td></tr>\n`
}

function section({ title, said, tables, texts }: PaperSection): Html {
  return html`<h2>${title}</h2>
${said.map((one) => html`<p>${one}</p>\n`)}${tables.map((table) => tableHtml(table))}${texts.map(
  (one) => html`<h3>${one.title}</h3>\n<div class="words">${one.text}</div>\n`,
)}`
}
