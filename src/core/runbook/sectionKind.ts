// What is a section for? Its heading tells; one that says nothing of it belongs to the section it stands in.
import type { SectionKind } from './runbook.ts'

/** Tried in this order, for a heading may name several: “Do not contain before …” warns, “Preserve evidence before recovery” preserves. */
const tells: readonly (readonly [SectionKind, RegExp])[] = [
  ['avoid', /\b(do not|don[’']t|what not to|never|avoid|mistakes|pitfalls|anti-?patterns?)\b/],
  ['parameters', /\b(parameters|variables|placeholders|what you need to know|inputs)\b/],
  ['first', /\bfirst (\w+ )?(minutes?|hour|actions?|steps?|response)\b|\bimmediate (actions?|steps?|response)\b|\bquick start\b/],
  ['escalate', /\b(escalat\w*|who to (call|page)|on-?call|contacts?|paging)\b/],
  ['preserve', /\b(preserv\w*|evidence|forensics?|chain of custody|artefacts?|artifacts?)\b/],
  ['review', /\b(review|post-?mortems?|post-?incident|retrospectives?|lessons|after[ -]action|follow-?up)\b/],
  ['communicate', /\b(communicat\w*|notif\w*|who to tell|tell|disclosure|stakeholders?|status page|announce\w*)\b/],
  ['severity', /\b(severit\w*|sev ?levels?|priorit\w*|classification)\b/],
  ['contain', /\b(contain\w*|mitigat\w*|isolat\w*|stop the|block\w*|lock ?down|pause)\b/],
  ['recover', /\b(eradicat\w*|recover\w*|remediat\w*|restor\w*|resolution|resolv\w*|clean-?up|fix(es|ing)?|repair|roll ?back|rotat\w*)\b/],
  [
    'confirm',
    /\b(confirm\w*|detect\w*|identif\w*|diagnos\w*|triage|investigat\w*|verif\w*|analys[ie]s|assess\w*|troubleshoot\w*|false alarm)\b/,
  ],
  ['training', /\b(training|exercises?|drills?|tabletops?|review history|document control)\b/],
  ['purpose', /\b(purpose|what (it|this) is|when (not )?to use|scope|overview|summary|meaning|introduction|about|background|impact)\b/],
]

export function sectionKind(heading: string): SectionKind | null {
  const words = heading.slice(0, 200).toLowerCase()
  return tells.find(([, says]) => says.test(words))?.[0] ?? null
}

/** Sections whose lists are things to know, not things to do. */
export function isInstruction(kind: SectionKind): boolean {
  return kind !== 'purpose' && kind !== 'avoid' && kind !== 'parameters'
}
