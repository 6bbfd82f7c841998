// What evidences a criterion: everything of a kind that was put on record in a period, counted and listed.

export const populationIds = [
  'alerts',
  'reviews',
  'gaps',
  'incidents',
  'notices',
  'post_incident_reviews',
  'actions',
  'exercises',
  'evidence',
] as const
export type PopulationId = (typeof populationIds)[number]

/** `counts` says which ones are of a period, because no two nouns begin in the same way. */
export type PopulationWords = { title: string; one: string; many: string; counts: string }

export const populationWords: Readonly<Record<PopulationId, PopulationWords>> = {
  alerts: { title: 'Alerts', one: 'alert', many: 'alerts', counts: 'received in the period, of all sources' },
  reviews: { title: 'Reviews of alerts', one: 'alert reviewed', many: 'alerts reviewed', counts: 'of the alerts received in the period' },
  gaps: { title: 'Coverage gaps', one: 'coverage gap', many: 'coverage gaps', counts: 'silences of a source that touch the period' },
  incidents: {
    title: 'Incidents',
    one: 'incident',
    many: 'incidents',
    counts: 'declared in the period, also private ones and those found to be none; exercises apart',
  },
  notices: {
    title: 'Notices',
    one: 'notice or decision',
    many: 'notices and decisions',
    counts: 'sent in the period, or decided in it not to be sent; exercises apart',
  },
  post_incident_reviews: {
    title: 'Reviews after incidents',
    one: 'incident to learn from',
    many: 'incidents to learn from',
    counts: 'of the incidents declared in the period, and of earlier ones reviewed in it; exercises apart',
  },
  actions: {
    title: 'Corrective actions',
    one: 'corrective action',
    many: 'corrective actions',
    counts: 'open at any time in the period, also those of exercises',
  },
  exercises: { title: 'Exercises', one: 'exercise', many: 'exercises', counts: 'begun in the period' },
  evidence: {
    title: 'Evidence',
    one: 'evidence item',
    many: 'evidence items',
    counts: 'kept in the period, and what was lost in it before it could be kept',
  },
}

/**
 * What an item of a population stands at. `exception` is what an auditor would write down, `pending` what is not settled yet;
 * `shown` where a population tells how many of its items stand so.
 */
export const itemStates = {
  reviewed: { words: 'reviewed', mark: 'none', shown: false },
  not_reviewed: { words: 'not reviewed yet', mark: 'pending', shown: true },
  late: { words: 'late', mark: 'exception', shown: true },
  explained: { words: 'explained', mark: 'none', shown: false },
  unexplained: { words: 'not explained', mark: 'exception', shown: true },
  open: { words: 'open', mark: 'pending', shown: true },
  closed: { words: 'closed', mark: 'none', shown: false },
  not_an_incident: { words: 'found to be none', mark: 'none', shown: true },
  merged: { words: 'merged into another', mark: 'none', shown: true },
  sent: { words: 'sent', mark: 'none', shown: false },
  decided_against: { words: 'decided not to be sent', mark: 'none', shown: true },
  approved: { words: 'review approved', mark: 'none', shown: true },
  written: { words: 'review not approved yet', mark: 'pending', shown: true },
  not_needed: { words: 'decided to need none', mark: 'none', shown: true },
  undecided: { words: 'not decided yet', mark: 'pending', shown: true },
  overdue: { words: 'overdue', mark: 'exception', shown: true },
  not_effective: { words: 'without effect', mark: 'exception', shown: true },
  kept: { words: 'kept', mark: 'none', shown: false },
  lost: { words: 'lost', mark: 'exception', shown: true },
} as const satisfies Record<string, { words: string; mark: 'none' | 'pending' | 'exception'; shown: boolean }>

export type ItemState = keyof typeof itemStates
export const statesOfItems = Object.keys(itemStates) as [ItemState, ...ItemState[]]

export type Figure = { id: ItemState; count: number }
export type PopulationCount = { id: PopulationId; total: number; figures: Figure[] }

/** Of counts by state, what a population tells besides its total: worst first, nothing that is nought. */
export function figuresOf(counts: ReadonlyMap<ItemState, number>): Figure[] {
  const rank = { exception: 0, pending: 1, none: 2 }
  return statesOfItems
    .filter((state) => itemStates[state].shown && (counts.get(state) ?? 0) > 0)
    .map((id) => ({ id, count: counts.get(id) ?? 0 }))
    .sort((left, right) => rank[itemStates[left.id].mark] - rank[itemStates[right.id].mark])
}
