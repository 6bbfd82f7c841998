// The text as whoever needs it sees it: on a phone, at night.
import { Skeleton } from '../../kit/Empty.tsx'
import { RunbookText } from '../runbook/RunbookText.tsx'
import { CommitmentTable } from './Commitments.tsx'
import { DocumentText } from './DocumentText.tsx'
import styles from './EditPage.module.css'
import type { Reading } from './reading.ts'

export function Preview({ reading }: { reading: Reading | null }) {
  if (reading === null) return <Skeleton lines={10} />
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={styles.phone} aria-label="As the responder sees it" tabIndex={0}>
      <h2 className={styles.phoneTitle}>{reading.title || 'Without a title'}</h2>
      {reading.runbook ? (
        <RunbookText runbook={reading.runbook} />
      ) : (
        <>
          {reading.commitments.length > 0 && <CommitmentTable commitments={reading.commitments} />}
          <DocumentText blocks={reading.blocks} title={reading.title} />
        </>
      )}
    </section>
  )
}
