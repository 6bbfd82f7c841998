// Escalation paths with their numbers, and who is on call in the next weeks, for a sheet of paper.
import { resolveTarget } from '../../core/escalation/resolveLevel.ts'
import { type StoredLevel, type StoredTarget, targetOf } from '../../core/escalation/storedPath.ts'
import type { PersonId } from '../../core/kernel/ids.ts'
import { day, type Instant, toInstant } from '../../core/kernel/instant.ts'
import { shiftsBetween } from '../../core/people/rotation.ts'
import type { LevelToPrint, PathToPrint, TurnToPrint } from '../../core/policy/printedContacts.ts'
import type { OrganizationTx } from '../../database/inOrganization.ts'
import { type House, loadHouse } from '../escalation/directoryViews.ts'
import { listPaths } from '../escalation/pathStore.ts'

/** As far as a sheet is worth keeping: people swap turns. */
const weeks = 28 * day

const numberOf = ({ call }: StoredLevel) => (call === null ? null : call.replace(/^tel:/, ''))

/** A rotation is named with who is on call in it now, a person by the name alone. */
function named(target: StoredTarget, house: House, now: Instant): string {
  if (target.kind === 'person') return house.nameOf(target.id)
  const onCall = resolveTarget(targetOf(target), house, now)
  return `${house.nameOf(target.id)}, now ${'personId' in onCall ? onCall.name : 'nobody'}`
}

function levelToPrint(level: StoredLevel, house: House, now: Instant): LevelToPrint {
  const mechanism = [level.mechanism, level.pagingPolicy].filter((word) => word !== null).join(', ')
  return {
    who: named(level.target, house, now),
    backup: level.backup === null ? null : named(level.backup, house, now),
    mechanism: mechanism === '' ? null : mechanism,
    telephone: numberOf(level),
    channel: level.channel,
    waitMinutes: level.waitMinutes,
  }
}

export async function whomToCall(
  tx: OrganizationTx,
  now: Instant,
): Promise<{ paths: PathToPrint[]; turns: TurnToPrint[]; numbers: Map<PersonId, string> }> {
  const house = await loadHouse(tx)
  const stored = await listPaths(tx)
  const turns = house.rotations.flatMap((rotation) =>
    shiftsBetween(rotation, now, toInstant(now + weeks)).map(({ person, because, from, to }) => {
      return { rotation: rotation.name, person: house.nameOf(person), standsIn: because === 'override', from, to }
    }),
  )
  const numbers = new Map<PersonId, string>()
  for (const level of stored.flatMap(({ levels }) => levels)) {
    const number = numberOf(level)
    if (level.target.kind === 'person' && number !== null) numbers.set(level.target.id, number)
  }
  const paths = stored.map(({ key, name, levels }) => ({ key, name, levels: levels.map((level) => levelToPrint(level, house, now)) }))
  return { paths, turns, numbers }
}
