// Escalation paths as they are shown, with what would keep each from reaching somebody tonight.
import type { z } from 'zod'
import type { EscalationPath } from '../../contract/escalationPath.ts'
import { pathOf, type StoredLevel, type StoredPath, type StoredTarget } from '../../core/escalation/storedPath.ts'
import { formatInstant, type Instant } from '../../core/kernel/instant.ts'
import { problemsOfPath } from '../../core/people/escalationPath.ts'
import type { House } from './directoryViews.ts'

const target = ({ kind, id }: StoredTarget, { nameOf }: House) => ({ kind, id, name: nameOf(id) })

export function levelView(level: StoredLevel, number: number, house: House) {
  return {
    level: number,
    target: target(level.target, house),
    backup: level.backup && target(level.backup, house),
    mechanism: level.mechanism,
    paging_policy: level.pagingPolicy,
    channel: level.channel,
    call: level.call,
    chat: level.chat,
    wait_minutes: level.waitMinutes,
    last_verified_at: level.lastVerified === null ? null : formatInstant(level.lastVerified),
  }
}

export function problemViews(path: StoredPath, house: House, now: Instant) {
  return problemsOfPath(pathOf(path), house, now)
}

export function pathView(path: StoredPath, house: House, now: Instant): z.output<typeof EscalationPath> {
  return {
    id: path.pathId,
    key: path.key,
    name: path.name,
    levels: path.levels.map((level, place) => levelView(level, place + 1, house)),
    problems: problemViews(path, house, now),
    changed_at: formatInstant(path.changedAt),
  }
}
