// Every judgement about one document.
import { type Element, elements, type LintKind } from '../element.ts'
import { noReach, type Reach, reachedStanding } from '../reach.ts'
import { kindOf } from '../reading/kindOf.ts'
import type { LintText } from '../reading/readText.ts'
import { judgeCommunication } from './communication.ts'
import { judgeContainment } from './containment.ts'
import { judgeEscalation } from './escalation.ts'
import { judgeEvidence } from './evidence.ts'
import { absent, indexesOf, type Judgement } from './judgement.ts'
import { judgeWhole, type Whole } from './overall.ts'
import { judgeReview } from './review.ts'
import { judgeSeverity } from './severity.ts'
import { judgeTraining } from './training.ts'

export type Judged = Whole & { kind: LintKind; judgements: Readonly<Record<Element, Judgement>> }

export function judgeText(text: LintText, path: string, reach: Reach = noReach): Judged {
  const kind = kindOf(text, path)
  const own = {
    severity: judgeSeverity(text),
    escalation: judgeEscalation(text, kind),
    containment: judgeContainment(text, kind),
    evidence: judgeEvidence(text, kind),
    communication: judgeCommunication(text, kind),
    review: judgeReview(text),
    training: judgeTraining(text),
  }
  if (isNotice(text)) return judgeNotice(text, kind)
  const judgements = Object.fromEntries(
    elements.map((element) => [element, { ...own[element], standing: reachedStanding(element, own[element].standing, text, reach) }]),
  ) as Record<Element, Judgement>
  return { kind, judgements, ...judgeWhole(text, kind, judgements) }
}

/** A text to be sent is judged as one, and not by what a plan would have. */
export function isNotice({ fields }: LintText): boolean {
  return fields.get('kind') === 'notice-template'
}

function judgeNotice(text: LintText, kind: LintKind): Judged {
  const isReady = text.reads.length + text.sections.length >= 4
  const communication: Judgement = {
    standing: isReady ? 'functional' : 'generic',
    parts: { text: isReady },
    units: indexesOf(text.reads),
  }
  const judgements = Object.fromEntries(
    elements.map((element) => [element, element === 'communication' ? communication : absent]),
  ) as Record<Element, Judgement>
  const { measures } = judgeWhole(text, kind, judgements)
  return { kind, judgements, measures, overall: isReady ? 'functional' : 'mixed', score: isReady ? 85 : 50 }
}
