// A question that must be answered before going on: in the middle on a desk, from the bottom edge on a phone.
import { type ComponentType, lazy, type ReactNode, Suspense, useState } from 'react'
import { Button } from './Button.tsx'
import styles from './Dialog.module.css'
import type { DialogProps } from './DialogWindow.tsx'

/** Set once the window is there: then a dialog opens in the same turn, and the key pressed after the one that opened it is heard. */
let ready: ComponentType<DialogProps> | undefined

/** For pages worked by keyboard, which bring the window along instead of fetching it after the first look. */
export function readyDialogs(window: ComponentType<DialogProps>): void {
  ready = window
}

/** Nobody needs it for the first look at most pages; this has it there before the network can be gone. */
export async function fetchDialogs(): Promise<{ default: ComponentType<DialogProps> }> {
  const { DialogWindow } = await import('./DialogWindow.tsx')
  ready = DialogWindow
  return { default: DialogWindow }
}

const FetchedWindow = lazy(fetchDialogs)

export function Dialog(props: DialogProps) {
  // Chosen at the first opening, and kept: another component in its place would begin anew.
  const [Window, setWindow] = useState<ComponentType<DialogProps> | null>(() => (props.open ? (ready ?? FetchedWindow) : null))
  if (props.open && Window === null) setWindow(() => ready ?? FetchedWindow)
  if (Window === null) return null
  return (
    <Suspense fallback={null}>
      <Window {...props} />
    </Suspense>
  )
}

type ConfirmProps = {
  open: boolean
  onClose: () => void
  title: string
  /** What will happen, and what will not. */
  children: ReactNode
  verb: string
  onConfirm: () => void
  busy?: boolean
  problem?: string | undefined
}

export function Confirm({ open, onClose, title, children, verb, onConfirm, busy = false, problem }: ConfirmProps) {
  return (
    <Dialog open={open} onClose={onClose} title={title}>
      <div className={styles.question}>
        <div>{children}</div>
        {problem && (
          <p className="late" role="alert">
            {problem}
          </p>
        )}
        <div className={styles.answers}>
          <Button kind="primary" onPress={onConfirm} busy={busy}>
            {verb}
          </Button>
          <Button onPress={onClose}>Cancel</Button>
        </div>
      </div>
    </Dialog>
  )
}
