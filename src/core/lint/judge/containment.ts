// How does containment stand? Steps for this kind of incident, most of them with something to type, click or open.
import type { LintKind } from '../element.ts'
import type { LintText, Read } from '../reading/readText.ts'
import { absent, indexesOf, type Judgement, share } from './judgement.ts'
import { calls, hasHandle, isActing, organizes } from './step.ts'

const sure =
  /\b(?:contain(?:ment|ing|ed)?|mitigat\w*|isolat\w*|stop the bleeding|eradicat\w*|recover\w*|remediat\w*|emergency (?:pause|stop)|immediate actions?|workarounds?)\b/i

/** A heading that is of nothing else: under “Recovery” or “Resolution” much is said in which nothing is done. */
const meant = /\b(?:contain(?:ment|ing|ed)?|isolat\w*|stop the bleeding|eradicat\w*|remediat\w*|mitigat\w*|workarounds?)\b/i

const containPhrase =
  /\b(?:contain(?:ment)?,? (?:eradicat\w+|mitigat\w+|and )|contain the (?:incident|breach|damage)|apply (?:the |a |any )?(?:mitigations?|fix|workaround))\b/
const unmistakable = new Set(
  'isolate quarantine disable revoke rotate block contain mitigate eradicate remediate rollback roll revert restart kill deactivate suspend terminate disconnect redeploy failover'.split(
    ' ',
  ),
)

export function judgeContainment(text: LintText, kind: LintKind): Judgement {
  const isRunbook = kind === 'ops-runbook' || kind === 'security-runbook'
  const headed = text.reads.filter(isHeaded)
  const inScope = isRunbook || kind === 'pir-template'
  const own = text.reads.filter(
    (read) => !isAside(read) && (inScope || isHeaded(read) ? isActing(read, isRunbook) || (!isRunbook && names(read)) : surely(read)),
  )
  const units = indexesOf([...headed, ...own])
  const isRepair =
    !inScope &&
    isAboutVulnerabilities(text) &&
    !headed.some(({ heading }) => stops.test(heading)) &&
    !text.reads.some((read) => read.verbs.some(({ lemma }) => takesAway.has(lemma)) && hasHandle(read, text))
  if (isRepair) return absent
  // A template of a review asks what was done, and says nothing of it.
  if (kind === 'pir-template' && own.every(({ placeholders }) => placeholders.length > 0)) return absent
  if (own.length === 0) {
    const looking = text.reads.filter((read) => read.verbs[0]?.classes.has('look') === true || read.commands.length > 0)
    // Where more is told and written up than looked at, nothing is being diagnosed.
    const telling = text.reads.filter((read) => organizes(read) || read.verbs[0]?.classes.has('tell') === true)
    const isSpoken = isRunbook
      ? looking.length >= 2 && looking.length >= telling.length
      : headed.some(({ heading, tokens, placeholders }) => meant.test(heading) && tokens.length >= 6 && placeholders.length === 0)
    return isSpoken ? { standing: 'generic', parts: { steps: false, handles: false }, units } : absent
  }
  if (!isRunbook && !isMeant(own, headed, kind, text)) return absent
  // A step that says “TODO” is a step that nobody can do.
  const open = headed.filter(
    ({ placeholders }) => placeholders.length > 0 && !own.some(({ placeholders: [first] }) => first === placeholders[0]),
  )
  const whole = own.reduce((sum, read) => sum + weight(read), open.length)
  const handled = own.filter((read) => read.placeholders.length === 0 && hasHandle(read, text)).reduce((sum, read) => sum + weight(read), 0)
  const changes =
    own.some((read) => read.commands.some((command) => command.changes) || read.clicks.length + read.paths.length > 0 || calls(read)) ||
    own.filter((read) => hasHandle(read, text)).length >= 2
  const isShort = isRunbook && text.reads.length <= 8 && own.length <= 3 && share(handled, whole) >= 0.5
  const typed = own.reduce((sum, { commands }) => sum + commands.filter((command) => command.changes).length, 0)
  // Several commands that change something are a way out, however much is said around them.
  const parts = { steps: true, handles: (changes || isShort) && (share(handled, whole) >= 0.4 || (typed >= 2 && open.length === 0)) }
  return { standing: parts.handles ? 'functional' : 'generic', parts, units }
}

