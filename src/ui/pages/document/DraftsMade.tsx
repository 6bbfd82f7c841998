// Drafts were made: where each of them is, and what becomes of them.
import type { z } from 'zod'
import type { SavedDrafts } from '../../../contract/setup.ts'
import { ButtonLink } from '../../kit/Button.tsx'
import { Link } from '../../kit/Link.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { paths } from '../../paths.ts'
import { kindWords } from './documentWords.ts'
import styles from './ProposedDraft.module.css'

export function DraftsMade({ drafts }: z.output<typeof SavedDrafts>) {
  const count = drafts.length
  return (
    <>
      <Notice kind="conforms" title={count === 1 ? '1 draft is made' : `${count} drafts are made`}>
        Nobody follows a draft. Fill in what is left, then propose it; it takes effect when it is approved.
      </Notice>
      <ul className={styles.made} aria-label="Drafts">
        {drafts.map(({ kind, id, title }) => (
          <li key={`${kind} ${id}`}>
            <Link href={paths.editDocument(kind, id)}>{title}</Link> <span className="dim">{kindWords[kind].one}</span>
          </li>
        ))}
      </ul>
      <div className="row">
        <ButtonLink href={paths.runbooks()}>Runbooks</ButtonLink>
        <ButtonLink href={paths.policies()}>Policies</ButtonLink>
      </div>
    </>
  )
}
