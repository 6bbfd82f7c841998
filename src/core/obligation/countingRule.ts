// How the time between a clock and a deadline is counted, by the name of the rule that says so; summaries and sources stand in the catalogue.

export type CountingMeaning = {
  /** For whoever sees a due date and asks how it came about. */
  words: string
  /** The day of the event is day 1. */
  countsEventDay?: true
  /** `HH:MM` on the last day, where the office closes before the day does. */
  closes?: string
  /** Shown beside the exact end: the period that begins with the next full hour. */
  formalHours?: true
  /** So many working days lie in a period of two days or more, where its end may roll: Regulation 1182/71 art. 3(5). */
  leastWorkingDays?: number
  /** Nothing is filled in silently: zone and calendar must be named. */
  namesEverything?: true
  /** No number is known well enough to count with. */
  uncountable?: true
}

export const countingRules = {
  EU_1182_71_HOURS: {
    words: 'Hours run without a stop from the event, through nights, weekends and holidays.',
    formalHours: true,
  },
  EU_1182_71_DAYS_MONTHS: {
    words: 'The day of the event is not counted; the last day, or the same day number of the month, is had to its end.',
    leastWorkingDays: 2,
  },
  DORA_2025_301_ART5: {
    words:
      'Hours run without a stop; a month ends on the same day number. Noon of the next working day is a relief that not everybody has.',
  },
  NATIONAL_TIME_LIMITS: {
    words: 'Hours run without a stop; a month ends on the same day number or the last day of a shorter month. Nothing rolls over.',
  },
  ELAPSED_HOURS: { words: 'Hours run without a stop from the event; weekends and holidays count.' },
  ELAPSED_DAYS: { words: 'Calendar days; the day of the event is not counted; the last day is had to its end; nothing rolls over.' },
  US_CALENDAR_DAYS_STRICT: {
    words: 'Calendar days after the day of the event, to the end of the last one; a free last day is not rolled forward.',
  },
  SEC_BUSINESS_DAYS: {
    words: 'Business days after the day of the event by the federal calendar; filed by 17:30 Eastern time on the last one.',
    closes: '17:30',
  },
  BUSINESS_DAYS: { words: 'Working days of the place concerned after the day of the event, to the end of the last one.' },
  SG_CALENDAR_DAYS: { words: 'The day after the assessment is day 1; weekends count; the last day is had to its end in Singapore.' },
  BR_BUSINESS_DAYS: { words: 'Working days from the day after; national holidays of Brazil are not counted.' },
  JP_PPC: {
    words: 'The day of the event is taken as day 1, weekends count: the earlier of two readings, and the one to file by.',
    countsEventDay: true,
  },
  CONTRACT: { words: 'As the clause says: its word for the start, its unit, its calendar, its time zone.', namesEverything: true },
  NONE_NUMERIC: { words: 'There is no number; the time since the clock started is what counts.' },
  UNVERIFIED: { words: 'Nobody has verified how this is counted.', uncountable: true },
} as const satisfies Record<string, CountingMeaning>

export type CountingId = keyof typeof countingRules

export const countingIds = Object.keys(countingRules) as [CountingId, ...CountingId[]]

export function countingMeaning(id: CountingId): CountingMeaning {
  return countingRules[id]
}