/** What somebody got hold of is taken away: no mending of what is sold. */
const takesAway = new Set('revoke rotate disable deactivate suspend block ban lock force-push reset'.split(' '))

const vulnerability = /\b(?:vulnerabilit\w+|advisor(?:y|ies)|cves?|embargo\w*|disclos\w+|patch(?:es|ed|ing)?)\b/
const stops = /\b(?:contain(?:ment|ing|ed)?|isolat\w*|stop the bleeding|eradicat\w*)\b/i
const third = 1 / 3

/** Where reports of vulnerabilities are handled, “fix” and “remediate” mean what is sold: nothing that runs is being contained. */
function isAboutVulnerabilities({ reads }: LintText): boolean {
  return share(reads.filter(({ plain }) => vulnerability.test(plain)).length, reads.length) >= third
}

/** In a plan or policy: is it about containment, or do words of it only occur? */
function isMeant(own: readonly Read[], headed: readonly Read[], kind: LintKind, { reads }: LintText): boolean {
  if (headed.some(({ heading }) => sure.test(heading))) return true
  if (own.some((read) => read.commands.some(({ changes }) => changes) || read.paths.length > 0)) return true
  // A report says what was typed; a template only asks for it.
  if (kind === 'pir-template') return own.length >= 3 && reads.some(({ commands }) => commands.length > 0)
  const asked = new Set(own.flatMap(({ verbs }) => verbs.flatMap(({ lemma }) => (unmistakable.has(lemma) ? [lemma] : []))))
  return own.length >= 3 || asked.size >= 2 || own.some(({ plain }) => containPhrase.test(plain))
}

function isHeaded({ headed, heading }: Read): boolean {
  return headed.has('containment') && !headed.has('review') && !afterwards.test(heading)
}

/** What is linked, listed or could be automated is not what is done. */
function isAside({ unit }: Read): boolean {
  return aside.test(unit.section.title)
}

const aside =
  /^\W*(?:\d+\W+)?(?:related|references?|resources|see also|further reading|automations?|tools?|scripts?|links|documentation|appendix)\b/i

/** What is tried, told or tidied up once it is over, or how long it may take. */
const afterwards =
  /\b(?:after|once|upon|on|following|post)[- ](?:\w+ )?(?:resol\w+|recover\w+|fix\w*)|\bresolution (?:message|notice|update|template)|\b(?:plan|recovery) test(?:s|ing)?\b|\b(?:drills?|exercises?)\b|\b(?:notify|alert|post|announce)\b.{0,30}\bresol/i

/** “Identify, contain, eradicate and recover”: what a response consists of, not what is done. */
const phases =
  /(?:\b(?:prepar|identif|detect|respon|contain|investigat|analy[sz]|triag|eradicat|mitigat|remediat|recover|restor|learn|review|communicat)[a-z]*(?:, and |, then |, | and | & |\/| → | -> )){2,}\b(?:prepar|identif|detect|respon|contain|investigat|analy[sz]|eradicat|mitigat|remediat|recover|restor|learn|review|prevent|post|closure)/

/** Outside of a section for it, only verbs that mean nothing else. */
export function surely({ verbs, plain, unit }: Read): boolean {
  const listed = phases.exec(unit.text.toLowerCase())
  if (listed === null && containPhrase.test(plain)) return true
  const isListed = (at: number) => listed !== null && at >= listed.index && at < listed.index + listed[0].length
  return verbs.some(({ lemma, start }) => unmistakable.has(lemma) && !isListed(start))
}

function names(read: Read): boolean {
  return read.verbs.some(({ classes }) => classes.has('contain'))
}

/** A block of three commands is three steps. */
function weight(read: Read): number {
  return read.unit.kind === 'code' ? Math.min(4, Math.max(1, read.commands.filter(({ changes }) => changes).length)) : 1
}
