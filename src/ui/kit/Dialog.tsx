// A question that must be answered before going on: in the middle on a desk, from the bottom edge on a phone.
import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { Button } from './Button.tsx'
import styles from './Dialog.module.css'
import { usePhone } from './usePhone.ts'

type DialogProps = { open: boolean; onClose: () => void; title: string; children: ReactNode; wide?: boolean }

export function Dialog({ open, onClose, title, children, wide = false }: DialogProps) {
  const phone = usePhone()
  return (
    <Modal
      opened={open}
      onClose={onClose}
      title={title}
      size={wide ? 720 : 520}
      lockScroll={false}
      centered={!phone}
      overlayProps={{ className: styles.overlay ?? '' }}
      transitionProps={{ transition: phone ? 'slide-up' : 'fade', duration: 110 }}
      closeButtonProps={{ 'aria-label': 'Close' }}
      classNames={{
        inner: phone ? (styles.fromBottom ?? '') : '',
        content: `${styles.content} ${phone ? styles.sheet : ''}`,
        header: styles.header ?? '',
        title: styles.title ?? '',
        body: styles.body ?? '',
        close: styles.close ?? '',
      }}
    >
      <span data-holds-page hidden />
      {children}
    </Modal>
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
