// One delivery: what became of it, what it said, and reading it again once its source is mended.
import { getRouteApi } from '@tanstack/react-router'
import { deliveryApi } from '../../../contract/source.ts'
import type { DeliveryId } from '../../../core/kernel/ids.ts'
import { useCall } from '../../api/useCall.ts'
import { useWhyNot } from '../../api/useMe.ts'
import { useSend } from '../../api/useSend.ts'
import { Button } from '../../kit/Button.tsx'
import { CopyButton } from '../../kit/Copy.tsx'
import { Skeleton } from '../../kit/Empty.tsx'
import { Facts } from '../../kit/Facts.tsx'
import { Failed, Refused } from '../../kit/Failed.tsx'
import { Link } from '../../kit/Link.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { Page, Section } from '../../kit/Page.tsx'
import { Time } from '../../kit/Time.tsx'
import { toast } from '../../kit/toast.tsx'
import { paths } from '../../paths.ts'
import { DeliveryContent } from './DeliveryContent.tsx'
import { DeliveryState } from './DeliveryState.tsx'

const route = getRouteApi('/inside/settings/deliveries/$deliveryId')
const above = { label: 'Deliveries', href: paths.deliveries() }

function ReadAgain({ deliveryId, reason }: { deliveryId: DeliveryId; reason: string | null }) {
  const why = useWhyNot('delivery:reinterpret')
  const again = useSend(deliveryApi.reinterpret, ['alerts', 'sources'])
  const read = async () => {
    const done = await again.send({ params: { deliveryId } })
    if (done) toast(done.state === 'refused' ? 'It still cannot be read.' : 'Read. Its alerts are in the queue.')
  }
  return (
    <>
      <Notice
        kind="soon"
        title="It could not be read"
        actions={
          <Button why={why} busy={again.sending} onPress={() => void read()}>
            Read it again
          </Button>
        }
      >
        {reason} Mend the source’s settings (its secret or its mapping), then read it again. The bytes stay as they came.
      </Notice>
      <Refused problem={again.problem} />
    </>
  )
}

export function DeliveryPage() {
  const { deliveryId } = route.useParams()
  const found = useCall(deliveryApi.get, { params: { deliveryId: deliveryId as DeliveryId } })
  const delivery = found.data
  return (
    <Page
      title="Delivery"
      above={above}
      width="prose"
      lead={
        delivery && (
          <>
            from {delivery.source.name}, <Time at={delivery.received_at} exact ago />
          </>
        )
      }
    >
      {found.isPending && <Skeleton lines={8} />}
      {found.error && !delivery && (
        <Failed what="The delivery cannot be shown" why={found.error.message} onRetry={() => void found.refetch()} />
      )}
      {delivery?.state === 'refused' && <ReadAgain deliveryId={delivery.id} reason={delivery.reason} />}
      {delivery && (
        <Section title="What became of it">
          <Facts
            facts={[
              { word: 'State', is: <DeliveryState delivery={delivery} /> },
              delivery.state !== 'refused' && delivery.reason && { word: 'Why', is: delivery.reason },
              delivery.repeats && { word: 'Repeats', is: <Link href={paths.delivery(delivery.repeats)}>the delivery before it</Link> },
              { word: 'Source', is: <Link href={paths.source(delivery.source.id)}>{delivery.source.name}</Link> },
              {
                word: 'Alerts',
                is:
                  delivery.alerts.length === 0 ? (
                    'none'
                  ) : (
                    <ul style={{ listStyle: 'none' }}>
                      {delivery.alerts.map((alert) => (
                        <li key={`${alert.id} ${alert.status}`}>
                          <Link href={paths.alert(alert.id)}>{alert.number}</Link> {alert.title}, {alert.status}
                        </li>
                      ))}
                    </ul>
                  ),
              },
              delivery.omitted > 0 && { word: 'Left out', is: `${delivery.omitted.toLocaleString('en')} alerts, by the source’s own word` },
              {
                word: 'Id',
                is: (
                  <>
                    <code>{delivery.id}</code> <CopyButton text={delivery.id} what="id" />
                  </>
                ),
              },
            ]}
          />
        </Section>
      )}
      {delivery && (
        <Section title="As it was sent">
          <DeliveryContent deliveryId={delivery.id} />
        </Section>
      )}
    </Page>
  )
}
