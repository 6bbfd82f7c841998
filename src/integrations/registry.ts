// Every tool we understand, by its id. A new integration is its own file, its fixture, and one line here.
import { alertmanager } from './alertmanager.ts'
import { cloudevents } from './cloudevents.ts'
import { cloudwatch } from './cloudwatch.ts'
import { datadog } from './datadog.ts'
import type { Integration, IntegrationId, SourceSettings } from './defineIntegration.ts'
import { generic } from './generic.ts'
import { github } from './github.ts'
import { grafana } from './grafana.ts'
import { guardduty } from './guardduty.ts'
import { mappingSchema } from './mapping.ts'
import { opsgenie } from './opsgenie.ts'
import { pagerduty } from './pagerduty.ts'
import { securityhub } from './securityhub.ts'
import { sentry } from './sentry.ts'
import { sns } from './sns.ts'
import { standardWebhooks } from './standardWebhooks.ts'

export const integrations: Readonly<Record<IntegrationId, Integration>> = {
  alertmanager,
  grafana,
  pagerduty,
  opsgenie,
  datadog,
  sns,
  cloudwatch,
  guardduty,
  securityhub,
  sentry,
  github,
  cloudevents,
  'standard-webhooks': standardWebhooks,
  generic,
}

export function integrationOf(id: IntegrationId): Integration {
  return integrations[id]
}

/** Pointers to what people must not see: what the tool is known to put there, and what the user's mapping names. */
export function secretPointersOf(id: IntegrationId, settings: Pick<SourceSettings, 'mapping'>): readonly string[] {
  const mapping = settings.mapping === null ? null : mappingSchema.safeParse(settings.mapping)
  return [...integrations[id].secretsInBody, ...(mapping?.success ? (mapping.data.secrets ?? []) : [])]
}
