// The runbooks there are: what each is for, whose it is, and whether it is filled in.
import { runbookApi } from '../../../contract/runbook.ts'
import { urlOf } from '../../api/call.ts'
import { useCall } from '../../api/useCall.ts'
import { ButtonLink } from '../../kit/Button.tsx'
import { Empty, Skeleton } from '../../kit/Empty.tsx'
import { Failed } from '../../kit/Failed.tsx'
import { Link } from '../../kit/Link.tsx'
import { Page } from '../../kit/Page.tsx'
import { StatusMark } from '../../kit/StatusMark.tsx'
import { Table } from '../../kit/Table.tsx'
import { Time } from '../../kit/Time.tsx'
import { paths } from '../../paths.ts'

export function RunbooksPage() {
  const runbooks = useCall(runbookApi.list)
  return (
    <Page
      title="Runbooks"
      lead="What to do, step by step. In an incident, the runbooks that fit its alerts are proposed by themselves."
      actions={<ButtonLink href={paths.consistency()}>Consistency</ButtonLink>}
    >
      {runbooks.isPending && <Skeleton lines={6} />}
      {runbooks.error && !runbooks.data && (
        <Failed what="The runbooks cannot be shown" why={runbooks.error.message} onRetry={() => void runbooks.refetch()} />
      )}
      {runbooks.data?.items.length === 0 && (
        <Empty title="No runbook is published yet">
          <p>
            Here will be the instructions an engineer follows at night: Markdown, with the commands to copy and how to see that each step
            worked.
          </p>
        </Empty>
      )}
      {runbooks.data && runbooks.data.items.length > 0 && (
        <Table
          label="Runbooks"
          rows={runbooks.data.items}
          keyOf={(runbook) => runbook.id}
          columns={[
            { word: 'Runbook', grow: true, bare: true, cell: (runbook) => <Link href={paths.runbook(runbook.id)}>{runbook.title}</Link> },
            { word: 'For', cell: (runbook) => runbook.incident_type ?? <span className="dim">–</span> },
            { word: 'Owner', wrap: true, cell: (runbook) => runbook.owner ?? <span className="dim">nobody</span> },
            { word: 'Steps', number: true, cell: (runbook) => runbook.steps },
            {
              word: 'Filled in',
              cell: (runbook) =>
                runbook.placeholders === 0 ? (
                  <StatusMark status="conforms">yes</StatusMark>
                ) : (
                  <StatusMark status="exception">{runbook.placeholders} to replace</StatusMark>
                ),
            },
            {
              word: 'Version',
              cell: (runbook) => (
                <>
                  {runbook.version.number}, <Time at={runbook.version.published_at} />
                </>
              ),
            },
            {
              word: '(Paper)',
              bare: true,
              cell: (runbook) => (
                <ButtonLink
                  small
                  kind="quiet"
                  outside
                  href={urlOf(runbookApi.print, { params: { documentId: runbook.id } })}
                  label={`Copy for paper: ${runbook.title}`}
                >
                  For paper
                </ButtonLink>
              ),
            },
          ]}
        />
      )}
    </Page>
  )
}
