// Pages that stand alone: no scripts, nothing loaded from anywhere, text always escaped.

/** HTML that may be put into a page as it is. */
export type Html = { readonly html: string }

type Part = Html | string | number | null | readonly Part[]

/** `html\`<p>${title}</p>\`` escapes what is put in, unless it is Html itself. */
export function html(pieces: TemplateStringsArray, ...values: readonly Part[]): Html {
  let text = pieces[0] as string
  values.forEach((value, at) => {
    text += write(value) + (pieces[at + 1] as string)
  })
  return { html: text }
}

function write(value: Part): string {
  if (value === null) return ''
  if (typeof value === 'string') return escaped(value)
  if (typeof value === 'number') return String(value)
  return 'html' in value ? value.html : value.map(write).join('')
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] as string)
}

/** The tick as an auditor draws it. */
const mark = {
  html: '<svg class="mark" viewBox="0 0 32 32" aria-hidden="true"><path d="M7 18.2c2 1.6 3.6 4 4.8 7.3C14.4 17 18.8 10.3 26 5.5"/></svg>',
}

/** `size`: what paper it is for; `any` leaves that to the printer. `ownStyle` comes behind the style of all pages. */
export type StandingPage = { title: string; eyebrow: string; footer: string; body: Html; size?: 'A4' | 'any'; ownStyle?: string }

export function page({ title, eyebrow, footer, body, size = 'A4', ownStyle = '' }: StandingPage): string {
  const whole = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${{ html: styleFor(footer, size) + ownStyle }}</style>
</head>
<body>
<header class="top">${mark}<span>${eyebrow}</span></header>
<main>
${body}
</main>
<footer class="bottom">${footer}</footer>
</body>
</html>
`
  return whole.html
}

function styleFor(footer: string, size: 'A4' | 'any'): string {
  const written = style.replace('__FOOTER__', cssText(footer))
  return size === 'A4' ? written : written.replace('@page{size:A4;', '@page{')
}

/** Text inside a CSS string inside a style element: only characters that can end neither. */
function cssText(text: string): string {
  return text.replace(/[^\p{Letter}\p{Number} .,:;·/_…+()-]/gu, ' ')
}

const style = `
:root{--page:#fff;--ink:#16201f;--soft:#55625f;--line:#d5dcda;--wash:#f3f6f5;--accent:#0b5f63;--bad:#a6261d;--note:#8a5a00;--notewash:#fff6e0;color-scheme:light dark}
@media (prefers-color-scheme:dark){:root{--page:#111817;--ink:#e4ebe9;--soft:#9fadaa;--line:#34413f;--wash:#1b2423;--accent:#6fc3c5;--bad:#ff8a7d;--note:#f0c36a;--notewash:#2c2410}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:15px/1.55 Inter,system-ui,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums}
main,.top,.bottom{max-width:1040px;margin:0 auto;padding:0 24px}
.top{display:flex;gap:8px;align-items:center;padding-top:24px;color:var(--soft);font-size:13px}
.mark{width:24px;height:24px;fill:none;stroke:var(--accent);stroke-width:3;stroke-linecap:round;stroke-linejoin:round}
.bottom{margin-top:48px;padding-bottom:48px;color:var(--soft);font-size:13px;overflow-wrap:anywhere}
h1{font-size:24px;line-height:1.25;margin:24px 0 4px;font-weight:600;letter-spacing:-.01em}
h2{font-size:18px;margin:48px 0 8px;padding-top:16px;border-top:1px solid var(--line);font-weight:600}
h3{font-size:15px;margin:24px 0 4px;font-weight:600}
p,li,dd{max-width:72ch}
p{margin:8px 0}
.lead{color:var(--soft);margin-top:0}
code,.hash{font:13px/1.5 "JetBrains Mono",ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;overflow-wrap:anywhere}
pre{background:var(--wash);padding:12px 16px;overflow-x:auto;border-radius:4px;white-space:pre-wrap}
dl{display:grid;grid-template-columns:max-content 1fr;gap:4px 24px;margin:24px 0}
dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
.notice{border-left:3px solid var(--note);background:var(--notewash);padding:8px 16px;max-width:80ch}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(128px,1fr));gap:1px;margin:24px 1px;padding:0;list-style:none}
.figures li{box-shadow:0 0 0 1px var(--line);padding:12px 16px}
.figures b{display:block;font-size:24px;font-weight:600;line-height:1.2}
.figures span{color:var(--soft);font-size:13px}
.bad b{color:var(--bad)}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:13px;margin:8px 0 16px}
caption{text-align:left;color:var(--soft);padding:4px 0}
th{text-align:left;font-weight:600;border-bottom:1px solid var(--ink);padding:6px 12px 6px 0;vertical-align:bottom}
td{border-bottom:1px solid var(--line);padding:6px 12px 6px 0;vertical-align:top;overflow-wrap:anywhere;min-width:3ch}
td:first-child{min-width:15ch;overflow-wrap:normal}
th.n,td.n{text-align:right}td.n{white-space:nowrap;min-width:0}
tr.total td{font-weight:600;border-bottom:1px solid var(--ink)}
td.open{color:var(--bad);white-space:nowrap}td.done{white-space:nowrap}
.cal{border-collapse:separate;border-spacing:2px;width:auto;font-size:11px;margin:4px 0 0}
.cal th{border:0;font-weight:400;color:var(--soft);padding:0;text-align:center}
.cal th[scope=row]{padding:0 8px 0 0;text-align:left;white-space:nowrap}
.cal td{border:0;padding:0;width:24px;min-width:24px;height:22px;text-align:center;vertical-align:middle;background:var(--wash);border-radius:2px}
.cal td.quiet{color:var(--soft)}
.cal td.alerts{background:color-mix(in srgb,var(--accent) 22%,var(--page));font-weight:600}
.cal td.gap{background:var(--bad);color:var(--page);font-weight:700}
.cal td.explained{background:color-mix(in srgb,var(--note) 30%,var(--page));font-weight:700}
.cal td.missing{outline:1px dashed var(--bad);outline-offset:-1px;color:var(--bad)}
.cal td.outside{background:none}
@media (max-width:560px){dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:8px}main,.top,.bottom{padding-left:16px;padding-right:16px}}
.key{display:flex;flex-wrap:wrap;gap:4px 24px;color:var(--soft);font-size:13px;padding:0;list-style:none}
@page{size:A4;margin:18mm 16mm 20mm;@bottom-left{content:"__FOOTER__";font:7pt sans-serif;color:#555}@bottom-right{content:counter(page) " / " counter(pages);font:7pt sans-serif;color:#555}}
@media print{:root{--page:#fff;--ink:#000;--soft:#444;--line:#ccc;--wash:#f3f6f5;--accent:#0b5f63;--bad:#a6261d;--note:#8a5a00;--notewash:#fff6e0;color-scheme:light}body{font-size:9.5pt}main,.top{max-width:none;padding:0}.bottom{display:none}h2{break-after:avoid}h3{break-after:avoid}tr,.cal,.figures,pre{break-inside:avoid}thead{display:table-header-group}.figures{grid-template-columns:repeat(6,1fr)}.scroll{overflow:visible}table{font-size:8pt}.cal{font-size:6.5pt}.cal td{width:5.1mm;min-width:5.1mm;height:5mm}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
`
