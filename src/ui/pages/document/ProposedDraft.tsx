// A document that would become a draft: whether it is taken, what is there already, how it stands, and what can be looked at first.
import { type ReactNode, useState } from 'react'
import type { DocumentKind } from '../../../core/document/documentVersion.ts'
import { CheckField } from '../../kit/Field.tsx'
import { kindWords } from './documentWords.ts'
import { findingCount, type Linted, LintVerdict, TopFindings } from './LintVerdict.tsx'
import styles from './ProposedDraft.module.css'

type ProposedDraftProps = {
  title: string
  kind: DocumentKind
  taken: boolean
  onTake: (taken: boolean) => void
  /** Why it cannot be taken; null: it can. */
  whyNot?: string | null
  /** What is there already, and what would become of it. */
  stands: ReactNode
  linted: Linted
  children?: ReactNode
  folded?: readonly (Fold | false)[]
}

export type Fold = { label: string; content: () => ReactNode }

/** What is folded away is made when it is first opened: a difference takes its time. */
function Folded({ label, content }: Fold) {
  const [opened, setOpened] = useState(false)
  return (
    <details className={styles.fold} onToggle={({ currentTarget }) => currentTarget.open && setOpened(true)}>
      <summary>{label}</summary>
      {opened && <div className={styles.unfolded}>{content()}</div>}
    </details>
  )
}

export function ProposedDraft({ title, kind, taken, onTake, whyNot = null, stands, linted, children, folded = [] }: ProposedDraftProps) {
  const findings: Fold | false = findingCount(linted) !== 'no findings' && {
    label: findingCount(linted),
    content: () => <TopFindings linted={linted} />,
  }
  return (
    <li className={styles.draft}>
      <CheckField
        size="md"
        label={
          <>
            <b>{title}</b> <span className="dim">{kindWords[kind].one}</span>
          </>
        }
        checked={taken}
        onChange={onTake}
        disabled={whyNot !== null}
      />
      <div className={styles.about}>
        <p>{whyNot ?? stands}</p>
        <LintVerdict linted={linted} />
        {children}
        {[findings, ...folded].map((fold) => fold && <Folded key={fold.label} {...fold} />)}
      </div>
    </li>
  )
}
