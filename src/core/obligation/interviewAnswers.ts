// The answers of an interview as they are written down, laid over earlier ones, and as the rules read them.
import type { FieldProblem } from '../kernel/refusal.ts'
import { Refusal } from '../kernel/refusal.ts'
import { type Choice, type DataKind, type EventFact, emptyInterview, type Interview, type RoleId, type Sector } from './interview.ts'
import { economicArea, isPlace } from './places.ts'

export type WrittenChoice<Name extends string> = {
  readonly is: readonly Name[]
  readonly is_not: readonly Name[]
  readonly rest: 'is-not' | 'unknown'
}

/** As the contract, the table and the entry have it. */
export type WrittenAnswers = {
  readonly roles: WrittenChoice<RoleId>
  readonly places: WrittenChoice<string>
  readonly people: Readonly<Record<string, number>>
  readonly everyone: number | null
  readonly kinds: WrittenChoice<DataKind>
  readonly sectors: WrittenChoice<Sector>
  readonly events: WrittenChoice<EventFact>
  /** The Member State whose authority is told: by its public holidays a last day rolls. Left out of answers from before it was asked. */
  readonly authority?: string | null
}

const unanswered = { is: [], is_not: [], rest: 'unknown' } as const

export const noAnswers: WrittenAnswers = {
  roles: unanswered,
  places: unanswered,
  people: {},
  everyone: null,
  kinds: unanswered,
  sectors: unanswered,
  events: unanswered,
}

/** Undefined: not asked this time. */
export type GivenAnswers = { readonly [Name in keyof WrittenAnswers]?: WrittenAnswers[Name] | undefined }

/** What is left out keeps its earlier answer. A place nobody knows, or a name in both lists, is refused where it stands. */
export function layAnswers(before: WrittenAnswers | null, given: GivenAnswers): WrittenAnswers {
  const fields = [...unknownPlaces(given), ...noMemberState(given), ...contradictions(given)]
  if (fields.length > 0) {
    throw new Refusal('invalid_request', `The answers cannot be taken: ${fields.map(({ message }) => message).join('; ')}.`, { fields })
  }
  const said = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  const after: WrittenAnswers = { ...(before ?? noAnswers), ...said }
  if (before !== null && sameAnswers(before, after)) {
    throw new Refusal('nothing_changed', 'These are the answers that stand already.')
  }
  return after
}

function unknownPlaces({ places, people }: GivenAnswers): FieldProblem[] {
  const named = [
    ...(places?.is ?? []).map((place) => ['/answers/places/is', place] as const),
    ...(places?.is_not ?? []).map((place) => ['/answers/places/is_not', place] as const),
    ...Object.keys(people ?? {}).map((place) => ['/answers/people', place] as const),
  ]
  return named
    .filter(([, place]) => !isPlace(place))
    .map(([path, place]) => ({ path, message: `there is no place “${place}”: use a code like EU, DE, GB or US-CA` }))
}

function noMemberState({ authority }: GivenAnswers): FieldProblem[] {
  if (authority === undefined || authority === null || (economicArea as readonly string[]).includes(authority)) return []
  return [{ path: '/answers/authority', message: `“${authority}” is no country of the EU or EEA` }]
}

/** The id of the calendar of the authority’s country, as the catalogue names it; null: nobody has said whose it is. */
export function calendarOfAuthority(answers: WrittenAnswers | null): string | null {
  return answers?.authority ? `eu-${answers.authority.toLowerCase()}` : null
}

function contradictions(given: GivenAnswers): FieldProblem[] {
  const choices = [given.roles, given.places, given.kinds, given.sectors, given.events]
  const names = ['roles', 'places', 'kinds', 'sectors', 'events']
  return choices.flatMap((choice, at) => {
    const denied: readonly string[] = choice?.is_not ?? []
    const both = (choice?.is ?? []).filter((name) => denied.includes(name))
    return both.map((name) => ({ path: `/answers/${names[at]}`, message: `“${name}” is answered with yes and with no` }))
  })
}

/** Whatever order a database keeps members in. */
function sameAnswers(left: WrittenAnswers, right: WrittenAnswers): boolean {
  const sorted = (value: unknown): unknown =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(
          Object.entries(value)
            .sort(([one], [other]) => (one < other ? -1 : 1))
            .map(([name, inner]) => [name, sorted(inner)]),
        )
      : value
  return JSON.stringify(sorted(left)) === JSON.stringify(sorted(right))
}

export function interviewOf(answers: WrittenAnswers | null): Interview {
  if (answers === null) return emptyInterview
  const { roles, places, people, everyone, kinds, sectors, events } = answers
  return {
    roles: choice(roles),
    places: choice(places),
    people,
    everyone,
    kinds: choice(kinds),
    sectors: choice(sectors),
    events: choice(events),
  }
}

function choice<Name extends string>({ is, is_not: isNot, rest }: WrittenChoice<Name>): Choice<Name> {
  return { is, isNot, rest }
}
