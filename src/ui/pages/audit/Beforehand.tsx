// What to send the auditor before fieldwork, so that the package proves more than our word.
import { ledgerApi } from '../../../contract/ledger.ts'
import { urlOf } from '../../api/call.ts'
import { useCall } from '../../api/useCall.ts'
import { useMay } from '../../api/useMe.ts'
import { Code } from '../../kit/Copy.tsx'
import { Link } from '../../kit/Link.tsx'
import { Section } from '../../kit/Page.tsx'
import { dateText } from '../../kit/timeText.ts'
import { paths } from '../../paths.ts'
import styles from './AuditPage.module.css'
import type { Audit } from './auditShape.ts'

export function Beforehand({ audit }: { audit: Audit }) {
  const ledger = useCall(ledgerApi.status, {}, { enabled: useMay('ledger:read') }).data
  if (!ledger) return null
  return (
    <Section
      title="What to send the auditor beforehand"
      lead="Trust does not travel in the package. These go by another way: an earlier mail, the engagement folder, a call."
    >
      <ol className={styles.checklist}>
        <li>
          <div className={styles.item}>
            <strong>The verifier key</strong>
            <Code text={ledger.verifier_key} what="the verifier key" wrap />
          </div>
        </li>
        <li>
          <div className={styles.item}>
            <strong>A checkpoint at the start of the period, and one now and then</strong>
            <span>
              The auditor keeps them; with each, history before it cannot be rewritten unnoticed.{' '}
              <a href={urlOf(ledgerApi.checkpoint)}>The latest checkpoint</a>, or{' '}
              <Link href={paths.ledger()}>let them be mailed by themselves</Link>.
            </span>
          </div>
        </li>
        <li>
          <div className={styles.item}>
            <strong>The root certificate of the timestamp authority, if one is used</strong>
            <span>
              For <code>--tsa</code>. Without a timestamp the times between {dateText(audit.first_day)} and {dateText(audit.last_day)} rest
              on this server’s clock.
            </span>
          </div>
        </li>
        <li>
          <div className={styles.item}>
            <strong>The list of sources that should be in it</strong>
            <span>
              No log shows what was never sent. The auditor compares <Link href={paths.sources()}>the sources</Link> with the tools you say
              you use.
            </span>
          </div>
        </li>
      </ol>
    </Section>
  )
}
