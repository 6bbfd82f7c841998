// The report of a period as one page that stands alone and prints well.

import { type Html, html, page } from '../../document/html.ts'
import { listingHtml, tableHtml } from '../../document/table.ts'
import type { Calendar, DayMark } from './calendar.ts'
import { markSigns } from './calendar.ts'
import type { ReportModel } from './reportModel.ts'

export function reportHtml(model: ReportModel): string {
  return page({
    title: `${model.audit} – alerts, incidents and coverage, ${model.period}`,
    eyebrow: model.organization,
    footer: model.verificationLine,
    body: html`${head(model)}${findings(model)}${alerts(model)}${incidents(model)}${coverage(model)}${completeness(model)}${integrity(model)}`,
  })
}

function head(model: ReportModel): Html {
  return html`<h1>Alerts, incidents and coverage, ${model.period}</h1>
<p class="lead">${model.audit}. ${model.periodNote}</p>
${model.simulated === null ? null : html`<p class="notice"><b>Simulated times.</b> ${model.simulated}</p>`}
<dl>
<dt>Organization</dt><dd>${model.organization}</dd>
<dt>Ledger</dt><dd class="hash">${model.origin}</dd>
<dt>Closing checkpoint</dt><dd>${model.closingSize} entries, root <span class="hash">${model.root}</span></dd>
<dt>Looked at up to</dt><dd>${model.asOf}</dd>
<dt>Package</dt><dd class="hash">${model.packageId}</dd>
<dt>Written by</dt><dd>${model.software}</dd>
</dl>
`
}

function findings(model: ReportModel): Html {
  return html`<ul class="figures">${model.figures.map(
    ({ value, label, tone }) => html`<li${tone === 'bad' ? html` class="bad"` : null}><b>${value}</b><span>${label}</span></li>`,
  )}</ul>
${model.statement.map((said) => html`<p>${said}</p>\n`)}`
}

function alerts(model: ReportModel): Html {
  return html`<h2>Alerts</h2>
${tableHtml(model.dispositions, 'total')}
<h3>Not reviewed</h3>
${listingHtml(model.notReviewed)}
<h3>Reviewed late</h3>
${listingHtml(model.late)}
<h3>Days without alerts</h3>
<p>A day without an alert is a statement only if the source was heard on it.</p>
<dl>${model.quiet.map(({ source, said }) => html`<dt>${source}</dt><dd>${said}</dd>\n`)}</dl>
`
}

function incidents({ incidents: { said, counts, list, exercises } }: ReportModel): Html {
  return html`<h2>Incidents</h2>
${said.map((one) => html`<p>${one}</p>\n`)}${counts === null ? null : tableHtml(counts, 'total')}${list.table === null ? null : listingHtml(list)}<h3>Exercises</h3>
${listingHtml(exercises)}
`
}

function coverage(model: ReportModel): Html {
  return html`<h2>Coverage</h2>
${tableHtml(model.sources)}
<p>UTC days. What each square says:</p>
<ul class="key">${(Object.keys(markSigns) as DayMark[])
    .filter((mark) => mark !== 'outside')
    .map((mark) => html`<li><b>${mark === 'alerts' ? '12' : markSigns[mark].sign}</b> ${markSigns[mark].means}</li>`)}</ul>
${model.calendars.map(calendar)}
<h3>Silences</h3>
${listingHtml(model.gaps)}
<h3>Refused deliveries</h3>
${listingHtml(model.refused)}
`
}

function calendar({ source, months }: Calendar): Html {
  return html`<h3>${source}</h3>
<div class="scroll"><table class="cal"><thead><tr><td class="outside"></td>${Array.from({ length: 31 }, (_, at) => html`<th scope="col">${at + 1}</th>`)}</tr></thead><tbody>
${months.map(
  ({ name, days }) =>
    html`<tr><th scope="row">${name}</th>${days.map(
      ({ mark, alerts: number }) =>
        html`<td class="${mark}" title="${markSigns[mark].means}">${mark === 'alerts' ? number : markSigns[mark].sign}</td>`,
    )}</tr>\n`,
)}</tbody></table></div>
`
}

function completeness(model: ReportModel): Html {
  return html`<h2>Completeness</h2>
${tableHtml(model.reconciliation)}
${listingHtml(model.differences)}
${model.receipts.map(({ title, filter, table: files }) => html`<h3>${title}</h3>\n<p>${filter}</p>\n${tableHtml(files)}`)}
`
}

function integrity(model: ReportModel): Html {
  return html`<h2>What is proved, and what is not</h2>
<p>${model.anchors}</p>
<h3>Proved, once the verifier says so</h3>
<ul>${model.proved.map((said) => html`<li>${said}</li>\n`)}</ul>
<h3>Not proved</h3>
<ul>${model.notProved.map((said) => html`<li>${said}</li>\n`)}</ul>
<h2>How to check it</h2>
${model.verify.map(({ said, command }) => html`<p>${said}</p>\n<pre><code>${command}</code></pre>\n`)}`
}
