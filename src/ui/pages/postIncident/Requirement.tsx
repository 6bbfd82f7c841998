// Whether a review is held, by which rule and until when; and deciding it.
import { useState } from 'react'
import { postIncidentApi } from '../../../contract/postIncident.ts'
import { useWhyNot } from '../../api/useMe.ts'
import { useSendOnce } from '../../api/useSendOnce.ts'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { Facts } from '../../kit/Facts.tsx'
import { Refused } from '../../kit/Failed.tsx'
import { AreaField, Form } from '../../kit/Field.tsx'
import { Section } from '../../kit/Page.tsx'
import { Person } from '../../kit/Person.tsx'
import { DueTime, Time } from '../../kit/Time.tsx'
import { whyNoReason } from '../duty/whyNoReason.ts'
import { whyNothingFollows } from '../incident/OfIncident.tsx'
import type { Work } from '../incident/useIncident.ts'
import type { PostIncident } from './reviewShape.ts'
import { showReview } from './showReview.ts'

type Requirement = PostIncident['requirement']

const ruleWords = { required: 'Required', optional: 'Optional: somebody decides', 'not-needed': 'Not needed' }

function Decide({ work, requirement, isHeld, onClose }: { work: Work; requirement: Requirement; isHeld: boolean; onClose: () => void }) {
  const [reason, setReason] = useState('')
  const decide = useSendOnce(postIncidentApi.decide)
  const isNeeded = requirement.decision !== null || (requirement.by_rule === 'required' && !isHeld)
  const why = isNeeded || reason.trim() !== '' ? whyNoReason(reason) : null
  const submit = async () => {
    if (why !== null) return
    const body = { required: isHeld, ...(reason.trim() ? { reason: reason.trim() } : {}) }
    const reply = await decide.send({ params: work.params, body })
    if (!reply) return
    showReview(work, reply)
    onClose()
  }
  const title = isHeld ? 'A review is held' : 'No review is held'
  return (
    <Dialog open onClose={onClose} title={title}>
      <Form label={title} onSubmit={() => void submit()}>
        <Refused problem={decide.problem} />
        <AreaField
          label="Reason"
          hint={isNeeded ? 'What the policy or an earlier decision said is changed by it.' : 'May stay empty: the policy leaves it open.'}
          value={reason}
          onChange={setReason}
          autoFocus
        />
        <div className="row">
          <Button type="submit" kind="primary" why={why} busy={decide.sending}>
            {isHeld ? 'Decide that one is held' : 'Decide to go without'}
          </Button>
          <Button onPress={onClose}>Cancel</Button>
        </div>
      </Form>
    </Dialog>
  )
}

function dueOf({ required, due_at }: Requirement, isApproved: boolean) {
  if (isApproved || !required) return null
  return due_at ? <DueTime at={due_at} /> : 'counted from when the incident is closed'
}

export function RequirementSection({ work, learned }: { work: Work; learned: PostIncident }) {
  const [asked, setAsked] = useState<{ isHeld: boolean } | null>(null)
  const mayNot = useWhyNot('post_incident:write')
  const mayNotWaive = useWhyNot('post_incident:approve')
  const { requirement, review } = learned
  const over = whyNothingFollows(work.incident)
  const isApproved = review?.state === 'approved'
  const settled = isApproved ? 'The review is approved: whether it is held is no question any more.' : null
  const { decision } = requirement
  const canHold = decision ? !decision.required : requirement.by_rule !== 'required'
  const canWaive = decision ? decision.required : true
  const waives = requirement.by_rule === 'required'
  const due = dueOf(requirement, isApproved)
  return (
    <Section title="Whether one is held">
      <Facts
        facts={[
          { word: 'By the policy', is: `${ruleWords[requirement.by_rule]}. ${requirement.basis}` },
          decision && {
            word: 'Decided',
            is: (
              <>
                {decision.required ? 'A review is held' : 'No review is held'}, by <Person who={decision.by} />{' '}
                <Time at={decision.decided_at} exact />
                {decision.reason && <> – “{decision.reason}”</>}
              </>
            ),
          },
          due && { word: 'Due', is: due },
        ]}
      />
      {!isApproved && (
        <div className="row screen-only">
          {canHold && (
            <Button why={mayNot ?? over ?? settled} onPress={() => setAsked({ isHeld: true })}>
              Hold a review
            </Button>
          )}
          {canWaive && (
            <Button kind="quiet" why={(waives ? mayNotWaive : mayNot) ?? over ?? settled} onPress={() => setAsked({ isHeld: false })}>
              Go without one
            </Button>
          )}
        </div>
      )}
      {asked && <Decide work={work} requirement={requirement} isHeld={asked.isHeld} onClose={() => setAsked(null)} />}
    </Section>
  )
}
