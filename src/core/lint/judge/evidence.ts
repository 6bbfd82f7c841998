// How does evidence stand? Specific artefacts, and how or where to take them.
import type { LintKind } from '../element.ts'
import type { LintText, Read } from '../reading/readText.ts'
import { absent, indexesOf, type Judgement, share } from './judgement.ts'

const artefact =
  /\b(?:evidence|logs?|memory|disk|images?|snapshots?|artifacts?|artefacts?|hash(?:es)?|dumps?|screenshots?|screen ?captures?|network captures?|pcaps?|audit trail|trails?|transaction hashes|volatile data|registry|event records?|records|findings|headers|samples?|pcap|evtx|prefetch|shellbags|process (?:list|tree)|running processes|network connections|browser history|packet captures?|flow logs|ransom note|crash reports?)\b/
const kept =
  /\b(?:preserv\w+|collect\w*|gather\w*|secur\w+|retain\w*|maintain\w*|captur\w+|acquir\w+|handl\w+|sav\w+|export\w*|destroy|analy[sz]\w+)\b[^.;|]{0,60}\b(?:evidence|forensic\w*|artifacts?|artefacts?|logs|traffic|packets)\b|\b(?:traffic|packets?) (?:should|must|can) be captured\b|\bchain of custody\b|\bevidence\b[^.;|]{0,40}\b(?:preserv(?:ed|e)|collect(?:ed)?|gather(?:ed)?|captur\w+|retain\w*)\b|\b(?:disk|memory|forensic) (?:images?|dumps?|captures?|analysis|copy|copies)\b|\bsnapshots?\b[^.;|]{0,40}\bforensic/
/** In a runbook for an alert, logs are looked at; only these words say that something is kept. */
const certainWords = /\b(?:evidence|forensic\w*|chain of custody|preserv\w+)\b/
const retention = /\b(?:retain|retention|keep|kept|store|stored|preserve|for at least|minimum(?: of)?|days after)\b/
/** Who is responsible for evidence is not yet how it is taken. */
const roleTable = /\b(?:role|responsib|title|member)/

export function judgeEvidence(text: LintText, kind: LintKind): Judgement {
  const about = text.reads.filter((read) => isAbout(read))
  const certain = about.filter((read) => isCertain(read, kind))
  if (certain.length === 0) return absent
  const taking = about.filter((read) => (artefact.test(read.plain) || read.commands.length > 0 || namesFile(read)) && !isLeadIn(read))
  const sourced = taking.filter(
    (read) =>
      read.commands.length + read.paths.length > 0 ||
      namesFile(read) ||
      (read.products.length > 0 && read.unit.kind !== 'paragraph') ||
      read.live.length > 0,
  )
  const parts = {
    artefacts: taking.length >= 2,
    source:
      sourced.length >= 2 &&
      taking.some((read) => read.headed.has('evidence') || read.verbs.some(({ classes }) => classes.has('keep'))) &&
      share(sourced.length, taking.length) > 0.5,
    retention: about.some(
      (read) =>
        read.durations.length > 0 && (retention.test(read.plain) || read.unit.header.some((name) => /keep|retention|window/.test(name))),
    ),
  }
  return { standing: parts.artefacts && parts.source ? 'functional' : 'generic', parts, units: indexesOf(about) }
}

/** A file or folder written as one. */
function namesFile({ objects }: Read): boolean {
  return objects.some(({ value }) => /^[\w.~$*-]*\/[\w./$*{}-]+$|^[\w-]+\.(?:log|json|csv|txt|md|pcap|evtx|db)$/.test(value))
}

/** “Collect evidence:” above a list is no artefact of its own. */
function isLeadIn({ plain, unit }: Read): boolean {
  return plain.endsWith(':') && unit.kind !== 'code' && plain.length < 60
}

function isCertain(read: Read, kind: LintKind): boolean {
  if (read.headed.has('evidence')) return artefact.test(read.plain) || read.commands.length > 0
  if (roleTable.test(read.unit.header.join(' '))) return false
  return kept.test(read.plain) && (kind !== 'ops-runbook' || certainWords.test(read.plain))
}

function isAbout(read: Read): boolean {
  if (read.headed.has('evidence')) return true
  if (read.unit.kind === 'code' || roleTable.test(read.unit.header.join(' '))) return false
  return kept.test(read.plain) || (read.verbs[0]?.classes.has('keep') === true && artefact.test(read.plain))
}
