// Where messages appear: in the corner of a desk, at the top of a phone, whose bottom is for the thumb. Over an open dialog they lie at the top as
// well, and the dialog leaves them the room.
import { Notifications } from '@mantine/notifications'
import { useEffect } from 'react'
import styles from './toast.module.css'

const place = 'bottom-right'

/** Dialogs read `--toasts`, the height of all messages that are shown. */
function useMeasuredToasts(): void {
  useEffect(() => {
    const element = document.querySelector<HTMLElement>(`.${CSS.escape(styles.place ?? '')}[data-position="${place}"]`)
    if (element === null) return
    const root = document.documentElement
    const observer = new ResizeObserver(() => root.style.setProperty('--toasts', `${element.offsetHeight}px`))
    observer.observe(element)
    return () => {
      observer.disconnect()
      root.style.removeProperty('--toasts')
    }
  }, [])
}

export function ToastPlace() {
  useMeasuredToasts()
  return (
    <Notifications position={place} limit={3} transitionDuration={110} containerWidth={420} classNames={{ root: styles.place ?? '' }} />
  )
}
