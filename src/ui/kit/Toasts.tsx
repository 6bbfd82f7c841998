// Where messages appear.
import { Notifications } from '@mantine/notifications'

export function Toasts() {
  return <Notifications position="bottom-right" limit={3} transitionDuration={110} containerWidth={420} />
}
