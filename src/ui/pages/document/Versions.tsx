// Every version of a document: how it stands, who proposed and approved it, since when, from where.
import { useState } from 'react'
import { documentApi } from '../../../contract/document.ts'
import { Button, ButtonLink } from '../../kit/Button.tsx'
import { Hash } from '../../kit/Copy.tsx'
import { Facts } from '../../kit/Facts.tsx'
import { Link } from '../../kit/Link.tsx'
import { Section } from '../../kit/Page.tsx'
import { Person } from '../../kit/Person.tsx'
import { Time } from '../../kit/Time.tsx'
import { paths } from '../../paths.ts'
import { ApprovalList } from './ApprovalList.tsx'
import { ApproveButton } from './ApproveButton.tsx'
import type { Document, Version } from './documentShape.ts'
import { basisText, versionStanding } from './documentWords.ts'
import { ReasonDialog } from './ReasonDialog.tsx'
import { Stands } from './Stands.tsx'
import { useDocumentAct } from './useDocumentAct.ts'
import styles from './Versions.module.css'

function Withdraw({ document, version }: { document: Document; version: Version }) {
  const [open, setOpen] = useState(false)
  const withdraw = useDocumentAct(documentApi.withdraw)
  const why = version.proposal?.you_cannot_withdraw ?? null
  const params = { kind: document.kind, documentId: document.id, hash: version.hash }
  return (
    <>
      <Button kind="quiet" why={why} onPress={() => setOpen(true)}>
        Withdraw
      </Button>
      {open && (
        <ReasonDialog
          title={`Withdraw version ${version.number}`}
          verb="Withdraw it"
          label="Reason"
          hint="Why it does not take effect."
          sending={withdraw.sending}
          problem={withdraw.problem}
          onRecord={(reason) => withdraw.send({ params, body: { reason } })}
          onClose={() => setOpen(false)}
        >
          It stays in the list with its text, and does not take effect. What is in force stays so.
        </ReasonDialog>
      )}
    </>
  )
}

function InForce({ version }: { version: Version }) {
  return version.in_force.map(({ from, until, basis }) => (
    <p key={from}>
      <Time at={from} exact />{' '}
      {until ? (
        <>
          to <Time at={until} exact />
        </>
      ) : (
        'until now'
      )}
      <span className="dim">, {basisText(basis)}</span>
    </p>
  ))
}

function Origin({ version }: { version: Version }) {
  const origin = version.proposal?.origin
  if (!origin) return null
  const { repository, commit, path, author } = origin
  return (
    <>
      {[repository, path, author && `by ${author}`].filter(Boolean).join(', ')}
      {commit && (
        <>
          , commit <code title={commit}>{commit.slice(0, 12)}</code>
        </>
      )}
    </>
  )
}

function About({ version }: { version: Version }) {
  const { proposal } = version
  const from = proposal?.origin ? <Origin version={version} /> : null
  return (
    <Facts
      dense
      facts={[
        version.in_force.length > 0 && { word: 'In force', is: <InForce version={version} /> },
        proposal?.emergency && { word: 'Emergency', is: proposal.emergency },
        proposal && {
          word: 'Proposed',
          is: (
            <>
              <Time at={proposal.at} exact /> by <Person who={proposal.by} />
            </>
          ),
        },
        proposal?.note && { word: 'What changed', is: proposal.note },
        proposal?.takes_effect_at && { word: 'Takes effect', is: <Time at={proposal.takes_effect_at} exact /> },
        proposal &&
          (proposal.approvers.length > 0 || proposal.needs_publishing) && { word: 'Approval', is: <ApprovalList proposal={proposal} /> },
        version.withdrawn && {
          word: 'Withdrawn',
          is: (
            <>
              <Time at={version.withdrawn.at} exact /> by <Person who={version.withdrawn.by} />: {version.withdrawn.reason}
            </>
          ),
        },
        from && { word: 'From', is: from },
        { word: 'SHA-256', is: <Hash value={version.hash} /> },
      ]}
    />
  )
}

function One({ document, version, before }: { document: Document; version: Version; before: Version | undefined }) {
  const isOpen = version.state === 'proposed' || version.state === 'approved'
  const mayStillApprove =
    version.state === 'proposed' ||
    (version.proposal?.emergency && (version.proposal.approvals_missing > 0 || version.proposal.needs_publishing))
  return (
    <li className={styles.version}>
      <div className={styles.head}>
        <h3>
          <Link href={paths.document(document.kind, document.id, version.hash)}>Version {version.number}</Link>
        </h3>
        <Stands standing={versionStanding(version)} />
      </div>
      <details open={isOpen || version.state === 'in-force'}>
        <summary>Who, when, from where</summary>
        <About version={version} />
      </details>
      <div className="row screen-only">
        {mayStillApprove && <ApproveButton document={document} version={version} />}
        {isOpen && <Withdraw document={document} version={version} />}
        {before && (
          <ButtonLink kind="quiet" href={paths.difference(document.kind, document.id, { before: before.hash, after: version.hash })}>
            Difference to {before.number}
          </ButtonLink>
        )}
      </div>
    </li>
  )
}

/** A version is compared with what it replaces: what is in force, else the one before. */
function comparedWith(document: Document, version: Version, at: number): Version | undefined {
  const force = document.versions.find(({ hash }) => hash === document.in_force?.hash)
  return force && force.number < version.number ? force : document.versions[at + 1]
}

export function Versions({ document }: { document: Document }) {
  return (
    <Section title="Versions" count={document.versions.length} id="versions">
      <ol className={styles.versions} reversed>
        {document.versions.map((version, at) => (
          <One key={version.hash} document={document} version={version} before={comparedWith(document, version, at)} />
        ))}
      </ol>
    </Section>
  )
}
