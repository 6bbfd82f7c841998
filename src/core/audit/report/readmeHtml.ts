// What lies in a package and how to doubt it: the page an auditor opens first.

import { html, page } from '../../document/html.ts'
import { documentPath, evidencePath, paths, populationPath, receiptPath, threadPath } from '../packageLayout.ts'
import type { ReportModel } from './reportModel.ts'

const contents: readonly (readonly [path: string, holds: string])[] = [
  [paths.reportPdf, 'The report of the period, for reading and printing.'],
  [paths.reportHtml, 'The same as a page.'],
  [populationPath('P1-….csv'), 'Every incident of the period, also dismissed, merged and private ones, and the alerts each was about.'],
  [populationPath('P2-alerts.csv'), 'Every alert of the period with what became of it (UTF-8, commas; times in UTC).'],
  [populationPath('P4-….csv'), 'Sources, changes to them, every source on every day, silences, refused deliveries.'],
  [populationPath('P5-….csv'), 'Reviews after incidents, decisions that none is held, corrective actions.'],
  [populationPath('P6-….csv'), 'Notices, and decisions whether and whom to notify.'],
  [
    populationPath('P8-….csv'),
    'Policies and runbooks: what was in force, approved, reviewed, not covered; who was asked to acknowledge, by id, and who had at every change.',
  ],
  [threadPath('…'), 'One page an incident: every entry in order, who, what, evidence, notices, review, the documents in force.'],
  [documentPath('…'), 'The policies that incidents are judged by, by the SHA-256 that their entries name.'],
  [receiptPath('…'), 'Completeness receipts: filter, rows, hashes, how the counts agree, every difference.'],
  [paths.statement, 'Which audit, which period, between which checkpoints.'],
  [paths.headers, 'Every entry of the ledger between the checkpoints, one a line, as it was hashed.'],
  [paths.openings, 'What the entries committed to: salt and content of details and file hashes.'],
  [evidencePath('…'), 'Timestamps by their SHA-256.'],
  ['data/log/', 'Checkpoints, the hashes left of the first one, and proofs of consistency with earlier ones.'],
  [paths.manifest, 'The hash of every file: sha256sum -c checks it.'],
  [paths.verifier, 'The verifier as one file for Node.js, for those who have no Tickmark.'],
]

export function readmeHtml(model: ReportModel): string {
  const stamp = 'openssl ts -verify -data data/log/<size>.checkpoint -in data/log/<size>.checkpoint.tsr -CAfile <authority.pem>'
  const signature = [
    'sed -n "1,3p" data/log/closing.checkpoint > text',
    'tail -n 1 data/log/closing.checkpoint | cut -d " " -f 3 | base64 -d | tail -c 64 > signature',
    'echo "<verifier key>" | cut -d + -f 3- | base64 -d | tail -c 32 > key.raw',
    '(printf "\\060\\052\\060\\005\\006\\003\\053\\145\\160\\003\\041\\000"; cat key.raw) > key.der',
    'openssl pkeyutl -verify -rawin -pubin -keyform DER -inkey key.der -in text -sigfile signature',
  ].join('\n')
  return page({
    title: `${model.audit} – package of evidence`,
    eyebrow: model.organization,
    footer: model.verificationLine,
    body: html`<h1>${model.audit}: package of evidence</h1>
<p class="lead">${model.period}. ${model.periodNote}</p>
${model.simulated === null ? null : html`<p class="notice"><b>Simulated times.</b> ${model.simulated}</p>`}
<p>This folder holds every alert received in the period with what became of it, every incident with its thread, how the monitoring sources were heard, and the entries of an append-only ledger from which all of it follows. Nothing in it has to be believed: it can be computed again, offline.</p>
<h2>Check it</h2>
<p>You need the <b>verifier key</b> of <span class="hash">${model.origin}</span>, which you received when the audit began. Never take a key from the package, nor from whoever handed it to you today. If you kept a checkpoint from earlier, hold it against the package: that is what makes rewriting impossible to hide.</p>
<pre><code>tickmark verify package.zip --key "&lt;verifier key&gt;" --checkpoint kept.checkpoint --tsa authority.pem</code></pre>
<p>Exit code 0: verified. 1: not verified, with the first reason. 2: the file cannot be read.</p>
<h3>With the verifier in this package</h3>
<p>A forged package could bring a forged verifier. Before running <code>${paths.verifier}</code>, compare its SHA-256 with the one that is published with the release of ${model.software}; if they differ, take the published one.</p>
<pre><code>sha256sum verify.mjs
node verify.mjs package.zip --key "&lt;verifier key&gt;"</code></pre>
<h3>With tools of your own</h3>
<p>In the unpacked folder. Files as listed:</p>
<pre><code>sha256sum -c manifest-sha256.txt tagmanifest-sha256.txt</code></pre>
<p>The signature of the closing checkpoint (OpenSSL 3):</p>
<pre><code>${signature}</code></pre>
<p>A timestamp:</p>
<pre><code>${stamp}</code></pre>
<h2>What is here</h2>
<div class="scroll"><table><thead><tr><th scope="col">File</th><th scope="col">What it holds</th></tr></thead><tbody>
${contents.map(([path, holds]) => html`<tr><td><code>${path}</code></td><td>${holds}</td></tr>\n`)}</tbody></table></div>
<h2>What is not here</h2>
<ul>
<li>Names and addresses of people: the slots that hold them stay closed. Of people there are ids, roles and since when; a name can be opened for one entry and checked against its commitment.</li>
<li>The bodies of deliveries: their SHA-256 is in the opening of each delivery, so any one of them can be asked for and checked.</li>
<li>What happened in private incidents: they count with number, state and severity, and their entries are there, closed.</li>
<li>The bytes of evidence: name, size and SHA-256 of each item stand in the thread, so any one of them can be asked for and checked.</li>
<li>Keys, and whom to trust: that is yours to bring.</li>
</ul>
<h2>What this does not prove</h2>
<ul>${model.notProved.map((said) => html`<li>${said}</li>\n`)}</ul>
`,
  })
}
