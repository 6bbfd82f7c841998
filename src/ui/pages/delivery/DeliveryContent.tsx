// One delivery as it came: body as text or bytes, headers, hash, what was hidden and how it was vouched for.
import { useState } from 'react'
import type { ReplyOf } from '../../../contract/endpoint.ts'
import { deliveryApi } from '../../../contract/source.ts'
import type { DeliveryId } from '../../../core/kernel/ids.ts'
import { useCall } from '../../api/useCall.ts'
import { Hash } from '../../kit/Copy.tsx'
import { Skeleton } from '../../kit/Empty.tsx'
import { Facts } from '../../kit/Facts.tsx'
import { Failed } from '../../kit/Failed.tsx'
import { Hex } from '../../kit/Hex.tsx'
import { Json } from '../../kit/Json.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { Switcher } from '../../kit/Tabs.tsx'
import styles from './DeliveryContent.module.css'

type Whole = ReplyOf<typeof deliveryApi.get>

export const authenticationWords: Record<Whole['authentication'], string> = {
  verified: 'Signed by the source, and the signature holds',
  url_only: 'Known only by its secret address; the source signs nothing',
  failed: 'A signature was due and is missing or wrong',
  unchecked: 'Not checked',
}

const views = [
  { value: 'text', label: 'Text' },
  { value: 'bytes', label: 'Bytes' },
  { value: 'headers', label: 'Headers' },
] as const
type View = (typeof views)[number]['value']

function Body({ delivery, view }: { delivery: Whole; view: View }) {
  if (view === 'headers') {
    return <Facts dense facts={Object.entries(delivery.headers).map(([name, value]) => ({ word: name, is: <code>{value}</code> }))} />
  }
  if (view === 'bytes') {
    if (!delivery.body.hex_start) return <p className="dim">Bytes are not shown where something had to be hidden: they would show it.</p>
    return (
      <>
        <Hex hex={delivery.body.hex_start} label="The first bytes of the body" />
        {delivery.size > delivery.body.hex_start.length / 2 && (
          <p className="dim">
            The first {(delivery.body.hex_start.length / 2).toLocaleString('en')} of {delivery.size.toLocaleString('en')} bytes.
          </p>
        )}
      </>
    )
  }
  if (delivery.body.text === null) return <p className="dim">The body is not UTF-8 text; read it as bytes.</p>
  if (delivery.body.text === '') return <p className="dim">The body is empty.</p>
  return <Json text={delivery.body.text} label="The body of the delivery" />
}

export function DeliveryContent({ deliveryId }: { deliveryId: string }) {
  const [view, setView] = useState<View>('text')
  const found = useCall(deliveryApi.get, { params: { deliveryId: deliveryId as DeliveryId } })
  if (found.isPending) return <Skeleton lines={8} />
  if (!found.data)
    return <Failed what="The delivery cannot be shown" why={found.error?.message ?? ''} onRetry={() => void found.refetch()} />
  const delivery = found.data
  return (
    <div className={styles.content}>
      <Switcher label="Show" value={view} choices={views} onChange={setView} />
      {delivery.body.redacted.length > 0 && (
        <Notice title="Secrets are hidden">
          <code>[redacted]</code> stands at {delivery.body.redacted.join(', ')}. The hash below is over the bytes as received.
        </Notice>
      )}
      {delivery.body.truncated && view === 'text' && <p className="dim">Only the beginning of the body is shown.</p>}
      <Body delivery={delivery} view={view} />
      <Facts
        dense
        facts={[
          { word: 'SHA-256', is: <Hash value={delivery.sha256} what="SHA-256 of the body" /> },
          { word: 'Size', is: `${delivery.size.toLocaleString('en')} bytes, ${delivery.content_type || 'no type given'}` },
          { word: 'Vouched for', is: authenticationWords[delivery.authentication] },
        ]}
      />
    </div>
  )
}
