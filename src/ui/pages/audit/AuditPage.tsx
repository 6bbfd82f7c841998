// One audit: what an auditor would find today, what a package built now would not prove, the packages, and what to send beforehand.
import { getRouteApi } from '@tanstack/react-router'
import { auditApi } from '../../../contract/audit.ts'
import { dispositionMeanings } from '../../../core/alert/disposition.ts'
import type { AuditId } from '../../../core/kernel/ids.ts'
import { useCall } from '../../api/useCall.ts'
import { Skeleton } from '../../kit/Empty.tsx'
import { Facts, Figures } from '../../kit/Facts.tsx'
import { Failed } from '../../kit/Failed.tsx'
import { Link } from '../../kit/Link.tsx'
import { Page, Section } from '../../kit/Page.tsx'
import { StatusMark } from '../../kit/StatusMark.tsx'
import { Time } from '../../kit/Time.tsx'
import { dateText } from '../../kit/timeText.ts'
import { paths } from '../../paths.ts'
import styles from './AuditPage.module.css'
import type { Audit, AuditSummary } from './auditShape.ts'
import { Beforehand } from './Beforehand.tsx'
import { Packages } from './Packages.tsx'

const route = getRouteApi('/inside/audits/$auditId')
const above = { label: 'Audits', href: paths.audits() }
const figure = (count: number) => count.toLocaleString('en')

export function AuditPage() {
  const { auditId } = route.useParams()
  const params = { auditId: auditId as AuditId }
  const audit = useCall(auditApi.get, { params })
  const summary = useCall(auditApi.summary, { params })
  if (!audit.data) {
    return (
      <Page title="Audit" above={above}>
        {audit.isPending && <Skeleton lines={8} />}
        {audit.error && <Failed what="The audit cannot be shown" why={audit.error.message} onRetry={() => void audit.refetch()} />}
      </Page>
    )
  }
  return (
    <Page
      title={audit.data.name}
      above={above}
      lead={`${dateText(audit.data.first_day)} to ${dateText(audit.data.last_day)}, days of ${audit.data.time_zone}. Opened by ${audit.data.opened_by.name}.`}
    >
      {summary.isPending && <Skeleton lines={4} />}
      {summary.error && !summary.data && (
        <Failed what="The figures cannot be shown" why={summary.error.message} onRetry={() => void summary.refetch()} />
      )}
      {summary.data && <Found audit={audit.data} summary={summary.data} />}
      <Packages audit={audit.data} />
      <Beforehand audit={audit.data} />
    </Page>
  )
}

function Found({ audit, summary }: { audit: Audit; summary: AuditSummary }) {
  const range = { received_from: audit.period_start, received_to: new Date(Date.parse(audit.period_end) - 1).toISOString() }
  return (
    <>
      <Section title="What the period holds today">
        <Figures
          figures={[
            { word: summary.alerts === 1 ? 'alert' : 'alerts', is: <Link href={paths.alerts(range)}>{figure(summary.alerts)}</Link> },
            { word: 'reviewed', is: figure(summary.reviewed) },
            {
              word: 'reviewed late',
              is:
                summary.reviewed_late > 0 ? (
                  <Link href={paths.alerts({ ...range, timeliness: 'late' })}>{figure(summary.reviewed_late)}</Link>
                ) : (
                  '0'
                ),
            },
            {
              word: 'not reviewed',
              is:
                summary.unreviewed > 0 ? (
                  <Link href={paths.alerts({ ...range, review: 'unreviewed' })}>{figure(summary.unreviewed)}</Link>
                ) : (
                  '0'
                ),
            },
            { word: 'sources', is: figure(summary.sources) },
            { word: summary.gaps === 1 ? 'gap' : 'gaps', is: figure(summary.gaps) },
            {
              word: 'gaps unexplained',
              is:
                summary.gaps_unexplained > 0 ? (
                  <Link href={paths.coverage({ period: audit.first_day.slice(0, 7) })}>{figure(summary.gaps_unexplained)}</Link>
                ) : (
                  '0'
                ),
            },
            { word: 'deliveries refused', is: figure(summary.refused_deliveries) },
          ]}
        />
        <Dispositions summary={summary} />
      </Section>
      <Section
        title={summary.warnings.length > 0 ? 'What a package built now would not prove' : 'What a package built now would prove'}
        count={summary.warnings.length > 0 ? summary.warnings.length : undefined}
      >
        {summary.warnings.length === 0 ? (
          <StatusMark status="conforms">
            That no entry between the two checkpoints is missing or changed, within their time bracket.
          </StatusMark>
        ) : (
          <ul className={styles.warnings}>
            {summary.warnings.map((warning) => (
              <li key={warning}>
                <StatusMark status="exception">{warning}</StatusMark>
              </li>
            ))}
          </ul>
        )}
        <Facts
          facts={[
            { word: 'Opens with', is: <Bracket checkpoint={summary.opening} /> },
            { word: 'Closes with', is: <Bracket checkpoint={summary.closing} /> },
          ]}
        />
      </Section>
    </>
  )
}

function Bracket({ checkpoint }: { checkpoint: AuditSummary['opening'] }) {
  if (!checkpoint) return <span className="dim">no checkpoint yet</span>
  return (
    <>
      the checkpoint of {figure(checkpoint.size)} entries, signed <Time at={checkpoint.signed_at} exact />,{' '}
      {checkpoint.timestamped ? 'timestamped' : 'not timestamped'}
    </>
  )
}

function Dispositions({ summary }: { summary: AuditSummary }) {
  const found = Object.entries(summary.by_disposition).filter(([, count]) => count > 0)
  const most = Math.max(...found.map(([, count]) => count), 1)
  const label = (id: string) => Object.entries(dispositionMeanings).find(([known]) => known === id)?.[1].label ?? id
  if (found.length === 0) return null
  return (
    <table className={styles.bars} aria-label="Reviews by disposition">
      <thead className="said">
        <tr>
          <th scope="col">Disposition</th>
          <th scope="col">Alerts</th>
        </tr>
      </thead>
      <tbody>
        {found
          .sort(([, left], [, right]) => right - left)
          .map(([id, count]) => (
            <tr key={id}>
              <th scope="row">{label(id)}</th>
              <td>
                <span className={styles.bar} style={{ width: `${(count / most) * 100}%` }} />
              </td>
              <td className={styles.count}>{figure(count)}</td>
            </tr>
          ))}
      </tbody>
    </table>
  )
}
