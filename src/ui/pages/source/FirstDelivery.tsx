// Waiting for the first delivery of a new source, and what came of it.
import { alertApi } from '../../../contract/alert.ts'
import { deliveryApi, sourceApi } from '../../../contract/source.ts'
import type { SourceId } from '../../../core/kernel/ids.ts'
import { useCall } from '../../api/useCall.ts'
import { ButtonLink } from '../../kit/Button.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { Time } from '../../kit/Time.tsx'
import { paths } from '../../paths.ts'
import styles from './SourcePages.module.css'

const lookEvery = 3_000

export function FirstDelivery({ sourceId }: { sourceId: SourceId }) {
  const source = useCall(sourceApi.get, { params: { sourceId } }, { every: lookEvery }).data
  const arrived = source?.last_delivery_at ?? null
  const query = { source: sourceId, limit: 1 }
  const delivery = useCall(deliveryApi.list, { query }, { enabled: arrived !== null, every: lookEvery }).data?.items[0]
  const alert = useCall(alertApi.list, { query }, { enabled: arrived !== null, every: lookEvery }).data?.items[0]
  if (!delivery) {
    return (
      <p className={styles.waiting} role="status">
        <span className={styles.pulse} aria-hidden="true" />
        {source?.last_heard_at && !arrived ? 'Heard a heartbeat. Waiting for the first delivery …' : 'Waiting for the first delivery …'}
      </p>
    )
  }
  if (delivery.state === 'refused') {
    return (
      <Notice
        kind="soon"
        title="A delivery arrived and could not be read"
        alert
        actions={<ButtonLink href={paths.delivery(delivery.id)}>Read it</ButtonLink>}
      >
        {delivery.reason} It is kept; once the source is mended it can be read again.
      </Notice>
    )
  }
  return (
    <Notice
      kind="conforms"
      title={alert ? `It works: ${alert.number} has arrived` : 'It works: the first delivery has arrived'}
      alert
      actions={
        alert && (
          <ButtonLink kind="primary" href={paths.alert(alert.id, { review: 'unreviewed' })}>
            Review it
          </ButtonLink>
        )
      }
    >
      {alert ? alert.title : (delivery.reason ?? 'It said nothing about an alert.')}, <Time at={delivery.received_at} ago="only" />
    </Notice>
  )
}
