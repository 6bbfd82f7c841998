// The packages of an audit: build one, watch it grow, download it, and the line that verifies it elsewhere.
import { IconDownload } from '@tabler/icons-react'
import { auditApi } from '../../../contract/audit.ts'
import { ledgerApi } from '../../../contract/ledger.ts'
import { urlOf } from '../../api/call.ts'
import { useCall } from '../../api/useCall.ts'
import { useMay, useWhyNot } from '../../api/useMe.ts'
import { useSend } from '../../api/useSend.ts'
import { Button, ButtonLink } from '../../kit/Button.tsx'
import { Code, Hash } from '../../kit/Copy.tsx'
import { Empty, Progress } from '../../kit/Empty.tsx'
import { Facts } from '../../kit/Facts.tsx'
import { Failed, Refused } from '../../kit/Failed.tsx'
import { Section } from '../../kit/Page.tsx'
import { StatusMark } from '../../kit/StatusMark.tsx'
import { Time } from '../../kit/Time.tsx'
import styles from './AuditPage.module.css'
import type { Audit, AuditPackage } from './auditShape.ts'

const lookEvery = 1_000

function sizeText(bytes: number): string {
  if (bytes < 1_000_000) return `${Math.ceil(bytes / 1_000).toLocaleString('en')} kB`
  return `${(bytes / 1_000_000).toLocaleString('en', { maximumFractionDigits: 1 })} MB`
}

/** Asks for the audit often while something is being built, beside what live events announce. */
function useWatching(audit: Audit): AuditPackage[] {
  const busy = audit.packages.some((one) => one.state === 'waiting' || one.state === 'building')
  const found = useCall(auditApi.get, { params: { auditId: audit.id } }, { every: busy ? lookEvery : false }).data
  return found?.packages ?? audit.packages
}

export function Packages({ audit }: { audit: Audit }) {
  const packages = useWatching(audit)
  const why = useWhyNot('audit:write')
  const build = useSend(auditApi.buildPackage)
  const busy = packages.some((one) => one.state === 'waiting' || one.state === 'building')
  const over = Date.parse(audit.period_end) <= Date.now()
  const reason = why ?? (busy ? 'A package is being built.' : over ? null : 'The period is not over; a package holds the whole of it.')
  return (
    <Section
      title="Packages"
      lead="One ZIP file with every alert of the period, every silence, and the proofs. It is checked without this server."
      actions={
        <Button kind="primary" why={reason} busy={build.sending} onPress={() => void build.send({ params: { auditId: audit.id } })}>
          Build a package
        </Button>
      }
    >
      <Refused problem={build.problem} />
      {packages.length === 0 && (
        <Empty title="No package yet">
          <p>Building one takes from seconds to a few minutes. You can go on working meanwhile.</p>
        </Empty>
      )}
      {packages.map((one) => (
        <Package key={one.id} audit={audit} found={one} />
      ))}
    </Section>
  )
}

function Package({ audit, found }: { audit: Audit; found: AuditPackage }) {
  const state = { waiting: 'Waiting', building: 'Building', ready: 'Ready', failed: 'Failed' }[found.state]
  const mark = found.state === 'ready' ? 'conforms' : found.state === 'failed' ? 'exception' : 'pending'
  return (
    <article className={styles.package} aria-label={`Package asked for at ${found.requested_at}`}>
      <div className={styles.packageHead}>
        <StatusMark status={mark}>
          <span>
            <strong>{state}</strong>, asked for by {found.requested_by.name}, <Time at={found.requested_at} ago />
          </span>
        </StatusMark>
        {found.state === 'ready' && (
          <ButtonLink
            kind="primary"
            icon={IconDownload}
            href={urlOf(auditApi.download, { params: { auditId: audit.id, packageId: found.id } })}
            download={found.file_name ?? true}
          >
            Download{found.size === null ? '' : `, ${sizeText(found.size)}`}
          </ButtonLink>
        )}
      </div>
      {(found.state === 'waiting' || found.state === 'building') && (
        <Progress done={found.done} total={found.total} saying={found.step || 'Waiting to begin'} />
      )}
      {found.state === 'failed' && <Failed what="The package was not built" why={found.error ?? 'No reason was kept.'} />}
      {found.state === 'ready' && <Ready found={found} />}
    </article>
  )
}

function Ready({ found }: { found: AuditPackage }) {
  const key = useCall(ledgerApi.status, {}, { enabled: useMay('ledger:read') }).data?.verifier_key
  const file = found.file_name ?? 'package.zip'
  return (
    <>
      <Facts
        dense
        facts={[
          found.entry_count !== null && {
            word: 'Entries',
            is: `${found.entry_count.toLocaleString('en')}, up to entry ${(found.closing_size ?? 0).toLocaleString('en')}`,
          },
          found.sha256 && { word: 'SHA-256', is: <Hash value={found.sha256} what="SHA-256 of the package" /> },
          found.finished_at && { word: 'Finished', is: <Time at={found.finished_at} exact /> },
        ]}
      />
      {key && (
        <>
          <p>To verify it on any machine, with the key the auditor got beforehand:</p>
          <Code text={`tickmark verify ${file} --key '${key}'`} what="the verify command" wrap />
          <p className="dim">
            Without Tickmark installed: unpack it and run <code>node verify.mjs</code> with the same arguments. Add{' '}
            <code>--checkpoint</code> for each checkpoint the auditor already holds.
          </p>
        </>
      )}
    </>
  )
}
