// The window of a dialog, with all it takes to hold the focus and the page; fetched when one is first opened.
import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import styles from './Dialog.module.css'
import { usePhone } from './usePhone.ts'

export type DialogProps = { open: boolean; onClose: () => void; title: string; children: ReactNode; wide?: boolean }

export function DialogWindow({ open, onClose, title, children, wide = false }: DialogProps) {
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
