// Audits: each a period, and the packages built for it.
import { auditApi } from '../../../contract/audit.ts'
import { useCall } from '../../api/useCall.ts'
import { useWhyNot } from '../../api/useMe.ts'
import { Button, ButtonLink } from '../../kit/Button.tsx'
import { Empty, Skeleton } from '../../kit/Empty.tsx'
import { Failed } from '../../kit/Failed.tsx'
import { Link } from '../../kit/Link.tsx'
import { Page } from '../../kit/Page.tsx'
import { StatusMark } from '../../kit/StatusMark.tsx'
import { Table } from '../../kit/Table.tsx'
import { dateText } from '../../kit/timeText.ts'
import { paths } from '../../paths.ts'
import type { Audit } from './auditShape.ts'

function Packages({ audit }: { audit: Audit }) {
  const ready = audit.packages.filter((one) => one.state === 'ready').length
  if (audit.packages.some((one) => one.state === 'building' || one.state === 'waiting'))
    return <StatusMark status="pending">building</StatusMark>
  if (ready > 0) return <StatusMark status="conforms">{ready === 1 ? 'one ready' : `${ready} ready`}</StatusMark>
  return <span className="dim">none</span>
}

export function AuditsPage() {
  const audits = useCall(auditApi.list)
  const why = useWhyNot('audit:write')
  const rows = audits.data?.items ?? []
  const open = why ? (
    <Button kind="primary" why={why}>
      Open an audit
    </Button>
  ) : (
    <ButtonLink kind="primary" href={paths.openAudit()}>
      Open an audit
    </ButtonLink>
  )
  return (
    <Page
      title="Audits"
      lead="A period, and the one file an auditor takes away and checks without this server."
      actions={
        <>
          <ButtonLink href={paths.criteria('soc2')}>Criteria</ButtonLink>
          {open}
        </>
      }
    >
      {audits.isPending && <Skeleton lines={4} height={40} />}
      {audits.error && !audits.data && (
        <Failed what="The audits cannot be shown" why={audits.error.message} onRetry={() => void audits.refetch()} />
      )}
      {audits.data && rows.length === 0 && (
        <Empty title="No audit yet" actions={open}>
          <p>
            Open one for the period your auditor will look at. You then see what they would find today, and build a package: every alert of
            the period with what a person found it to be, every silence with its explanation, and the proof that nothing is missing.
          </p>
        </Empty>
      )}
      {rows.length > 0 && (
        <Table
          label="Audits"
          rows={rows}
          keyOf={(audit) => audit.id}
          columns={[
            {
              word: 'Audit',
              grow: true,
              bare: true,
              cell: (audit) => (
                <Link href={paths.audit(audit.id)}>
                  <strong>{audit.name}</strong>
                </Link>
              ),
            },
            { word: 'First day', cell: (audit) => <span className="nowrap">{dateText(audit.first_day)}</span> },
            { word: 'Last day', cell: (audit) => <span className="nowrap">{dateText(audit.last_day)}</span> },
            { word: 'Packages', cell: (audit) => <Packages audit={audit} /> },
            { word: 'Opened by', cell: (audit) => <span className="nowrap">{audit.opened_by.name}</span> },
          ]}
        />
      )}
    </Page>
  )
}
