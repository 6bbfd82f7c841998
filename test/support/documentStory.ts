// A document's story in memory: decisions become entries as the server makes them, so that what core folds is what it decided.
import { type Act, actEntry, type NewAct } from '../../src/core/document/act.ts'
import type { KnownPerson } from '../../src/core/document/approver.ts'
import { type CurrencyAnswer, currencyOf, knownBeforeEnd } from '../../src/core/document/currency.ts'
import { decideResume, decideRetire, decideReview, decideTakeBack } from '../../src/core/document/decideDocument.ts'
import {
  type Doer,
  decideApprove,
  decidePropose,
  decidePublish,
  decideShipped,
  decideWithdraw,
} from '../../src/core/document/decideVersion.ts'
import { publishedEntry } from '../../src/core/document/documentVersion.ts'
import { foldHistories } from '../../src/core/document/history.ts'
import { type Life, lifeOf } from '../../src/core/document/life.ts'
import { noTerms, type Terms } from '../../src/core/document/terms.ts'
import type { Role } from '../../src/core/kernel/actor.ts'
import { day, type Instant, toInstant } from '../../src/core/kernel/instant.ts'
import type { EntryHeader, NewEntry } from '../../src/core/ledger/entry.ts'
import type { OpenedEntry } from '../../src/core/ledger/openedEntry.ts'

const organizationId = `org_${'0'.repeat(32)}`
const about = { organizationId, kind: 'policy' as const, documentId: 'incident-response' }
export const zone = 'UTC'

export const yearly: Terms = { ...noTerms, reviewEvery: 'P1Y' }
export const version = (letter: string) => letter.repeat(64)

export function doer(number: number, role: Role): Doer & KnownPerson {
  const id = `per_${String(number).padStart(32, '0')}`
  return { kind: 'person', id, name: `Person ${number}`, role, email: `person${number}@example.com` }
}

export class DocumentStory {
  readonly entries: OpenedEntry[] = []
  now: Instant = toInstant(Date.parse('2026-01-01T12:00:00Z'))

  /** Days may be broken. */
  pass(days: number): this {
    this.now = toInstant(this.now + days * day)
    return this
  }

  add(entry: NewEntry): void {
    const { kind, act, obj, at, ctl, detail, personal, corrects } = entry
    const header: EntryHeader = { v: 1, kind, act, obj, at, rec: at, ctl: [...ctl], c: {}, ...(corrects ? { cor: corrects } : {}) }
    const index = this.entries.length
    const slots = { ...(detail ? { detail } : {}), ...(personal ? { personal } : {}) }
    this.entries.push({ index, header, leafHash: `leaf ${index}`, slots })
  }

  get life(): Life {
    return this.known() ?? lifeOf({ kind: about.kind, documentId: about.documentId, published: [], acts: [] })
  }

  private known(): Life | undefined {
    const history = [...foldHistories(this.entries).values()][0]
    return history && lifeOf(history)
  }

  private keep(acts: readonly NewAct[], by: Pick<Doer, 'id' | 'name'>, corrects?: string): void {
    const { position } = this.life.next
    acts.forEach((act, place) => {
      this.add(actEntry(about, { ...act, position: position + place }, by, this.now, corrects))
    })
  }

  private numberOf(hash: string): number {
    const { published } = this.life
    const number = published.find((one) => one.version === hash)?.number
    if (number !== undefined) return number
    return (published.at(-1)?.number ?? 0) + 1
  }

  private publish(hash: string, number: number, by: string): void {
    if (this.life.published.some((one) => one.version === hash)) return
    const { documentId } = about
    this.add(
      publishedEntry('policy', organizationId, {
        documentId,
        version: hash,
        number,
        title: 'Policy',
        publishedAt: this.now,
        publishedBy: by,
      }),
    )
  }

  propose(hash: string, terms: Terms, by: Doer, more: { takesEffectAt?: Instant; emergency?: string; author?: string } = {}): void {
    const number = this.numberOf(hash)
    const { takesEffectAt = null, emergency = null, author } = more
    const origin = author === undefined ? null : { repository: null, commit: null, path: null, author }
    const request = { kind: 'policy' as const, version: hash, number, terms, note: null, takesEffectAt, emergency, origin }
    const acts = decidePropose(this.known(), request, by, this.now, zone)
    this.publish(hash, number, by.id)
    this.keep(acts, by)
  }

  ship(hash: string, terms: Terms): void {
    const number = this.numberOf(hash)
    const acts = decideShipped(this.known(), hash, number, terms, this.now, zone)
    this.publish(hash, number, 'system')
    this.keep(acts, { id: 'system', name: 'Tickmark' })
  }

  approve(hash: string, by: Doer, as: string | null = null): void {
    this.keep(decideApprove(this.life, hash, as, by, this.now, zone), by)
  }

  vouch(hash: string, by: Doer): void {
    this.keep(decidePublish(this.life, hash, this.now, zone), by)
  }

  withdraw(hash: string, by: Doer): void {
    this.keep(decideWithdraw(this.life, hash, 'Not needed.', by, this.now), by)
  }

  review(hash: string, by: Doer): number {
    const { position } = this.life.next
    this.keep(decideReview(this.life, hash, 'Nothing changed.', by, this.now, zone), by)
    return position
  }

  takeBack(position: number, by: Doer): void {
    const { act, corrects } = decideTakeBack(this.life, position, 'I looked at another text.')
    this.keep([act], by, corrects)
  }

  retire(by: Doer): void {
    this.keep(decideRetire(this.life, 'Merged into another.', this.now), by)
  }

  resume(by: Doer): void {
    this.keep(decideResume(this.life, 'It is needed after all.', this.now), by)
  }

  person(kind: 'person.joined' | 'person.changed' | 'person.left', { id }: Doer, role: Role, activeUntil: Instant | null = null): void {
    const detail = { role, active_from: this.now, active_until: activeUntil }
    this.add({ kind, act: 'system', obj: id, at: this.now, ctl: [], detail })
  }

  acknowledge(hash: string, { id }: Doer): void {
    const detail = { type: about.kind, document: about.documentId, version: hash, person: id }
    this.add({ kind: 'document.acknowledged', act: id, obj: organizationId, at: this.now, ctl: [], detail })
  }

  ask(from: Instant, to: Instant, entries: readonly OpenedEntry[] = this.entries): CurrencyAnswer {
    const [known] = knownBeforeEnd(entries, to)
    return currencyOf(known ?? { history: { ...about, published: [], acts: [] as Act[] }, people: [], acknowledged: [] }, from, to)
  }
}
