// What the source sent about this alert, byte for byte: choose a delivery, read it as text or as bytes.
import { useState } from 'react'
import { SelectField } from '../../kit/Field.tsx'
import { Section } from '../../kit/Page.tsx'
import { exactText } from '../../kit/timeText.ts'
import { DeliveryContent } from '../delivery/DeliveryContent.tsx'
import styles from './AlertDetail.module.css'
import type { AlertWithHistory } from './alertShape.ts'

export function RawDeliveries({ alert }: { alert: AlertWithHistory }) {
  const { deliveries } = alert
  const [chosen, setChosen] = useState<string | null>(null)
  const shown = deliveries.find((delivery) => delivery.id === chosen) ?? deliveries.at(-1)
  if (!shown) return null
  return (
    <Section title="As it was sent" count={deliveries.length > 1 ? `${deliveries.length} deliveries` : undefined}>
      <div className={styles.deliveries}>
        {deliveries.length > 1 && (
          <SelectField
            quiet
            label="Delivery"
            value={shown.id}
            onChange={setChosen}
            choices={deliveries.map((delivery) => ({
              value: delivery.id,
              label: `${exactText(Date.parse(delivery.received_at))}, ${delivery.size.toLocaleString('en')} bytes, ${delivery.state}`,
            }))}
          />
        )}
        <DeliveryContent deliveryId={shown.id} />
      </div>
    </Section>
  )
}
