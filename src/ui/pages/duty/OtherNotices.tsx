// Notices that answer to no duty: told without being obliged to.
import { Button } from '../../kit/Button.tsx'
import { Link } from '../../kit/Link.tsx'
import { Section } from '../../kit/Page.tsx'
import { StatusMark } from '../../kit/StatusMark.tsx'
import { paths } from '../../paths.ts'
import type { Work } from '../incident/useIncident.ts'
import styles from './Duty.module.css'
import type { Notices } from './dutyShape.ts'
import { noticeStateWords } from './dutyWords.ts'

type OtherProps = { work: Work; notices: Notices; why: string | null; onDraft: () => void }

export function OtherNotices({ work, notices, why, onDraft }: OtherProps) {
  const other = notices.items.filter(({ rule }) => rule === null)
  return (
    <Section
      title="Other notices"
      count={other.length || undefined}
      actions={
        <Button small why={why} onPress={onDraft}>
          Draft one
        </Button>
      }
    >
      {other.length === 0 && (
        <p>Whoever is told without a duty: partners, the police, everybody. Drafted, approved and kept in the same way.</p>
      )}
      <ul className={styles.lines}>
        {other.map((notice) => (
          <li key={notice.id} className={styles.line}>
            <span>
              <Link href={paths.notice(work.incident.id, notice.id)}>{notice.title}</Link> <span className="dim">to {notice.to}</span>
            </span>
            <StatusMark status={noticeStateWords[notice.state].status}>{noticeStateWords[notice.state].words}</StatusMark>
          </li>
        ))}
      </ul>
    </Section>
  )
}
