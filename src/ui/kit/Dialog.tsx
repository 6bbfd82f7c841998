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
    <Modal.Root
      opened={open}
      onClose={onClose}
      size={wide ? 720 : 520}
      lockScroll={false}
      centered={!phone}
      transitionProps={{ transition: phone ? 'slide-up' : 'fade', duration: 110 }}
      classNames={{
        inner: phone ? (styles.fromBottom ?? '') : '',
        content: `${styles.content} ${phone ? styles.sheet : ''}`,
        title: styles.title ?? '',
        body: styles.body ?? '',
        close: styles.close ?? '',
      }}
    >
      <Modal.Overlay className={styles.overlay ?? ''} />
      <Modal.Content>
        {/* Not Modal.Header: its header element would be a second banner of the page. */}
        <div className={styles.header}>
          <Modal.Title>{title}</Modal.Title>
          <Modal.CloseButton aria-label="Close" />
        </div>
        <Modal.Body>
          <span data-holds-page hidden />
          {children}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
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
