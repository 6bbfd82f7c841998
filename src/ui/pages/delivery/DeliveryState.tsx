// What became of a delivery, as a word with a mark.
import { StatusMark } from '../../kit/StatusMark.tsx'
import { Time } from '../../kit/Time.tsx'

type Said = { state: 'accepted' | 'repeated' | 'refused'; reinterpreted_at: string | null }

export function DeliveryState({ delivery }: { delivery: Said }) {
  if (delivery.state === 'refused') return <StatusMark status="exception">refused</StatusMark>
  if (delivery.state === 'repeated') return <StatusMark status="not-applicable">repeated</StatusMark>
  return (
    <StatusMark status="conforms">
      <span>
        accepted
        {delivery.reinterpreted_at && (
          <span className="dim">
            {' '}
            on a second reading, <Time at={delivery.reinterpreted_at} />
          </span>
        )}
      </span>
    </StatusMark>
  )
}
