// The review after an incident: whether one is held, the review itself, what is mended, and its approval by somebody else.
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { postIncidentApi } from '../../../contract/postIncident.ts'
import { useCall } from '../../api/useCall.ts'
import { useDraft } from '../../api/useDraft.ts'
import { useMe, useWhyNot } from '../../api/useMe.ts'
import { useSendOnce } from '../../api/useSendOnce.ts'
import { Button, ButtonLink } from '../../kit/Button.tsx'
import { Skeleton } from '../../kit/Empty.tsx'
import { Failed, Refused } from '../../kit/Failed.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { Section } from '../../kit/Page.tsx'
import { Person } from '../../kit/Person.tsx'
import { Time } from '../../kit/Time.tsx'
import { paths } from '../../paths.ts'
import { OfIncident, whyNothingFollows } from '../incident/OfIncident.tsx'
import type { Work } from '../incident/useIncident.ts'
import { ActionForm } from './ActionForm.tsx'
import { ActionList } from './ActionList.tsx'
import { FixedReview } from './FixedReview.tsx'
import { RequirementSection } from './Requirement.tsx'
import { ReviewForm } from './ReviewForm.tsx'
import type { PostIncident } from './reviewShape.ts'
import { bodyOf, type ReviewChanges, recordedValues } from './reviewValues.ts'
import { showReview } from './showReview.ts'

const route = getRouteApi('/inside/incidents/$incidentId/review')

type WholeProps = { work: Work; learned: PostIncident }

function Actions({ work, learned }: WholeProps) {
  const [opening, setOpening] = useState(false)
  const mayNot = useWhyNot('post_incident:write')
  const over = whyNothingFollows(work.incident)
  return (
    <Section
      title="Corrective actions"
      count={learned.actions.length || undefined}
      actions={
        <>
          <ButtonLink small kind="quiet" href={paths.actions()}>
            Of all incidents
          </ButtonLink>
          <Button small why={mayNot ?? over} onPress={() => setOpening(true)}>
            Open one
          </Button>
        </>
      }
    >
      {learned.actions.length === 0 && <p>None yet. Each weakness of the chain wants one: something to mend, an owner, a day.</p>}
      <ActionList actions={learned.actions} over={over} label="Corrective actions of this incident" />
      {opening && <ActionForm incidentId={work.params.incidentId} action={null} onClose={() => setOpening(false)} />}
    </Section>
  )
}

function Approval({ work, learned, isChanged }: WholeProps & { isChanged: boolean }) {
  const approve = useSendOnce(postIncidentApi.approve)
  const me = useMe()
  const mayNot = useWhyNot('post_incident:approve')
  const { review, advice } = learned
  if (review?.state === 'approved') {
    return (
      <Section title="Approval">
        <p>
          Approved {review.approved_at && <Time at={review.approved_at} exact />} by{' '}
          {review.approved_by && <Person who={review.approved_by} />}. From then on its text is fixed; actions go on.
        </p>
      </Section>
    )
  }
  const wrote = review?.written_by.some(({ id }) => id === me?.actor.id)
  const why =
    mayNot ??
    whyNothingFollows(work.incident) ??
    (isChanged
      ? 'Save the review first: what is approved is what is recorded.'
      : review === null
        ? 'Nobody has begun the review: write it first.'
        : wrote
          ? 'You wrote on this review: somebody else approves it.'
          : (advice[0] ?? null))
  const press = async () => {
    const reply = await approve.send({ params: work.params, body: {} })
    if (reply) showReview(work, reply)
  }
  return (
    <Section title="Approval" lead="By somebody who did not write on it. From here on the text is fixed.">
      {review && <p className="dim">Written by {review.written_by.map(({ name }) => name).join(', ')}.</p>}
      {advice.length > 0 && (
        <Notice kind="soon" title="Before it can be approved">
          <ul style={{ paddingInlineStart: 20 }}>
            {advice.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </Notice>
      )}
      <Refused problem={approve.problem} />
      <div className="row screen-only">
        <Button kind="primary" why={why} busy={approve.sending} onPress={() => void press()}>
          Approve the review
        </Button>
      </div>
    </Section>
  )
}

function Whole({ work, learned }: WholeProps) {
  const [changes, setChanges] = useDraft<ReviewChanges>(`review ${work.incident.id}`)
  const mayNot = useWhyNot('post_incident:write')
  const over = whyNothingFollows(work.incident)
  const { review, timeline } = learned
  const isApproved = review?.state === 'approved'
  const isChanged = !isApproved && bodyOf(recordedValues(review, timeline), changes) !== undefined
  const writes = !isApproved && mayNot === null
  return (
    <>
      {isApproved && changes !== null && (
        <Notice kind="soon" title="What you changed was not recorded" actions={<Button onPress={() => setChanges(null)}>Let it go</Button>}>
          The review was approved meanwhile.
        </Notice>
      )}
      <RequirementSection work={work} learned={learned} />
      {writes && <ReviewForm work={work} learned={learned} changes={changes} setChanges={setChanges} whyNot={over} />}
      {!writes && review && <FixedReview work={work} learned={learned} review={review} />}
      {!writes && !review && <p>Nobody has begun the review.</p>}
      <Actions work={work} learned={learned} />
      <Approval work={work} learned={learned} isChanged={isChanged} />
    </>
  )
}

function Content({ work }: { work: Work }) {
  const learned = useCall(postIncidentApi.get, { params: work.params })
  if (learned.isPending) return <Skeleton lines={12} />
  if (!learned.data)
    return <Failed what="The review cannot be shown" why={learned.error?.message ?? ''} onRetry={() => void learned.refetch()} />
  return <Whole key={work.incident.id} work={work} learned={learned.data} />
}

export function ReviewPage() {
  const { incidentId } = route.useParams()
  return (
    <OfIncident
      id={incidentId}
      title="Review"
      lead="What is learned: what happened, why it could happen, and what is mended."
      needs="incident:read"
    >
      {(work) => <Content work={work} />}
    </OfIncident>
  )
}
