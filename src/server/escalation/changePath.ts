// Adds an escalation path, changes one, or records that a level of it was tried and reached somebody.
import type { BodyOf, ReplyOf } from '../../contract/endpoint.ts'
import type { escalationPathApi } from '../../contract/escalationPath.ts'
import { checkTargets, decidePathChange, decideVerified, type GivenLevel, pathEntry, verifiedEntry } from '../../core/escalation/path.ts'
import type { StoredPath, StoredTarget } from '../../core/escalation/storedPath.ts'
import type { Call } from '../http/route.ts'
import { record } from '../ledger/record.ts'
import { announceEscalation } from './announce.ts'
import { loadHouse } from './directoryViews.ts'
import { insertPath, pathById, updatePath } from './pathStore.ts'
import { pathView } from './showPath.ts'

type Reply = ReplyOf<typeof escalationPathApi.path>
type Given = BodyOf<typeof escalationPathApi.addPath>['levels'][number]

function targetOf(target: Given['target']): StoredTarget {
  return target.kind === 'rotation' ? { kind: 'rotation', id: target.rotation_id } : { kind: 'person', id: target.person_id }
}

function given(level: Given): GivenLevel {
  return {
    target: targetOf(level.target),
    backup: level.backup && targetOf(level.backup),
    mechanism: level.mechanism,
    pagingPolicy: level.paging_policy,
    channel: level.channel,
    call: level.call,
    chat: level.chat,
    waitMinutes: level.wait_minutes,
  }
}

async function answer(call: Pick<Call, 'tx' | 'now' | 'services' | 'afterCommit'>, path: StoredPath): Promise<Reply> {
  announceEscalation(call, [path.pathId])
  return pathView(path, await loadHouse(call.tx), call.now)
}

export async function addPath(call: Call<typeof escalationPathApi.addPath>): Promise<Reply> {
  const { tx, body, by, now, services } = call
  const levels = body.levels.map(given)
  checkTargets(levels, (await loadHouse(tx)).known)
  const pathId = services.newId('path')
  const path = { pathId, key: body.key, name: body.name, levels: levels.map((level) => ({ ...level, lastVerified: null })), changedAt: now }
  await insertPath(tx, path)
  await record(tx, [pathEntry(path, by)], now)
  return answer(call, path)
}

export async function changePath(call: Call<typeof escalationPathApi.changePath>): Promise<Reply> {
  const { tx, body, by, now, params } = call
  const before = await pathById(tx, params.pathId, { lock: true })
  const levels = body.levels?.map(given)
  checkTargets(levels ?? [], (await loadHouse(tx)).known)
  const path = decidePathChange(before, { name: body.name, levels }, now)
  await updatePath(tx, path)
  await record(tx, [pathEntry(path, by)], now)
  return answer(call, path)
}

export async function verifyLevel(call: Call<typeof escalationPathApi.verifyLevel>): Promise<Reply> {
  const { tx, body, by, now, params } = call
  const path = decideVerified(await pathById(tx, params.pathId, { lock: true }), params.level, now)
  await updatePath(tx, path)
  await record(tx, [verifiedEntry(path, params.level, body.note, by, now)], now)
  return answer(call, path)
}
