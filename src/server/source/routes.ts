// What may be asked about sources.
import { sourceApi } from '../../contract/source.ts'
import type { SourceId } from '../../core/kernel/ids.ts'
import { formatInstant } from '../../core/kernel/instant.ts'
import { integrationIds } from '../../integrations/defineIntegration.ts'
import { tryMapping } from '../../integrations/generic.ts'
import { integrationOf } from '../../integrations/registry.ts'
import type { Room } from '../http/room.ts'
import { type Call, route } from '../http/route.ts'
import { changeSource, renewKey, retireSource } from './changeSource.ts'
import { createSource } from './createSource.ts'
import { filledIn, hookAddress } from './hookAddress.ts'
import { getSource, listSources } from './sourceViews.ts'

type AnyCall = Pick<Call, 'tx' | 'services' | 'now' | 'afterCommit'>

function announce({ tx, services, afterCommit }: AnyCall, sourceId: SourceId) {
  const { organizationId } = tx
  afterCommit(() => services.events.announce(organizationId, { topic: 'source', ids: [sourceId] }))
}

/** The only two answers in which the key is seen. */
async function withHook({ tx, services, now }: AnyCall, sourceId: SourceId, key: string) {
  const source = await getSource(tx, sourceId, now)
  const address = hookAddress(services.config, source.integration, key)
  return {
    ...source,
    hook_url: address.hookUrl,
    heartbeat_url: address.heartbeatUrl,
    setup: filledIn(integrationOf(source.integration).setup, address),
  }
}

export const sourceRoom: Room = {
  name: 'source',
  routes: [
    route(sourceApi.integrations, async () => ({
      items: integrationIds.map(integrationOf).map(({ id, title, summary, signature, secretHint, closes, setup }) => ({
        id,
        title,
        summary,
        signature,
        secret_hint: secretHint,
        closes,
        setup: filledIn(setup, { hookUrl: '{{hook_url}}', heartbeatUrl: '{{heartbeat_url}}' }),
      })),
    })),
    route(sourceApi.list, async ({ tx, now }) => ({ items: await listSources(tx, now) })),
    route(sourceApi.get, ({ tx, params, now }) => getSource(tx, params.sourceId, now)),
    route(sourceApi.create, async (call) => {
      const { body } = call
      const created = await createSource(
        call.tx,
        call.services,
        call.by,
        {
          integration: body.integration,
          name: body.name,
          secret: body.secret,
          heartbeatSeconds: body.heartbeat_seconds,
          reviewTargetSeconds: body.review_target_seconds,
          coverageIntent: body.coverage_intent,
          mapping: body.mapping,
          certificates: body.certificates,
        },
        call.now,
      )
      announce(call, created.sourceId)
      return withHook(call, created.sourceId, created.key)
    }),
    route(sourceApi.change, async (call) => {
      const { body, params } = call
      const change = {
        ...(body.name === undefined ? {} : { name: body.name }),
        ...(body.secret === undefined ? {} : { secret: body.secret }),
        ...(body.heartbeat_seconds === undefined ? {} : { heartbeatSeconds: body.heartbeat_seconds }),
        ...(body.review_target_seconds === undefined ? {} : { reviewTargetSeconds: body.review_target_seconds }),
        ...(body.coverage_intent === undefined ? {} : { coverageIntent: body.coverage_intent }),
        ...(body.mapping === undefined ? {} : { mapping: body.mapping }),
        ...(body.certificates === undefined ? {} : { certificates: body.certificates }),
      }
      await changeSource(call.tx, call.services, call.by, params.sourceId, change, call.now)
      announce(call, params.sourceId)
      return getSource(call.tx, params.sourceId, call.now)
    }),
    route(sourceApi.renewKey, async (call) => {
      const { key } = await renewKey(call.tx, call.by, call.params.sourceId, call.now)
      announce(call, call.params.sourceId)
      return withHook(call, call.params.sourceId, key)
    }),
    route(sourceApi.retire, async (call) => {
      await retireSource(call.tx, call.by, call.params.sourceId, call.body.reason, call.now)
      announce(call, call.params.sourceId)
      return getSource(call.tx, call.params.sourceId, call.now)
    }),
    route(sourceApi.tryMapping, async ({ body }) => {
      const { ok, problems, alerts } = tryMapping(body.mapping, body.sample)
      return {
        ok,
        problems: [...problems],
        alerts: alerts.map((said) => ({
          fingerprint: said.fingerprint,
          status: said.status,
          severity: said.severity,
          title: said.title,
          summary: said.summary,
          started_at: said.startedAt === null ? null : formatInstant(said.startedAt),
          ended_at: said.endedAt === null ? null : formatInstant(said.endedAt),
          link: said.link,
          is_test: said.isTest,
        })),
      }
    }),
  ],
}
