// Writing a rotation: who takes turns in which order, when they hand over, who stands in; and what that comes to in the next four weeks.
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { personApi } from '../../../contract/person.ts'
import { rotationApi } from '../../../contract/rotation.ts'
import type { RotationId } from '../../../core/kernel/ids.ts'
import { fieldProblem } from '../../api/problem.ts'
import { useCall } from '../../api/useCall.ts'
import { useWhyNot } from '../../api/useMe.ts'
import { useSend } from '../../api/useSend.ts'
import { Button } from '../../kit/Button.tsx'
import { Skeleton } from '../../kit/Empty.tsx'
import { Failed, Refused } from '../../kit/Failed.tsx'
import { Form, SelectField, TextField } from '../../kit/Field.tsx'
import { useGo } from '../../kit/Link.tsx'
import { Page, Section } from '../../kit/Page.tsx'
import { readersZone, timeZoneChoices } from '../../kit/timeZones.ts'
import { toast } from '../../kit/toast.tsx'
import { paths } from '../../paths.ts'
import styles from './Escalation.module.css'
import type { Person } from './escalationShape.ts'
import { PeopleInOrder } from './PeopleInOrder.tsx'
import { emptyRotation, localText, type RotationDraft, rotationBody, rotationDraftOf, whyNotRotation } from './rotationDraft.ts'
import { StandIns } from './StandIns.tsx'
import { Turns } from './Turns.tsx'
import { weekdays } from './weekdays.ts'

type EditorProps = { id: RotationId | null; begun: RotationDraft; people: readonly Person[] }

function Handover({ draft, onDraft }: { draft: RotationDraft; onDraft: (draft: RotationDraft) => void }) {
  const set = (change: Partial<RotationDraft>) => onDraft({ ...draft, ...change })
  return (
    <div className={styles.pair}>
      <SelectField
        label="They hand over on"
        value={String(draft.weekday)}
        onChange={(weekday) => set({ weekday: Number(weekday) })}
        choices={weekdays.map((label, at) => ({ value: String(at + 1), label }))}
      />
      <label className={styles.field}>
        <span>at</span>
        <input type="time" value={draft.time} onChange={({ currentTarget }) => set({ time: currentTarget.value })} />
      </label>
      <SelectField
        label="Time zone"
        value={draft.timeZone}
        onChange={(timeZone) => set({ timeZone })}
        choices={timeZoneChoices(draft.timeZone)}
      />
      <TextField
        label="First turn"
        hint="Begins with the first hand-over on or after this day."
        type="date"
        value={draft.startsOn}
        onChange={(startsOn) => set({ startsOn })}
      />
    </div>
  )
}

function Editor({ id, begun, people }: EditorProps) {
  const [draft, setDraft] = useState(begun)
  const add = useSend(rotationApi.addRotation, ['on-call', 'escalation-paths'])
  const change = useSend(rotationApi.changeRotation, ['on-call', 'escalation-paths'])
  const mayNot = useWhyNot('escalation:write')
  const go = useGo()
  const same = JSON.stringify(draft) === JSON.stringify(begun)
  const why = mayNot ?? whyNotRotation(draft) ?? (same && id !== null ? 'Nothing is changed yet.' : null)
  const problem = add.problem ?? change.problem
  const save = async () => {
    if (why !== null) return
    const body = rotationBody(draft)
    const saved = id === null ? await add.send({ body }) : await change.send({ params: { rotationId: id }, body })
    if (!saved) return
    toast(`${saved.name} is kept; the change is on record.`)
    go(paths.onCall())
  }
  return (
    <div className={styles.editor}>
      <Form label="Rotation" onSubmit={() => void save()}>
        <Refused problem={problem} />
        <TextField
          label="Name"
          hint="For instance: security on call"
          value={draft.name}
          onChange={(name) => setDraft({ ...draft, name })}
          maxLength={120}
          error={fieldProblem(problem, '/name')}
        />
        <PeopleInOrder people={people} chosen={draft.people} onChange={(chosen) => setDraft({ ...draft, people: chosen })} />
        <Handover draft={draft} onDraft={setDraft} />
        <StandIns people={people} standIns={draft.standIns} onChange={(standIns) => setDraft({ ...draft, standIns })} />
        <div className="row">
          <Button type="submit" kind="primary" busy={add.sending || change.sending} why={why}>
            {id === null ? 'Add the rotation' : 'Save'}
          </Button>
          <Button onPress={() => go(paths.onCall())}>Cancel</Button>
        </div>
      </Form>
      <Section title="The next four weeks" lead="As it is written here; nothing is kept yet.">
        <Turns draft={draft} people={people} />
      </Section>
    </div>
  )
}

export function RotationPage() {
  const { rotationId } = useParams({ strict: false }) as { rotationId?: string }
  const id = (rotationId ?? null) as RotationId | null
  const people = useCall(personApi.list)
  const rotation = useCall(rotationApi.rotation, { params: { rotationId: id ?? ('' as RotationId) } }, { enabled: id !== null })
  const problem = people.error ?? rotation.error
  const retry = () => void Promise.all([people.refetch(), ...(id === null ? [] : [rotation.refetch()])])
  const ready = people.data && (id === null || rotation.data)
  const begun = rotation.data ? rotationDraftOf(rotation.data) : emptyRotation(readersZone(), localText(Date.now()).slice(0, 10))
  return (
    <Page
      title={id === null ? 'Add a rotation' : (rotation.data?.name ?? 'Rotation')}
      above={{ label: 'On call', href: paths.onCall() }}
      lead="People who take turns by the week. Every change goes on record, and earlier turns stay as they were."
    >
      {!ready && !problem && <Skeleton lines={10} />}
      {problem && !ready && (
        <Failed
          what={problem.code === 'not_found' ? 'There is no such rotation' : 'The rotation cannot be shown'}
          why={problem.message}
          onRetry={problem.code === 'not_found' ? undefined : retry}
        />
      )}
      {ready && <Editor key={rotation.data?.changed_at ?? 'new'} id={id} begun={begun} people={people.data?.items ?? []} />}
    </Page>
  )
}
