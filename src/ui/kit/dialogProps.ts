// What every dialog is given.
import type { ReactNode } from 'react'

export type DialogProps = { open: boolean; onClose: () => void; title: string; children: ReactNode; wide?: boolean }
