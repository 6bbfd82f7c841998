// Every judgement about one document.
import type { Element, LintKind } from '../element.ts'
import { kindOf } from '../reading/kindOf.ts'
import type { LintText } from '../reading/readText.ts'
import { judgeCommunication } from './communication.ts'
import { judgeContainment } from './containment.ts'
import { judgeEscalation } from './escalation.ts'
import { judgeEvidence } from './evidence.ts'
import type { Judgement } from './judgement.ts'
import { judgeWhole, type Whole } from './overall.ts'
import { judgeReview } from './review.ts'
import { judgeSeverity } from './severity.ts'
import { judgeTraining } from './training.ts'

export type Judged = Whole & { kind: LintKind; judgements: Readonly<Record<Element, Judgement>> }

export function judgeText(text: LintText, path: string): Judged {
  const kind = kindOf(text, path)
  const judgements = {
    severity: judgeSeverity(text),
    escalation: judgeEscalation(text),
    containment: judgeContainment(text, kind),
    evidence: judgeEvidence(text, kind),
    communication: judgeCommunication(text, kind),
    review: judgeReview(text),
    training: judgeTraining(text),
  }
  return { kind, judgements, ...judgeWhole(text, kind, judgements) }
}
