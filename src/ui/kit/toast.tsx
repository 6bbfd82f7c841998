// What was done, said once in the corner, with the way back where there is one.
import { Button } from './Button.tsx'
import styles from './toast.module.css'

type ToastAction = { label: string; onPress: () => void }

const shown = 8_000
let count = 0

export function toast(message: string, action?: ToastAction): void {
  count += 1
  const id = `toast-${count}`
  void import('@mantine/notifications').then(({ notifications }) => {
    const hide = () => notifications.hide(id)
    notifications.show({
      id,
      autoClose: shown,
      withBorder: false,
      closeButtonProps: { 'aria-label': 'Close this message' },
      classNames: { root: styles.toast ?? '', body: styles.body ?? '', description: styles.words ?? '' },
      message: (
        <span className={styles.line}>
          <span>{message}</span>
          {action && (
            <Button
              small
              kind="quiet"
              onPress={() => {
                hide()
                action.onPress()
              }}
            >
              {action.label}
            </Button>
          )}
        </span>
      ),
    })
  })
}
