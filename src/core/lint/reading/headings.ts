// Which elements does a heading announce? Several may stand in one: “Containment and evidence”.
import type { Element } from '../element.ts'

const tells: readonly (readonly [Element, RegExp])[] = [
  [
    'severity',
    /\b(?:severit(?:y|ies)|sev[- ]?(?:levels?|\d)|priorit(?:y|ies) (?:levels?|matrix)|p[0-4]\b|classification|incident (?:levels|categories|priorit\w+)|prioriti[sz]\w+|urgency|alert levels|criticality|impact levels?|threat levels?)\b/,
  ],
  [
    'escalation',
    /\b(?:escalat\w*|who to (?:call|page)|on-?call|contacts?|contact (?:information|list)|paging|roster|rota|(?:on-?call|support|duty|team|weekly|primary|secondary|pager) rotations?|rotation (?:schedule|calendar)|response team|assignments|call tree|phone (?:list|numbers)|getting help|roles)\b|^[\W\d]*rotations?$/,
  ],
  [
    'containment',
    /\b(?:contain(?:ment|ing|ed)?|mitigat\w*|isolat\w*|stop the bleeding|eradicat\w*|recover\w*|remediat\w*|restor\w*|resolution|resolv\w*|fix(?:es|ing)?|roll ?back|rotate|revoke|workarounds?|emergency (?:pause|stop)|immediate (?:actions?|response|steps)|lock ?down|clean-?up|repair)\b/,
  ],
  [
    'evidence',
    /\b(?:evidence|preserv\w*|forensics?|chain of custody|artefacts?|artifacts?|data collection|collection|captur(?:e|ed|ing))\b/,
  ],
  [
    'communication',
    /\b(?:communicat\w*|notif\w*|who to tell|disclos\w*|stakeholders?|status page|announc\w*|advisor(?:y|ies)|public relations|media|updates|reporting (?:requirements|obligations)|external reporting|(?<!@)messag\w*(?!.*\b(?:queues?|poison|broker)\b)(?<!\b(?:queues?|error|log) messages?)|recipients?|situation reports?|sitreps?)\b|^[\W\d]*(?:subject|body)$/,
  ],
  [
    'review',
    /\b(?:post[- ]?mortems?|post[- ]incident|retro(?:spective)?s?|lessons?|after[- ]action|follow-?up|root cause(?: analysis)?|rca|debrief|post actions|review actions|corrective actions|incident review|learning|pir)\b|^[\W\d]*reviews?$/,
  ],
  [
    'training',
    /\b(?:training|exercises?|drills?|tabletops?|review history|document control|revision history|version history|document history|awareness|(?:plan|policy|procedure|incident response) testing|(?:policy|document|procedure|runbook) maintenance|game ?days?|approvals?|plan (?:maintenance|review)|policy review|review schedule|review and (?:update|maintenance)|document review)\b|^[\W\d]*(?:testing|maintenance|change ?log)$|\btesting and (?:review|training|exercis)/,
  ],
]

export function elementsOfHeading(heading: string): ReadonlySet<Element> {
  const words = heading.slice(0, 160).toLowerCase()
  return new Set(tells.flatMap(([element, says]) => (says.test(words) ? [element] : [])))
}

/** A page about one element alone: “Customer communications”, “Severity levels”. A plan that names several in its title is about none of them alone. */
export function elementsOfTitle(title: string): ReadonlySet<Element> {
  const words = title.toLowerCase()
  if (/\b(?:incident response|response plan|runbook|playbook|procedures?)\b|(?<!\b(?:escalation|on-?call|rotation) )\bpolicy\b/.test(words))
    return new Set()
  return new Set(alone.flatMap(([element, says]) => (says.test(words) ? [element] : [])))
}

const alone: readonly (readonly [Element, RegExp])[] = [
  [
    'severity',
    /\bseverit(?:y|ies)\b|\bincident (?:classification|categories|priorit\w+)\b|\b(?:categori[sz]|classif|prioriti[sz])\w* (?:\w+ )?incidents?\b/,
  ],
  ['escalation', /\b(?:on-?call|being on call|going on call|escalation (?:path|matrix|guide|process|policy)|call tree|rota)\b/],
  ['evidence', /\b(?:collecting|preserving|evidence|forensics?)\b/],
  ['communication', /\b(?:communications?|breach notification|disclosure|status page)\b/],
  ['review', /\b(?:post-?mortems?|post-?incident|retro(?:spective)?s?|incident review)\b/],
]
