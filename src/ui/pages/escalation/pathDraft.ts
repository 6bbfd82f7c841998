// An escalation path as somebody writes it: what is wrong with it, what would keep it from working, and how the server takes it.
import type { BodyIn } from '../../../contract/endpoint.ts'
import type { escalationPathApi } from '../../../contract/escalationPath.ts'
import { withVerified } from '../../../core/escalation/path.ts'
import { pathOf, type StoredLevel, type StoredTarget } from '../../../core/escalation/storedPath.ts'
import { type Instant, parseInstant } from '../../../core/kernel/instant.ts'
import { type Directory, type PathProblem, problemsOfPath } from '../../../core/people/escalationPath.ts'
import type { EscalationPath, Person, Rotation } from './escalationShape.ts'
import { coreRotationOf, rotationDraftOf } from './rotationDraft.ts'

/** Whom a level names, as one word: `rotation rot_…`, `person per_…`, or nothing yet. */
export type LevelDraft = {
  target: string
  backup: string
  mechanism: string
  pagingPolicy: string
  channel: string
  telephone: string
  chat: string
  wait: string
}

export type PathDraft = { key: string; name: string; levels: readonly LevelDraft[] }

const emptyLevel: LevelDraft = { target: '', backup: '', mechanism: '', pagingPolicy: '', channel: '', telephone: '', chat: '', wait: '' }

export function newLevel(): LevelDraft {
  return { ...emptyLevel, wait: '15' }
}

export function emptyPath(): PathDraft {
  return { key: '', name: '', levels: [newLevel(), { ...emptyLevel }] }
}

const word = (target: EscalationPath['levels'][number]['backup']) => (target ? `${target.kind} ${target.id}` : '')

export function pathDraftOf({ key, name, levels }: EscalationPath): PathDraft {
  return {
    key,
    name,
    levels: levels.map((level) => ({
      ...{ target: word(level.target), backup: word(level.backup), mechanism: level.mechanism ?? '' },
      ...{ pagingPolicy: level.paging_policy ?? '', channel: level.channel ?? '', chat: level.chat ?? '' },
      telephone: (level.call ?? '').replace(/^tel:/, ''),
      wait: level.wait_minutes === null ? '' : String(level.wait_minutes),
    })),
  }
}

function targetOfWord(text: string): StoredTarget | null {
  const [kind, id] = text.split(' ')
  if (id === undefined) return null
  return kind === 'rotation' ? { kind, id: id as never } : { kind: 'person', id: id as never }
}

/** As people write numbers, with blanks; as the links of telephones have them, without. */
const telephoneLink = (typed: string) => `tel:${typed.replaceAll(/[\s/]/g, '')}`
const orNull = (text: string) => (text.trim() === '' ? null : text.trim())

const keyShape = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/
const mostLevels = 10
const longestWait = 7 * 24 * 60

function whyNotLevel(level: LevelDraft, number: number): string | null {
  if (level.target === '') return `Level ${number}: choose whom to reach.`
  if (level.telephone.trim() !== '' && !/^tel:\+?[0-9().-]{3,30}$/.test(telephoneLink(level.telephone)))
    return `Level ${number}: the telephone number is digits, with a + before the country.`
  if (level.chat.trim() !== '' && !/^https:\/\/\S+$/.test(level.chat.trim())) return `Level ${number}: the chat is an https address.`
  const wait = Number(level.wait)
  if (level.wait !== '' && !(Number.isInteger(wait) && wait >= 1 && wait <= longestWait))
    return `Level ${number}: the wait is a whole number of minutes, a week at most.`
  return null
}

export function whyNotPath({ key, name, levels }: PathDraft): string | null {
  if (name.trim() === '') return 'Give it a name.'
  if (!keyShape.test(key)) return 'The key is lower-case letters, digits and hyphens, as policies name it.'
  if (levels.length > mostLevels) return `At most ${mostLevels} levels.`
  for (const [at, level] of levels.entries()) {
    const why = whyNotLevel(level, at + 1)
    if (why !== null) return why
  }
  return null
}

type LevelBody = BodyIn<typeof escalationPathApi.addPath>['levels'][number]

export function levelsBody(levels: readonly LevelDraft[]): LevelBody[] {
  const named = (text: string) => {
    const target = targetOfWord(text)
    if (target === null) return null
    return target.kind === 'rotation'
      ? { kind: 'rotation' as const, rotation_id: target.id }
      : { kind: 'person' as const, person_id: target.id }
  }
  return levels.flatMap((level) => {
    const target = named(level.target)
    if (target === null) return []
    return [
      {
        ...{ target, backup: named(level.backup), mechanism: orNull(level.mechanism), paging_policy: orNull(level.pagingPolicy) },
        ...{ channel: orNull(level.channel), chat: orNull(level.chat) },
        call: level.telephone.trim() === '' ? null : telephoneLink(level.telephone),
        wait_minutes: level.wait === '' ? null : Number(level.wait),
      },
    ]
  })
}

function storedLevels(levels: readonly LevelDraft[], before: EscalationPath | null): StoredLevel[] {
  const stored = (draft: LevelDraft): Omit<StoredLevel, 'lastVerified'> | null => {
    const target = targetOfWord(draft.target)
    if (target === null) return null
    return {
      ...{ target, backup: targetOfWord(draft.backup), mechanism: orNull(draft.mechanism), pagingPolicy: orNull(draft.pagingPolicy) },
      ...{ channel: orNull(draft.channel), chat: orNull(draft.chat), waitMinutes: draft.wait === '' ? null : Number(draft.wait) },
      call: draft.telephone.trim() === '' ? null : telephoneLink(draft.telephone),
    }
  }
  const was = (before ? pathDraftOf(before).levels : []).flatMap((draft, at): StoredLevel[] => {
    const level = stored(draft)
    const verified = before?.levels[at]?.last_verified_at ?? null
    return level === null ? [] : [{ ...level, lastVerified: verified === null ? null : (parseInstant(verified) ?? null) }]
  })
  return withVerified(
    levels.flatMap((draft) => stored(draft) ?? []),
    was,
  )
}

export function directoryOf(people: readonly Person[], rotations: readonly Rotation[]): Directory {
  return {
    people: people.map(({ id, name, active_until }) => ({
      ...{ person: id, name },
      activeUntil: active_until === null ? null : (parseInstant(active_until) ?? null),
    })),
    rotations: rotations.map((rotation) => coreRotationOf(rotationDraftOf(rotation), rotation.id)),
  }
}

/** What would keep it from reaching somebody tonight, by the rules that judge what is kept. */
export function problemsOf(draft: PathDraft, before: EscalationPath | null, directory: Directory, now: Instant): PathProblem[] {
  const { key, name, levels } = draft
  return problemsOfPath(pathOf({ key, name: name || 'The path', levels: storedLevels(levels, before) }), directory, now)
}
