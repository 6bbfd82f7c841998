// Makes one attempt to put a checkpoint at its destination, and keeps what came of it.
import { systemActor } from '../../core/kernel/actor.ts'
import { mostAttempts } from '../../core/ledger/anchorSchedule.ts'
import { encodeBase64 } from '../../core/ledger/base64.ts'
import type { NewEntry } from '../../core/ledger/entry.ts'
import { inOrganization } from '../../database/inOrganization.ts'
import type { Services } from '../services.ts'
import type { AnchorReceipt, AnchorTask } from './anchor/anchorTask.ts'
import { writeToDirectory } from './anchor/directory.ts'
import { sendByMail } from './anchor/mail.ts'
import { sendToAuthority } from './anchor/timestamp.ts'
import { sendToWebhook } from './anchor/webhook.ts'
import { saveAnchored, saveFailure } from './anchorStore.ts'
import { record } from './record.ts'
import { nudgeSealing } from './seal.job.ts'

const longestError = 500
const actor = systemActor('anchoring')

function send(services: Services, task: AnchorTask): Promise<AnchorReceipt> {
  const { settings } = task
  switch (settings.kind) {
    case 'timestamp':
      return sendToAuthority(services, settings, task)
    case 'mail':
      return sendByMail(services, settings, task)
    case 'webhook':
      return sendToWebhook(services, settings, task)
    case 'directory':
      return writeToDirectory(settings, task)
  }
}

type KeptFile = { sha256: string; size: number; type: string }

/** That a checkpoint left our hands is itself on record: the entry's place shows what the anchor cannot have been made before. */
function anchorEntry(
  { destinationId, settings, checkpoint }: AnchorTask,
  receipt: AnchorReceipt,
  now: Services['clock'],
  file?: KeptFile,
): NewEntry {
  const { authorityAt, nonce } = receipt
  return {
    kind: 'anchor',
    act: 'system',
    obj: destinationId,
    at: authorityAt ?? now(),
    ctl: [],
    detail: {
      kind: settings.kind,
      size: checkpoint.size,
      root: encodeBase64(checkpoint.root),
      ...(authorityAt === null ? {} : { authority_at: authorityAt }),
      ...(nonce === undefined ? {} : { nonce }),
    },
    ...(file === undefined ? {} : { file }),
  }
}

async function keep(services: Services, task: AnchorTask, receipt: AnchorReceipt): Promise<void> {
  const { organizationId, anchorId } = task
  const { type } = receipt.file ?? {}
  const file = type === undefined ? undefined : { ...(await services.blobs.put(organizationId, receipt.answer)), type }
  await inOrganization(services.database, organizationId, actor, async (tx) => {
    const now = services.clock()
    const mine = await saveAnchored(tx, anchorId, { anchoredAt: now, authorityAt: receipt.authorityAt, answer: receipt.answer })
    if (mine) await record(tx, [anchorEntry(task, receipt, services.clock, file)], now)
  })
}

async function keepFailure(services: Services, task: AnchorTask, error: unknown): Promise<void> {
  const { organizationId, anchorId, attempt } = task
  const message = (error instanceof Error ? error.message : String(error)).slice(0, longestError)
  services.log.warn(
    { err: error, organization: organizationId, destination: task.destinationId, size: task.checkpoint.size, attempt },
    'A checkpoint could not be sent',
  )
  await inOrganization(services.database, organizationId, actor, (tx) => saveFailure(tx, anchorId, message, attempt >= mostAttempts))
}

export async function sendAnchor(services: Services, task: AnchorTask): Promise<void> {
  try {
    const receipt = await send(services, task)
    await keep(services, task, receipt)
  } catch (error) {
    await keepFailure(services, task, error)
  }
  services.events.announce(task.organizationId, { topic: 'ledger', ids: [] })
  await nudgeSealing(services)
}
