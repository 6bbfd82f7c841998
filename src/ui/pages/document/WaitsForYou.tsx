// What a document waits for from the reader: an approval, an acknowledgement, a look. On a phone within the thumb's reach.
import { ButtonLink } from '../../kit/Button.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { DueTime, Time } from '../../kit/Time.tsx'
import { paths } from '../../paths.ts'
import { AcknowledgeButton } from './Acknowledgements.tsx'
import { ApproveButton } from './ApproveButton.tsx'
import type { Document, Version } from './documentShape.ts'
import { waitsFor } from './documentWords.ts'
import { StillValid } from './Reviews.tsx'

function Waiting({ document, version }: { document: Document; version: Version }) {
  const { proposal } = version
  if (proposal === null) return null
  const mine = proposal.you_cannot === null
  const late = version.state === 'in-force'
  const by = waitsFor(version)
  return (
    <Notice
      kind={late ? 'late' : mine ? 'soon' : 'note'}
      title={
        late
          ? `Version ${version.number} is in force without its approval`
          : `Version ${version.number} waits for ${mine ? 'you' : by || 'approval'}`
      }
      actions={
        <>
          <ButtonLink href={paths.difference(document.kind, document.id, { after: version.hash })}>What changes</ButtonLink>
          <ApproveButton document={document} version={version} primary={mine} />
        </>
      }
    >
      Proposed <Time at={proposal.at} ago /> by {proposal.by.name}
      {proposal.note && <>: {proposal.note}</>}
      {late && proposal.emergency && <>. Emergency: {proposal.emergency}</>}
    </Notice>
  )
}

export function WaitsForYou({ document, version }: { document: Document; version: Version | undefined }) {
  const { acknowledge } = document.you
  const waiting = document.versions.filter(
    ({ state, proposal }) =>
      state === 'proposed' || (state === 'in-force' && proposal !== null && proposal.emergency !== null && proposal.approvals_missing > 0),
  )
  const force = document.in_force
  const readsForce = force !== null && version?.hash === force.hash
  const reviewDue = document.review.state === 'due' || document.review.state === 'overdue'
  if (document.retired) return null
  return (
    <>
      {waiting.map((one) => (
        <Waiting key={one.hash} document={document} version={one} />
      ))}
      {force && readsForce && acknowledge && acknowledge.state !== 'acknowledged' && (
        <Notice
          kind={acknowledge.state === 'overdue' ? 'late' : 'soon'}
          title="You are asked to read this and to acknowledge it"
          actions={<AcknowledgeButton place={document} version={force} primary />}
        >
          {acknowledge.due_at ? <DueTime at={acknowledge.due_at} /> : 'At your next opportunity.'}
        </Notice>
      )}
      {reviewDue && document.review.due_at && (
        <Notice
          kind={document.review.state === 'overdue' ? 'late' : 'soon'}
          title={document.review.state === 'overdue' ? 'Its review is overdue' : 'Its review is due'}
          actions={<StillValid document={document} primary={document.you.cannot_review === null} />}
        >
          It was due <Time at={document.review.due_at} exact />. Say that it is still valid and why, or propose another text.
        </Notice>
      )}
    </>
  )
}
