// What kind of document is this? Decides what is in its scope: a policy promises, a plan organizes, a runbook instructs.
import type { LintKind } from '../element.ts'
import { elementsOfTitle } from './headings.ts'
import type { LintText, Read } from './readText.ts'

const security =
  /\b(?:security|breach|compromis\w*|leak\w*|credentials?|ransomware|malware|phishing|attack\w*|exploit\w*|theft|stolen|unauthori[sz]ed|vulnerabilit\w*|exfiltrat\w*|intrusion|ddos|secrets?|abuse|cryptojacking|bitcoin mining|(?:lost|stolen|missing)[ /\w]{0,20}(?:device|laptop|phone|equipment)s?|denial of service|account takeover|insider|fraud|spam|virus|backdoor|brute force|crypto-?miner|rogue|defacement|social engineering|token)\b/i

/** Of a “procedure” or a “guide” that says none of these, what stands in it decides. */
const organizes =
  /\b(?:plan|process|handbook|framework|severit\w+|escalation|communications?|roles|response|team|program|disclosure|management|on[- ]?call|notification|incidents?)\b/

const saysPolicy = /\bpolic(?:y|ies)\b/
/** What machines are set to is called a policy as well; and a policy of disclosure says who is told what, as a plan does. */
const setting =
  /\b(?:buckets?|iam|network|group|access|retry|firewall|admission|lifecycle|retention|configuration) polic(?:y|ies)\b|\bdisclosure\b/
/** Whoever goes on call follows no steps: that page is a plan, whatever it is called. */
const duty = /\b(?:on[- ]?call|escalation)\b/

/** `path`: says what it is where no heading does. */
export function kindOf(text: LintText, path: string): LintKind {
  const declared = text.fields.get('kind')
  const title =
    `${text.title === '' ? nameOf(path) : text.title} ${text.fields.get('title') ?? ''} ${text.fields.get('name') ?? ''} ${/^name:.*$/m.exec(text.source.slice(0, 300))?.[0] ?? ''}`.toLowerCase()
  if (declared === 'policy' || (declared !== 'runbook' && saysPolicy.test(title) && !setting.test(title))) return 'policy'
  const runbook = security.test(title) ? 'security-runbook' : 'ops-runbook'
  if (declared === 'runbook' || /\b(?:runbook|playbook)\b/.test(text.fields.get('type')?.toLowerCase() ?? '')) return runbook
  if (
    /\bpost-?mortem|post-?incident|\bretro(?:spective)?s?\b|incident report|after[- ]action|\bafter (?:an? |the )?(?:incidents?|event|response)\b|lessons learned|\broot cause analysis\b|^incident on \d|\bincident on 20/.test(
      title,
    )
  )
    return 'pir-template'
  // Whoever sends messages stops nothing by it.
  if (/\b(?:communications?|comms)\b/.test(title)) return 'plan'
  // “How to categorise an incident” says so of people, not of machines.
  if (/\bhow to\b/.test(title) && elementsOfTitle(text.title).size > 0) return 'plan'
  if (duty.test(title) && !isAlertShaped(text) && /\b(?:runbooks?|playbooks?)\b/.test(title)) return 'plan'
  if (
    /\b(?:runbooks?|playbooks?|battle card|irp-|how to|what to do (?:when|if|after)|troubleshoot\w*|when .* is down|response card)\b/.test(
      title,
    )
  )
    return runbook
  if (saysRunbook(text) || (failing.test(title) && !organizes.test(title) && asksTwice(text))) return runbook
  if (
    /\b(?:plan|process|procedures?|handbook|guide|framework|guidelines?|severit\w+|escalation|communications?|roles|response team|program|disclosure|management|on[- ]?call|notification)\b/.test(
      title,
    ) &&
    !isAlertShaped(text)
  )
    return !organizes.test(title) && doesSomething(text) ? runbook : 'plan'
  if (!isAlertShaped(text) && elementsOfTitle(text.title).size > 0) return 'plan'
  if (isAlertShaped(text) || doesSomething(text)) return runbook
  if (hasSteps(text)) return 'plan'
  if (security.test(title) && /\bincident\b/.test(text.plain)) return 'plan'
  return 'other'
}

function nameOf(path: string): string {
  return (path.split(/[\\/]/).at(-1) ?? '').replace(/\.\w+$/, '').replace(/[-_]+/g, ' ')
}

function isAlertShaped({ sections, plain }: LintText): boolean {
  const titles = sections.map(({ title }) => title.toLowerCase())
  const found = [
    'meaning',
    'impact',
    'diagnosis',
    'mitigation',
    'symptoms',
    'quick checks',
    'troubleshooting',
    'resolution',
    'overview',
    'actions',
  ].filter((name) => titles.some((title) => title.startsWith(name)))
  return found.length >= 2 || /\bthis alert (?:is|fires|means|indicates|will)\b/.test(plain)
}

/** A page that is called after what is wrong. */
const failing =
  /\b(?:errors?|fail(?:s|ing|ed|ures?)?|down|unavailable|unreachable|unresponsive|latency|lag(?:ging)?|stuck|full|too (?:high|low|many|slow)|high|low|missing|expir(?:y|ed|ing)|crash\w*|oom\w*|backlog|restart(?:s|ed|ing))\b/

function asksTwice({ reads }: LintText): boolean {
  return reads.filter(({ verbs: [first] }) => first?.classes.has('look') === true || first?.classes.has('act') === true).length >= 2
}

/** “This runbook outlines …”, “This is an SOP to …” */
function saysRunbook({ reads }: LintText): boolean {
  const opening = /\bthis (?:document |page |is )?(?:an? |the )?(?:[a-z-]+ ){0,2}(?:runbook|playbook|sop)\b/
  return reads.slice(0, 4).some(({ plain }) => opening.test(plain))
}

/** Something to type or click, or a good part of it steps that change something, in lists or in prose. */
function doesSomething({ reads }: LintText): boolean {
  if (reads.some(({ commands, paths }) => commands.some(({ changes }) => changes) || paths.length > 0)) return true
  const lines = reads.filter(({ unit, tokens }) => unit.kind !== 'code' && tokens.length >= 3).length
  const contain = reads.filter(({ verbs: [first] }) => first?.classes.has('contain') === true).length
  const handled = reads.filter((read) => actsHere(read)).length
  return contain >= 3 || (contain >= 2 && contain >= 0.25 * lines) || (handled >= 2 && handled >= 0.25 * lines)
}

function actsHere({ verbs: [first], unit, clicks, products, objects, live }: Read): boolean {
  if (unit.kind === 'row' || first === undefined) return false
  if (clicks.length >= 2) return true
  const names = clicks.length + products.length + objects.length + live.length
  return names > 0 && (first.classes.has('contain') || (first.classes.has('act') && first.leads))
}

function hasSteps({ reads }: LintText): boolean {
  return reads.filter(({ unit, verbs }) => unit.isOrdered && verbs.length > 0).length >= 3
}
