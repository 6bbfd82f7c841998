// Connecting a source: choose the tool, name it, paste its address, see the first delivery arrive.
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import type { ReplyOf } from '../../../contract/endpoint.ts'
import { sourceApi } from '../../../contract/source.ts'
import { useCall } from '../../api/useCall.ts'
import { useWhyNot } from '../../api/useMe.ts'
import { useSend } from '../../api/useSend.ts'
import { Skeleton } from '../../kit/Empty.tsx'
import { Failed } from '../../kit/Failed.tsx'
import { Link } from '../../kit/Link.tsx'
import { Page } from '../../kit/Page.tsx'
import { paths } from '../../paths.ts'
import { Connected } from './Connected.tsx'
import { SourceForm } from './SourceForm.tsx'
import styles from './SourcePages.module.css'
import type { Integration } from './sourceShape.ts'
import { newSourceValues } from './sourceValues.ts'

const route = getRouteApi('/inside/settings/sources/new')
const above = { label: 'Sources', href: paths.sources() }

export function NewSourcePage() {
  const { tool } = route.useSearch()
  const integrations = useCall(sourceApi.integrations)
  const [made, setMade] = useState<ReplyOf<typeof sourceApi.create> | null>(null)
  const chosen = integrations.data?.items.find((one) => one.id === tool)
  if (made) {
    return (
      <Page title={`Paste the address into ${chosen?.title ?? 'the tool'}`} above={above} width="prose">
        <Connected made={made} />
      </Page>
    )
  }
  if (chosen) {
    return (
      <Page title={`Connect ${chosen.title}`} above={{ label: 'All tools', href: paths.newSource() }} width="form" lead={chosen.summary}>
        <Details key={chosen.id} integration={chosen} onMade={setMade} />
      </Page>
    )
  }
  return (
    <Page
      title="Which tool?"
      above={above}
      lead="Choose what sends the alerts. A tool that is not listed can send CloudEvents, Standard Webhooks, or any JSON with a mapping you write."
    >
      {integrations.isPending && <Skeleton lines={8} height={48} />}
      {integrations.error && (
        <Failed what="The tools cannot be listed" why={integrations.error.message} onRetry={() => void integrations.refetch()} />
      )}
      {integrations.data && (
        <ul className={styles.tools}>
          {integrations.data.items.map((one) => (
            <li key={one.id}>
              <Link href={paths.newSource(one.id)} className={styles.tool}>
                <strong>{one.title}</strong>
                <span>{one.summary}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Page>
  )
}

function Details({ integration, onMade }: { integration: Integration; onMade: (made: ReplyOf<typeof sourceApi.create>) => void }) {
  const create = useSend(sourceApi.create)
  const why = useWhyNot('source:write')
  return (
    <SourceForm
      integration={integration}
      start={newSourceValues(integration)}
      verb="Connect"
      why={why}
      problem={create.problem}
      busy={create.sending}
      onSubmit={async (values) => {
        const { name, secret, heartbeat_seconds, review_target_seconds, coverage_intent, mapping, certificates } = values
        const body = {
          integration: integration.id,
          name,
          secret: secret ?? null,
          heartbeat_seconds,
          review_target_seconds,
          coverage_intent,
          mapping,
          certificates: certificates ?? {},
        }
        const made = await create.send({ body })
        if (made) onMade(made)
      }}
    />
  )
}
