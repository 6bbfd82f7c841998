// What an alert can turn out to be, each with a written definition, because two people must mean the same by one word.

export const dispositions = [
  'incident',
  'true-positive-handled',
  'benign',
  'false-positive',
  'duplicate',
  'test',
  'expected-change',
  'suppressed',
] as const

export type Disposition = (typeof dispositions)[number]

export type DispositionMeaning = {
  label: string
  definition: string
  /** Reasons that fit often enough to be offered with one tap; the person may always write their own. */
  commonReasons: readonly string[]
  /** Is this an answer to "not an incident"? */
  notAnIncident: boolean
}

export const dispositionMeanings: Readonly<Record<Disposition, DispositionMeaning>> = {
  incident: {
    label: 'Incident',
    definition: 'A security or availability event that needs the incident process: someone owns it until it is closed.',
    commonReasons: [],
    notAnIncident: false,
  },
  'true-positive-handled': {
    label: 'Real, handled',
    definition: 'What the alert says did happen, and it was dealt with here and now; no incident was needed.',
    commonReasons: ['Real and short; recovered by itself, checked that nothing else was affected.', 'Real; fixed on the spot.'],
    notAnIncident: true,
  },
  benign: {
    label: 'Benign',
    definition: 'What the alert says did happen, and it is allowed and harmless.',
    commonReasons: ['Known and allowed activity.', 'Within what this system normally does.'],
    notAnIncident: true,
  },
  'false-positive': {
    label: 'False positive',
    definition: 'What the alert says did not happen; the rule or its data is wrong.',
    commonReasons: ['The rule fired on data that does not show the condition.', 'The threshold is too tight; nothing was wrong.'],
    notAnIncident: true,
  },
  duplicate: {
    label: 'Duplicate',
    definition: 'Another alert or incident already covers the same occurrence; the reason names it.',
    commonReasons: [],
    notAnIncident: true,
  },
  test: {
    label: 'Test',
    definition: 'Sent on purpose to try the alerting; nothing happened in the monitored system.',
    commonReasons: ['Sent to test the alerting.'],
    notAnIncident: true,
  },
  'expected-change': {
    label: 'Expected change',
    definition: 'Caused by planned and approved work; the reason names the change.',
    commonReasons: [],
    notAnIncident: true,
  },
  suppressed: {
    label: 'Suppressed',
    definition: 'Silenced on purpose for a stated time or condition; the reason says which and until when.',
    commonReasons: [],
    notAnIncident: true,
  },
}
