// What was done, said once in the corner, with the way back where there is one.
import { lazy, Suspense, useSyncExternalStore } from 'react'
import { Button } from './Button.tsx'
import styles from './toast.module.css'

type ToastAction = { label: string; onPress: () => void }

const shown = 8_000
let count = 0

/** Fetched when there is first something to say. */
export const fetchToasts = () => import('./ToastPlace.tsx').then(({ ToastPlace }) => ({ default: ToastPlace }))
const ToastPlace = lazy(fetchToasts)
const watchers = new Set<() => void>()

function watch(tell: () => void): () => void {
  watchers.add(tell)
  return () => watchers.delete(tell)
}

/** Stands once around all pages. */
export function Toasts() {
  const any = useSyncExternalStore(watch, () => count > 0)
  if (!any) return null
  return (
    <Suspense fallback={null}>
      <ToastPlace />
    </Suspense>
  )
}

export function toast(message: string, action?: ToastAction): void {
  count += 1
  for (const tell of watchers) tell()
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
