// Where messages appear.
import { Notifications } from '@mantine/notifications'

export function ToastPlace() {
  return <Notifications position="bottom-right" limit={3} transitionDuration={110} containerWidth={420} />
}
