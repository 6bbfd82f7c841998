// How many of those asked had acknowledged each version of a period, and what that does not say: the same on the screen and from the verifier.
import { rulesOf, unknownNames } from './acknowledgement.ts'
import type { AcknowledgementPoint, CurrencyAnswer, VersionStretch } from './currency.ts'

/** “Version 2: 14 of the 16 people asked had acknowledged it when the period ended; 1 of the other 2 was overdue.” One sentence a version that asked somebody. */
export function coverageInWords({ versions, acknowledgement, to }: CurrencyAnswer): string[] {
  return versions.flatMap((stretch) => {
    if (rulesOf(stretch.version) === null) return []
    const point = pointAtEnd(acknowledgement, stretch)
    const { number } = stretch.version
    if (point === undefined || point.asked === 0) return [`Version ${number} asked nobody who was here to acknowledge it.`]
    const when = stretch.to === to ? 'when the period ended' : 'when it was no longer in force'
    const { asked, acknowledged, missing, overdue } = point
    const of = asked === 1 ? 'the 1 person' : `the ${asked} people`
    const others = missing === overdue ? (missing === 1 ? 'the other' : `the other ${missing}`) : `${overdue} of the other ${missing}`
    const late = overdue === 0 ? '' : `; ${others} ${overdue === 1 ? 'was' : 'were'} overdue`
    return [`Version ${number}: ${acknowledged} of ${of} asked had acknowledged it ${when}${late}.`]
  })
}

/** The last change before the stretch was over, and of this version. */
function pointAtEnd(points: readonly AcknowledgementPoint[], { version, to }: VersionStretch): AcknowledgementPoint | undefined {
  return points.findLast((point) => point.at < to && point.version?.version === version.version)
}

/** Names that are neither a role nor a person: whoever they mean is not counted among those asked. */
export function unknownIn({ versions }: Pick<CurrencyAnswer, 'versions'>): string[] {
  const rules = versions.flatMap(({ version }) => rulesOf(version) ?? [])
  return [...new Set(rules.flatMap(unknownNames))]
}

/** What counting cannot say, in the words of everybody who counts. */
export const coverageLimit =
  'Who is asked follows from the roles that people had, and since when. That somebody who acknowledged a text has read it is on no record.'

export function unknownInWords(answer: Pick<CurrencyAnswer, 'versions'>): string | null {
  const names = unknownIn(answer)
  if (names.length === 0) return null
  const [quoted, are] = [names.map((name) => `“${name}”`).join(', '), names.length === 1 ? 'is' : 'are']
  return `${quoted} ${are} asked as well, and ${are} neither a role nor a person: whoever that means is not counted.`
}
