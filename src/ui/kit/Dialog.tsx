// A question that must be answered before going on: in the middle on a desk, from the bottom edge on a phone.
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { Button } from './Button.tsx'
import styles from './Dialog.module.css'
import type { DialogProps } from './DialogWindow.tsx'

/** Nobody needs it for the first look at a page; `fetchDialogs` has it there before the network can be gone. */
const fetchWindow = () => import('./DialogWindow.tsx').then(({ DialogWindow }) => ({ default: DialogWindow }))
const DialogWindow = lazy(fetchWindow)

export const fetchDialogs = fetchWindow

export function Dialog(props: DialogProps) {
  const [used, setUsed] = useState(props.open)
  if (props.open && !used) setUsed(true)
  if (!used) return null
  return (
    <Suspense fallback={null}>
      <DialogWindow {...props} />
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
