// Writing the review: what happened, its impact in numbers, the chain of causes, what went well. Kept on the device until it is recorded.
import { postIncidentApi } from '../../../contract/postIncident.ts'
import type { SetDraft } from '../../api/useDraft.ts'
import { useSendOnce } from '../../api/useSendOnce.ts'
import { Refused } from '../../kit/Failed.tsx'
import { AreaField } from '../../kit/Field.tsx'
import { Section } from '../../kit/Page.tsx'
import { toast } from '../../kit/toast.tsx'
import { Unrecorded } from '../../kit/Unrecorded.tsx'
import type { Work } from '../incident/useIncident.ts'
import { Causes } from './Causes.tsx'
import { Impact } from './Impact.tsx'
import styles from './Review.module.css'
import type { PostIncident } from './reviewShape.ts'
import { bodyOf, type ReviewChanges, recordedValues, valuesWith, whyNotSaved } from './reviewValues.ts'
import { showReview } from './showReview.ts'
import { Timeline } from './Timeline.tsx'

type FormProps = {
  work: Work
  learned: PostIncident
  changes: ReviewChanges | null
  setChanges: SetDraft<ReviewChanges>
  whyNot: string | null
}

export function ReviewForm({ work, learned, changes, setChanges, whyNot }: FormProps) {
  const save = useSendOnce(postIncidentApi.write)
  const recorded = recordedValues(learned.review, learned.timeline)
  const values = valuesWith(recorded, changes)
  const change = (more: ReviewChanges) => setChanges({ ...changes, ...more })
  const body = bodyOf(recorded, changes)
  const why = whyNot ?? whyNotSaved(values)
  const record = async () => {
    if (body === undefined || why !== null) return
    const reply = await save.send({ params: work.params, body })
    if (!reply) return
    showReview(work, reply)
    setChanges(null)
    toast('The review is saved.')
  }
  return (
    <form
      className={styles.form}
      aria-label="Review"
      onSubmit={(event) => {
        event.preventDefault()
        void record()
      }}
    >
      <Section title="What happened">
        <AreaField
          label="Summary"
          hint="What happened, to whom, and how it ended."
          value={values.summary}
          onChange={(summary) => change({ summary })}
          rows={5}
        />
        <Impact values={values} change={change} />
      </Section>
      <Section title="Why it could happen">
        <Causes causes={values.causes} onChange={(causes) => change({ causes })} problem={save.problem} />
      </Section>
      <Section title="What helped">
        <AreaField label="What went well" value={values.wentWell} onChange={(wentWell) => change({ wentWell })} />
        <AreaField
          label="Where we were lucky"
          hint="What helped this time and will not help the next."
          value={values.wasLucky}
          onChange={(wasLucky) => change({ wasLucky })}
        />
      </Section>
      <Timeline
        work={work}
        lines={learned.timeline}
        notes={values.notes}
        onNote={(leaf, note) => change({ notes: { ...changes?.notes, [leaf]: note } })}
      />
      <Refused problem={save.problem} />
      {body && <Unrecorded verb="Save the review" why={why} busy={save.sending} onDiscard={() => setChanges(null)} />}
    </form>
  )
}
