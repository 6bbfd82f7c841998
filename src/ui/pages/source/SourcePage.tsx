// One source: how it does, its settings, a new key, its end.
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import type { ReplyOf } from '../../../contract/endpoint.ts'
import { sourceApi } from '../../../contract/source.ts'
import type { SourceId } from '../../../core/kernel/ids.ts'
import { useCall } from '../../api/useCall.ts'
import { useMay, useWhyNot } from '../../api/useMe.ts'
import { useSend } from '../../api/useSend.ts'
import { Skeleton } from '../../kit/Empty.tsx'
import { Facts } from '../../kit/Facts.tsx'
import { Failed } from '../../kit/Failed.tsx'
import { Link } from '../../kit/Link.tsx'
import { Page, Section } from '../../kit/Page.tsx'
import { Time } from '../../kit/Time.tsx'
import { secondsText } from '../../kit/timeText.ts'
import { toast } from '../../kit/toast.tsx'
import { paths } from '../../paths.ts'
import { Connected } from './Connected.tsx'
import { RenewKey, Retire } from './SourceEndings.tsx'
import { SourceForm } from './SourceForm.tsx'
import { SourceHealth } from './SourceHealth.tsx'
import type { Integration, Source } from './sourceShape.ts'
import { valuesOf } from './sourceValues.ts'

const route = getRouteApi('/inside/settings/sources/$sourceId')
const above = { label: 'Sources', href: paths.sources() }

export function SourcePage() {
  const { sourceId } = route.useParams()
  const source = useCall(sourceApi.get, { params: { sourceId: sourceId as SourceId } })
  const integrations = useCall(sourceApi.integrations)
  const [renewed, setRenewed] = useState<ReplyOf<typeof sourceApi.renewKey> | null>(null)
  const integration = integrations.data?.items.find((one) => one.id === source.data?.integration)
  if (source.error && !source.data) {
    return (
      <Page title="Source" above={above} width="prose">
        <Failed what="The source cannot be shown" why={source.error.message} onRetry={() => void source.refetch()} />
      </Page>
    )
  }
  if (!source.data || !integration) {
    return (
      <Page title="Source" above={above} width="prose">
        <Skeleton lines={8} />
      </Page>
    )
  }
  if (renewed) {
    return (
      <Page title={`New address for ${renewed.name}`} above={above} width="prose">
        <Connected made={renewed} renewed />
      </Page>
    )
  }
  const retired = source.data.retired_at !== null
  return (
    <Page title={source.data.name} above={above} width="prose" lead={integration.title}>
      <Summary source={source.data} />
      {!retired && <Settings source={source.data} integration={integration} />}
      {!retired && <RenewKey source={source.data} onRenewed={setRenewed} />}
      {!retired && <Retire source={source.data} />}
    </Page>
  )
}

function Summary({ source }: { source: Source }) {
  const maySeeDeliveries = useMay('delivery:read')
  return (
    <Section title="How it does">
      <Facts
        facts={[
          { word: 'Health', is: <SourceHealth health={source.health} /> },
          source.retired_at && { word: 'Retired', is: <Time at={source.retired_at} exact /> },
          { word: 'Last heard', is: source.last_heard_at ? <Time at={source.last_heard_at} ago /> : 'never' },
          { word: 'Last delivery', is: source.last_delivery_at ? <Time at={source.last_delivery_at} ago /> : 'never' },
          {
            word: 'Heartbeat',
            is: source.heartbeat_seconds
              ? `at least every ${secondsText(source.heartbeat_seconds)}`
              : 'not asked for: silence is not noticed',
          },
          { word: 'Signed', is: source.signed ? 'yes, and every delivery must be' : 'no: its secret address alone vouches for it' },
          {
            word: 'To review',
            is: (
              <Link href={paths.alerts({ review: 'unreviewed', source: source.id })}>{source.unreviewed.toLocaleString('en')} alerts</Link>
            ),
          },
          maySeeDeliveries && {
            word: 'Deliveries',
            is: (
              <>
                <Link href={paths.deliveries({ source: source.id })}>All</Link>,{' '}
                <Link href={paths.deliveries({ source: source.id, state: 'refused' })}>{source.refused_7d} refused in 7 days</Link>
              </>
            ),
          },
          { word: 'Connected', is: <Time at={source.created_at} /> },
        ]}
      />
    </Section>
  )
}

function Settings({ source, integration }: { source: Source; integration: Integration }) {
  const change = useSend(sourceApi.change)
  const why = useWhyNot('source:write')
  return (
    <Section title="Settings">
      <SourceForm
        integration={integration}
        start={valuesOf(source)}
        signed={source.signed}
        verb="Save"
        why={why}
        problem={change.problem}
        busy={change.sending}
        onSubmit={async ({ secret, certificates, mapping, ...rest }) => {
          const body = {
            ...rest,
            ...(secret ? { secret } : {}),
            ...(certificates ? { certificates } : {}),
            ...(source.integration === 'generic' ? { mapping } : {}),
          }
          if (await change.send({ params: { sourceId: source.id }, body }))
            toast('Saved. Alerts received earlier keep the review target they had.')
        }}
      />
    </Section>
  )
}
