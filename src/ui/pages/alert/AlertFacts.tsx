// What the source said of it, with both times: when it happened by their clock, when it was recorded by ours.
import { IconExternalLink } from '@tabler/icons-react'
import { CopyButton, shorten } from '../../kit/Copy.tsx'
import { Facts } from '../../kit/Facts.tsx'
import { Link } from '../../kit/Link.tsx'
import { Section } from '../../kit/Page.tsx'
import { Delay, Time } from '../../kit/Time.tsx'
import { paths } from '../../paths.ts'
import styles from './AlertDetail.module.css'
import type { AlertWithHistory } from './alertShape.ts'
import { Severity } from './Severity.tsx'

/** A link is shown only where it leads somewhere a browser may go. */
function SourceLink({ href }: { href: string }) {
  if (!/^https?:\/\//.test(href)) return <span>{href}</span>
  return (
    <a href={href} target="_blank" rel="noreferrer noopener">
      {new URL(href).host} <IconExternalLink size={14} aria-hidden style={{ verticalAlign: '-2px' }} />
      <span className="said"> (opens in a new tab)</span>
    </a>
  )
}

function Labels({ labels }: { labels: Record<string, string> }) {
  return (
    <span className={styles.labels}>
      {Object.entries(labels).map(([name, value]) => (
        <span key={name} className={styles.label}>
          <i>{name}=</i>
          {value}
        </span>
      ))}
    </span>
  )
}

export function AlertFacts({ alert }: { alert: AlertWithHistory }) {
  return (
    <Section title="What the source said">
      {alert.summary && (
        <p className="prose" style={{ whiteSpace: 'pre-wrap' }}>
          {alert.summary}
        </p>
      )}
      <Facts
        facts={[
          {
            word: 'Happened',
            is: alert.occurred_at ? (
              <>
                <Time at={alert.occurred_at} exact ago /> <span className="dim">by the source’s clock</span>
              </>
            ) : (
              <span className="dim">the source does not say</span>
            ),
          },
          {
            word: 'Recorded',
            is: (
              <>
                <Time at={alert.received_at} exact />{' '}
                {alert.occurred_at && <Delay from={alert.occurred_at} to={alert.received_at} saying="later" />}
              </>
            ),
          },
          (alert.resolved_at || alert.ended_at) && {
            word: 'Resolved',
            is: <Time at={alert.ended_at ?? alert.resolved_at ?? ''} exact />,
          },
          { word: 'Source', is: <Link href={paths.source(alert.source.id)}>{alert.source.name}</Link> },
          alert.link && { word: 'In the source', is: <SourceLink href={alert.link} /> },
          alert.severity && {
            word: 'Severity',
            is: (
              <>
                <Severity said={alert.severity} /> <span className="dim">as the source said it</span>
              </>
            ),
          },
          {
            word: 'Fingerprint',
            is: (
              <>
                <code title={alert.fingerprint}>{shorten(alert.fingerprint, 24, 8)}</code>{' '}
                <CopyButton text={alert.fingerprint} what="fingerprint" />
              </>
            ),
          },
          alert.episode > 1 && { word: 'Episode', is: `${alert.episode}: the same condition fired ${alert.episode - 1} times before` },
          Object.keys(alert.labels).length > 0 && { word: 'Labels', is: <Labels labels={alert.labels} /> },
        ]}
      />
    </Section>
  )
}
