// Every rule. Where two would underline the same words, the one that stands first speaks; what is said of the whole document is said in any case.

import { contradictsPolicy } from './communication/contradictsPolicy.ts'
import { hedgedDeadline } from './communication/hedgedDeadline.ts'
import { noDeadline } from './communication/noDeadline.ts'
import { unnamedAudience } from './communication/unnamedAudience.ts'
import { categoryNotProduct } from './containment/categoryNotProduct.ts'
import { diagnosisOnly } from './containment/diagnosisOnly.ts'
import { lookWhere } from './containment/lookWhere.ts'
import { noHandle } from './containment/noHandle.ts'
import { noVerification } from './containment/noVerification.ts'
import { boilerplate } from './document/boilerplate.ts'
import { deadLink } from './document/deadLink.ts'
import { placeholderLeft } from './document/placeholder.ts'
import { pointerOnly } from './document/pointerOnly.ts'
import { todoAtTheFix } from './document/todoAtTheFix.ts'
import { vaguePhrase } from './document/vaguePhrase.ts'
import { backupIsPrimary } from './escalation/backupIsPrimary.ts'
import { backupMissing } from './escalation/backupMissing.ts'
import { namedTarget } from './escalation/namedTarget.ts'
import { noChannel } from './escalation/noChannel.ts'
import { pathNotVerified } from './escalation/pathNotVerified.ts'
import { personLeft } from './escalation/personLeft.ts'
import { unknownPath } from './escalation/unknownPath.ts'
import { unknownPerson } from './escalation/unknownPerson.ts'
import { noRetentionWindow } from './evidence/noRetentionWindow.ts'
import { noSource } from './evidence/noSource.ts'
import { unknownLog } from './evidence/unknownLog.ts'
import { windowLongerThanLog } from './evidence/windowLongerThanLog.ts'
import { actionWithoutOwner } from './review/actionWithoutOwner.ts'
import { noTrigger } from './review/noTrigger.ts'
import type { Rule } from './rule.ts'
import { levelsMissing } from './severity/levelsMissing.ts'
import { nobodyEngaged } from './severity/nobodyEngaged.ts'
import { observableCriteria } from './severity/observableCriteria.ts'
import { timeTarget } from './severity/timeTarget.ts'
import { nothingRecorded } from './training/nothingRecorded.ts'
import { reviewOverdue } from './training/reviewOverdue.ts'

export const allRules: readonly Rule[] = [
  ...[todoAtTheFix, placeholderLeft, backupIsPrimary, contradictsPolicy, reviewOverdue, deadLink],
  ...[personLeft, unknownPerson, unknownPath, pathNotVerified, windowLongerThanLog, unknownLog],
  ...[observableCriteria, noSource, unnamedAudience, hedgedDeadline, namedTarget, categoryNotProduct, noHandle],
  ...[noTrigger, actionWithoutOwner, nothingRecorded, vaguePhrase, boilerplate, lookWhere],
  ...[
    levelsMissing,
    timeTarget,
    nobodyEngaged,
    backupMissing,
    noChannel,
    diagnosisOnly,
    noVerification,
    noRetentionWindow,
    noDeadline,
    pointerOnly,
  ],
]
