// Does what a document states differ from what its policy promises, for the same people, level and thing?
import { durationInWords } from '../../document/duration.ts'
import type { LocatedPromise } from '../../policy/locatedPromises.ts'
import { compareAmount } from './amount.ts'
import type { Claim } from './claim.ts'

/** `later`: than anything that is promised. `sooner`: the promise is kept, and the numbers still differ. `clock`: the same time from another event. */
export type Contradiction = { claim: Claim; promise: LocatedPromise; how: 'later' | 'sooner' | 'other' | 'clock' }

export function contradictionOf(claim: Claim, promises: readonly LocatedPromise[]): Contradiction | null {
  const same = promises.filter(({ kind, whom }) => kind === claim.kind && whom === claim.whom)
  const ofLevel = same.filter(({ level }) => level === null || level === claim.level)
  const held = claim.level === null || !promises.some(({ level }) => level === claim.level) ? same : ofLevel
  const compared = held.map((promise) => ({ promise, differs: compareAmount(claim.amount, promise.within) }))
  const [first] = compared
  if (first === undefined || compared.some(({ differs }) => differs === 'unclear')) return null
  const equal = compared.filter(({ differs }) => differs === 'same')
  const [exact] = equal
  if (exact !== undefined) {
    const isOtherClock =
      claim.clock !== null && equal.every(({ promise: { from } }) => from !== null && clocks.has(from) && from !== claim.clock)
    return isOtherClock && clocks.has(claim.clock ?? '') ? { claim, promise: exact.promise, how: 'clock' } : null
  }
  const isAll = (wanted: string) => compared.every(({ differs }) => differs === wanted)
  return { claim, promise: first.promise, how: isAll('longer') ? 'later' : isAll('shorter') ? 'sooner' : 'other' }
}

const clocks = new Set(['awareness', 'detection', 'confirmation', 'determination', 'declaration'])

const doing: Readonly<Record<Exclude<LocatedPromise['kind'], 'notify'>, string>> = {
  acknowledge: 'acknowledging',
  contain: 'containing',
  update: 'an update',
  review: 'the review after an incident',
  actions: 'corrective actions',
}

/** “telling the supervisory authority”, “containing at SEV1”. */
export function subjectInWords({ kind, whom, level }: Pick<LocatedPromise, 'kind' | 'whom' | 'level'>): string {
  const what = kind === 'notify' ? `telling the ${(whom ?? '').replaceAll(/[-_]/g, ' ')}` : doing[kind]
  return level === null ? what : `${what} at ${level}`
}

/** “72 hours of awareness”, “every 1 hour”. */
export function promiseInWords({ kind, within, from }: LocatedPromise): string {
  const time = durationInWords(within)
  return kind === 'update' ? `every ${time}` : from === null ? time : `${time} from ${from}`
}
