// What the tools of the story send, read as the server reads it. It needs no database, so it is done while one starts.
import { createHash } from 'node:crypto'
import { makeId } from '../../core/kernel/ids.ts'
import type { Instant } from '../../core/kernel/instant.ts'
import { integrationOf } from '../../integrations/registry.ts'
import type { HookDelivery } from '../../server/alert/hookDelivery.ts'
import { type Interpreter, interpretDelivery } from '../../server/alert/interpretDelivery.ts'
import { type SourceKey, sources } from './company.ts'
import type { Firing } from './story.ts'
import type { Arrival } from './timeline.ts'

/** `opens`: it is the first word about this firing. */
export type Letter = { at: Instant; source: SourceKey; opens: Firing | null; delivery: Omit<HookDelivery, 'source'> }

/** What a source of the demo signs with: not secret, and the same every time. */
function demoSecret(key: SourceKey): string {
  return createHash('sha256').update(`demo ${key}`).digest('hex').slice(0, 40)
}

export const secrets: Readonly<Partial<Record<SourceKey, string>>> = Object.fromEntries(
  sources.filter(({ signed }) => signed).map(({ key }) => [key, demoSecret(key)]),
)

const sha256 = (bytes: string | Uint8Array) => createHash('sha256').update(bytes)

async function readLetter({ at, source, opens, payload }: Arrival, name: string, interpreter: Interpreter): Promise<Letter> {
  const { headers, body } = payload()
  const raw = { headers, body, arrivedAt: at }
  const settings = { secret: secrets[source] ?? null, certificates: {}, mapping: null }
  const delivery = {
    ...raw,
    deliveryId: makeId('delivery', at, sha256(name).digest().subarray(0, 10)),
    contentType: headers['content-type'] ?? '',
    sha256: sha256(body).digest('hex'),
    interpreted: await interpretDelivery(raw, { integration: integrationOf(source), settings }, interpreter),
  }
  return { at, source, opens, delivery }
}

/** `seed` names the story: the same story has the same ids. What arrived until `after` is counted and not read. */
export async function readLetters(
  arrivals: readonly Arrival[],
  seed: string,
  after: Instant | null,
  interpreter: Interpreter,
): Promise<Letter[]> {
  const letters: Letter[] = []
  for (const [place, arrival] of arrivals.entries()) {
    if (after === null || arrival.at > after) letters.push(await readLetter(arrival, `${seed} letter ${place}`, interpreter))
  }
  return letters
}
