// One runbook as it is followed: what not to do, its steps with commands and checks, what to keep, and a copy for paper.
import { getRouteApi } from '@tanstack/react-router'
import { runbookApi } from '../../../contract/runbook.ts'
import { urlOf } from '../../api/call.ts'
import { useCall } from '../../api/useCall.ts'
import { ButtonLink } from '../../kit/Button.tsx'
import { Code, Hash } from '../../kit/Copy.tsx'
import { Skeleton } from '../../kit/Empty.tsx'
import { Facts } from '../../kit/Facts.tsx'
import { Failed } from '../../kit/Failed.tsx'
import { Inline } from '../../kit/Inline.tsx'
import { Link } from '../../kit/Link.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { Page, Section } from '../../kit/Page.tsx'
import { Time } from '../../kit/Time.tsx'
import { paths } from '../../paths.ts'
import styles from './RunbookPage.module.css'
import { RunbookSteps } from './RunbookSteps.tsx'
import type { Runbook } from './runbookShape.ts'

const route = getRouteApi('/inside/runbooks/$documentId')

function About({ runbook }: { runbook: Runbook }) {
  return (
    <Facts
      dense
      facts={[
        { word: 'Owner', is: runbook.owner ?? 'nobody' },
        runbook.incident_type && { word: 'For', is: runbook.incident_type },
        runbook.policy && { word: 'Policy', is: runbook.policy },
        runbook.escalation && { word: 'Escalation', is: runbook.escalation },
        {
          word: 'Version',
          is: (
            <>
              {runbook.version.number}, published <Time at={runbook.version.published_at} />
            </>
          ),
        },
        { word: 'SHA-256', is: <Hash value={runbook.version.hash} /> },
        runbook.versions.length > 1 && {
          word: 'All versions',
          is: (
            <span className="row">
              {runbook.versions.map(({ number, hash }) => (
                <Link key={hash} href={paths.runbook(runbook.id, hash)}>
                  {number}
                </Link>
              ))}
            </span>
          ),
        },
      ]}
    />
  )
}

function Warnings({ runbook }: { runbook: Runbook }) {
  return (
    <>
      {!runbook.is_current && (
        <Notice kind="soon" title="An earlier version">
          It is kept because incidents were worked on with it. <Link href={paths.runbook(runbook.id)}>The current one</Link>
        </Notice>
      )}
      {runbook.problems.length > 0 && (
        <Notice kind="soon" title={`${runbook.problems.length} to replace or mend before anybody needs it`}>
          <ul className={styles.list}>
            {runbook.problems.slice(0, 12).map(({ message, line }) => (
              <li key={`${line} ${message}`}>
                line {line}: {message}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {runbook.warnings.length > 0 && (
        <Notice kind="late" title="What not to do">
          <ul className={styles.list}>
            {runbook.warnings.map((warning) => (
              <li key={warning}>
                <Inline text={warning} />
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  )
}

function Preservation({ runbook }: { runbook: Runbook }) {
  if (runbook.preservation.length === 0) return null
  return (
    <Section title="Evidence to keep" count={runbook.preservation.length}>
      <ul className={styles.kept}>
        {runbook.preservation.map((item) => (
          <li key={item.id}>
            <b>
              <Inline text={item.evidence} />
            </b>
            <p className="dim">
              {item.where && <Inline text={item.where} />}
              {item.keep_before && `, ${item.keep_before.text}`}
            </p>
            {item.commands.map((command) => (
              <Code key={command.text} text={command.text} what="command" wrap />
            ))}
          </li>
        ))}
      </ul>
    </Section>
  )
}

export function RunbookPage() {
  const { documentId } = route.useParams()
  const { version } = route.useSearch()
  const query = useCall(runbookApi.get, { params: { documentId }, query: { version } })
  const print = (format: 'html' | 'pdf') => urlOf(runbookApi.print, { params: { documentId }, query: { format, version } })
  const runbook = query.data
  return (
    <Page
      title={runbook?.title ?? 'Runbook'}
      above={{ label: 'Runbooks', href: paths.runbooks() }}
      width="prose"
      actions={
        <>
          <ButtonLink outside href={print('html')}>
            Copy for paper
          </ButtonLink>
          <ButtonLink download href={print('pdf')}>
            PDF
          </ButtonLink>
        </>
      }
    >
      {query.isPending && <Skeleton lines={12} />}
      {query.error && !runbook && (
        <Failed
          what={query.error.code === 'not_found' ? 'There is no such runbook' : 'The runbook cannot be shown'}
          why={query.error.message}
        />
      )}
      {runbook && (
        <>
          <About runbook={runbook} />
          <Warnings runbook={runbook} />
          {runbook.sections
            .filter(({ steps, commands }) => steps.length + commands.length > 0)
            .map((section) => (
              <RunbookSteps key={section.heading} section={section} />
            ))}
          <Preservation runbook={runbook} />
        </>
      )}
    </Page>
  )
}
