// Where built packages lie, and how one gets there: written beside, put on disk, and only then given its name.
import { createHash } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { OrganizationId, PackageId } from '../../core/kernel/ids.ts'
import type { Config } from '../config.ts'

type Place = Pick<Config, 'packageDirectory'>

function directoryOf({ packageDirectory }: Place, organizationId: OrganizationId): string {
  return join(packageDirectory, organizationId)
}

export function packageFile(config: Place, organizationId: OrganizationId, packageId: PackageId): string {
  return join(directoryOf(config, organizationId), `${packageId}.zip`)
}

export function draftDirectory(config: Place, organizationId: OrganizationId, packageId: PackageId): string {
  return join(directoryOf(config, organizationId), `.${packageId}.draft`)
}

export type StoredPackage = { size: number; sha256: Uint8Array }

/** A crash leaves no half package under its name; what it leaves beside is written over by the next try. */
export async function storePackage(
  config: Place,
  organizationId: OrganizationId,
  packageId: PackageId,
  pieces: AsyncIterable<Uint8Array>,
): Promise<StoredPackage> {
  const directory = directoryOf(config, organizationId)
  await mkdir(directory, { recursive: true, mode: 0o700 })
  const part = join(directory, `.${packageId}.part`)
  const hash = createHash('sha256')
  let size = 0
  try {
    const file = await open(part, 'w', 0o600)
    try {
      for await (const piece of pieces) {
        hash.update(piece)
        size += piece.length
        await file.writeFile(piece)
      }
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(part, packageFile(config, organizationId, packageId))
    await syncDirectory(directory)
  } finally {
    await rm(part, { force: true })
  }
  return { size, sha256: new Uint8Array(hash.digest()) }
}

async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
