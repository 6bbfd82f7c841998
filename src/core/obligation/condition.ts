// Does a condition of a rule hold, by what an interview has answered so far? With the sentence that says so.
import {
  type Answer,
  answerOf,
  type Choice,
  type DataKind,
  type EventFact,
  eventQuestions,
  type Interview,
  type RoleId,
  type Sector,
  sectorQuestions,
} from './interview.ts'
import { liesIn, placeName } from './places.ts'

/** Lists are alternatives: one of them is enough. Every condition of a rule must hold. */
export type Condition =
  | { readonly kind: 'place'; readonly places: readonly string[] }
  | { readonly kind: 'role'; readonly role: RoleId }
  | { readonly kind: 'data'; readonly kinds: readonly DataKind[] }
  | { readonly kind: 'sector'; readonly sectors: readonly Sector[] }
  | { readonly kind: 'event'; readonly event: EventFact }
  | { readonly kind: 'people'; readonly in: PeopleIn; readonly atLeast: number | null; readonly below: number | null }

/** One place; all people together; or any one US state. */
export type PeopleIn = string

export type Judged = {
  readonly answer: Answer
  /** Said of a rule that applies: “because there are people in California”. */
  readonly because: string
  /** Said while it is not known: “if 501 or more people in California are affected”. */
  readonly ifSo: string
}

export function judge(condition: Condition, interview: Interview): Judged {
  switch (condition.kind) {
    case 'place': {
      const where = condition.places.map(placeName).join(' or ')
      const answer = any(condition.places.map((place) => placeAnswer(place, interview)))
      return { answer, because: `people or business in ${where}`, ifSo: `if people or business in ${where} are affected` }
    }
    case 'role':
      return {
        answer: answerOf(interview.roles, condition.role),
        because: `you are ${roleName(condition.role)}`,
        ifSo: `if you are ${roleName(condition.role)}`,
      }
    case 'data': {
      const kinds = condition.kinds
        .map(plain)
        .join(', ')
        .replace(/, ([^,]*)$/, ' or $1')
      return {
        answer: any(condition.kinds.map((kind) => dataAnswer(kind, interview.kinds))),
        because: `${kinds} data`,
        ifSo: `if there is ${kinds} data in it`,
      }
    }
    case 'sector': {
      const answer = any(condition.sectors.map((sector) => answerOf(interview.sectors, sector)))
      const asked = condition.sectors.map((sector) => sectorQuestions[sector]).join(' ')
      return { answer, because: `“${asked}” was answered yes`, ifSo: `if the answer is yes: ${asked}` }
    }
    case 'event': {
      const asked = eventQuestions[condition.event]
      return {
        answer: answerOf(interview.events, condition.event),
        because: `“${asked}” was answered yes`,
        ifSo: `if the answer is yes: ${asked}`,
      }
    }
    case 'people':
      return judgePeople(condition, interview)
  }
}

/** Anything about health or with a card number is about people. */
function dataAnswer(kind: DataKind, kinds: Choice<DataKind>): Answer {
  const said = answerOf(kinds, kind)
  const others = kinds.is.filter((other) => other !== 'federal' && other !== 'defense')
  return kind === 'personal' && others.length > 0 ? 'yes' : said
}

function placeAnswer(place: string, { places, people }: Interview): Answer {
  const counted = Object.keys(people).filter((other) => (people[other] ?? 0) > 0)
  if ([...places.is, ...counted].some((other) => liesIn(other, place))) return 'yes'
  if (people[place] === 0 || places.isNot.some((other) => liesIn(place, other))) return 'no'
  // Somebody in the United States may live in any of its states.
  return places.is.some((other) => liesIn(place, other)) ? 'unknown' : answerOf(places, place)
}

function judgePeople(condition: Extract<Condition, { kind: 'people' }>, interview: Interview): Judged {
  const size = sizeWords(condition)
  const where = condition.in === 'everywhere' ? '' : condition.in === 'any-state' ? ' in one US state' : ` in ${placeName(condition.in)}`
  const known = knownPeople(condition.in, interview)
  const fits = (count: number) => count >= (condition.atLeast ?? 0) && (condition.below === null || count < condition.below)
  const answer = known.complete ? (fits(known.count) ? 'yes' : 'no') : overLimit(known.count, condition)
  const counted = known.count > 0 || known.complete ? `; ${known.count} counted so far` : ''
  return { answer, because: `${known.count} people${where}`, ifSo: `if ${size} people${where} are affected${counted}` }
}

/** What is counted already can only grow: enough is enough, and too many stays too many. */
function overLimit(count: number, { atLeast, below }: { atLeast: number | null; below: number | null }): Answer {
  if (below !== null) return count >= below ? 'no' : 'unknown'
  return count >= (atLeast ?? 0) ? 'yes' : 'unknown'
}

function knownPeople(where: PeopleIn, interview: Interview): { count: number; complete: boolean } {
  const { people, everyone } = interview
  const counted = Object.entries(people)
  const sum = (inside: readonly (readonly [string, number])[]) => inside.reduce((total, [, count]) => total + count, 0)
  // A country and its states would be counted twice: only places that lie in no other counted place are added up.
  const outer = counted.filter(([place]) => !counted.some(([other]) => other !== place && liesIn(place, other)))
  if (where === 'everywhere')
    return everyone === null ? { count: sum(outer), complete: false } : { count: Math.max(everyone, sum(outer)), complete: true }
  if (where === 'any-state') {
    const states = counted.filter(([place]) => place.startsWith('US-')).map(([, count]) => count)
    const named = interview.places.is.filter((place) => liesIn(place, 'US'))
    const allCounted = interview.places.rest === 'is-not' && named.every((place) => place !== 'US' && people[place] !== undefined)
    return { count: Math.max(0, ...states), complete: allCounted }
  }
  const exact = people[where]
  if (exact !== undefined) return { count: exact, complete: true }
  return { count: sum(outer.filter(([place]) => liesIn(place, where))), complete: placeAnswer(where, interview) === 'no' }
}

function sizeWords({ atLeast, below }: { atLeast: number | null; below: number | null }): string {
  if (atLeast !== null && below !== null) return `${atLeast} to ${below - 1}`
  return below === null ? `${atLeast ?? 1} or more` : `fewer than ${below}`
}

function any(answers: readonly Answer[]): Answer {
  if (answers.includes('yes')) return 'yes'
  return answers.includes('unknown') ? 'unknown' : 'no'
}

const plain = (name: string) => name.replaceAll('_', ' ')
const roleName = (role: RoleId) => (role === 'controller' ? 'the controller or owner of the data' : 'a processor or vendor')
