// An escalation path while it is written.
import { describe, expect, test } from 'vitest'
import { formatInstant, type Instant } from '../../../core/kernel/instant.ts'
import type { EscalationPath } from './escalationShape.ts'
import { directoryOf, emptyPath, levelsBody, type PathDraft, pathDraftOf, problemsOf, whyNotPath } from './pathDraft.ts'

const now = Date.parse('2026-05-06T12:00:00Z') as Instant
const draft: PathDraft = {
  key: 'security-oncall',
  name: 'Security',
  levels: emptyPath().levels.map((level, at) => ({
    ...level,
    ...{
      target: `person per_${at}`,
      backup: `person per_${at + 1}`,
      mechanism: 'phone',
      channel: '#security',
      telephone: '+41 44 123 45 67',
    },
  })),
}
const people = ['per_0', 'per_1', 'per_2'].map((id) => ({ id, name: id, active_until: null, active: true }) as never)

describe('a path that is written', () => {
  test('says what is missing first', () => {
    expect(whyNotPath(draft)).toBeNull()
    expect(whyNotPath(emptyPath())).toContain('name')
    expect(whyNotPath({ ...draft, key: 'Security On Call' })).toContain('lower-case')
    const [first, second] = draft.levels
    if (!first || !second) throw new Error('two levels')
    expect(whyNotPath({ ...draft, levels: [first, { ...second, target: '' }] })).toBe('Level 2: choose whom to reach.')
    expect(whyNotPath({ ...draft, levels: [{ ...first, telephone: 'ask Ada' }] })).toContain('Level 1: the telephone')
    expect(whyNotPath({ ...draft, levels: [{ ...first, wait: '0' }] })).toContain('Level 1: the wait')
    expect(whyNotPath({ ...draft, levels: [{ ...first, chat: 'slack' }] })).toContain('https')
  })

  test('goes to the server as it takes it: numbers as links, what is empty as nothing', () => {
    expect(levelsBody(draft.levels)[1]).toEqual({
      ...{ target: { kind: 'person', person_id: 'per_1' }, backup: { kind: 'person', person_id: 'per_2' }, mechanism: 'phone' },
      ...{ paging_policy: null, channel: '#security', chat: null, call: 'tel:+41441234567', wait_minutes: null },
    })
  })

  test('is judged as what is kept is, with what was tried before', () => {
    const rules = (of: PathDraft, before: EscalationPath | null) =>
      problemsOf(of, before, directoryOf(people, []), now).map(({ rule, level }) => `${level} ${rule}`)
    expect(rules(draft, null)).toEqual(['1 never-verified', '2 never-verified'])
    const kept = {
      ...{ id: 'esc_1', key: draft.key, name: draft.name, problems: [], changed_at: formatInstant(now) },
      levels: draft.levels.map((level, at) => ({
        ...{
          level: at + 1,
          target: { kind: 'person', id: `per_${at}`, name: '' },
          backup: { kind: 'person', id: `per_${at + 1}`, name: '' },
        },
        ...{ mechanism: 'phone', paging_policy: null, channel: '#security', call: 'tel:+41441234567', chat: null },
        ...{ wait_minutes: level.wait === '' ? null : Number(level.wait), last_verified_at: formatInstant(now) },
      })),
    } as never as EscalationPath
    expect(pathDraftOf(kept).levels[0]).toMatchObject({ target: 'person per_0', telephone: '+41441234567', wait: '15' })
    expect(rules(pathDraftOf(kept), kept)).toEqual([])
    const [first, ...rest] = pathDraftOf(kept).levels
    if (!first) throw new Error('two levels')
    expect(rules({ ...draft, levels: [{ ...first, telephone: '+41 44 000 00 00', backup: first.target }, ...rest] }, kept)).toEqual([
      '1 backup-is-primary',
      '1 never-verified',
    ])
  })
})
