// Who holds which role in the incident, giving one, and handing one over with a note.
import { useState } from 'react'
import { incidentApi } from '../../../contract/incident.ts'
import { personApi } from '../../../contract/person.ts'
import { type IncidentRole, incidentRoles } from '../../../core/incident/words.ts'
import type { PersonId } from '../../../core/kernel/ids.ts'
import { useCall } from '../../api/useCall.ts'
import { useMe } from '../../api/useMe.ts'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { AreaField, Form, SelectField } from '../../kit/Field.tsx'
import { Section } from '../../kit/Page.tsx'
import { Person } from '../../kit/Person.tsx'
import { Time } from '../../kit/Time.tsx'
import type { Incident } from './incidentShape.ts'
import { roleWords } from './incidentWords.ts'
import styles from './Lines.module.css'
import type { Work } from './useIncident.ts'

type Held = Incident['roles'][number]
type Asked = { kind: 'give' } | { kind: 'hand-over'; held: Held } | null

function RoleDialog({ work, asked, onClose }: { work: Work; asked: NonNullable<Asked>; onClose: () => void }) {
  const people = useCall(personApi.list)
  const me = useMe()
  const handOver = asked.kind === 'hand-over'
  const [role, setRole] = useState<IncidentRole>(handOver ? asked.held.role : 'commander')
  const [to, setTo] = useState(handOver ? '' : (me?.actor.id ?? ''))
  const [note, setNote] = useState('')
  const name = people.data?.items.find(({ id }) => id === to)?.name ?? ''
  const why =
    to === ''
      ? 'Choose who takes it.'
      : handOver && note.trim().length < 3
        ? 'Say what is done, what runs, and what would come next.'
        : null
  const record = () => {
    if (why !== null) return
    const said = `${roleWords[role]} ${handOver ? 'handed over to' : 'given to'} ${name}`
    if (handOver) {
      const body = { role, to_person_id: to as PersonId, note: note.trim(), from_person_id: asked.held.person.id as PersonId }
      work.act(incidentApi.handOverRole, { does: 'role', says: said, params: work.params, body })
    } else {
      work.act(incidentApi.assignRole, { does: 'role', says: said, params: work.params, body: { role, person_id: to as PersonId } })
    }
    onClose()
  }
  return (
    <Dialog open onClose={onClose} title={handOver ? `Hand over: ${roleWords[role]}` : 'Give a role'}>
      <Form onSubmit={record} label="Role">
        {!handOver && (
          <SelectField
            label="Role"
            value={role}
            onChange={(value) => setRole(value as IncidentRole)}
            choices={incidentRoles.map((one) => ({ value: one, label: roleWords[one] }))}
          />
        )}
        <SelectField
          label="To"
          value={to}
          onChange={setTo}
          choices={[
            { value: '', label: 'Choose' },
            ...(people.data?.items ?? []).map(({ id, name: word }) => ({ value: id, label: word })),
          ]}
        />
        {handOver && <AreaField label="What is done, what runs, what comes next" value={note} onChange={setNote} autoFocus />}
        <Button type="submit" kind="primary" why={why}>
          {handOver ? 'Hand over' : 'Give the role'}
        </Button>
      </Form>
    </Dialog>
  )
}

export function Roles({ work }: { work: Work }) {
  const [asked, setAsked] = useState<Asked>(null)
  const held = work.incident.roles.filter(({ until }) => until === null)
  const past = work.incident.roles.filter(({ until }) => until !== null)
  return (
    <Section
      title="Roles"
      id="roles"
      actions={
        <Button small why={work.whyNot} onPress={() => setAsked({ kind: 'give' })}>
          Give a role
        </Button>
      }
    >
      {held.length === 0 && <p>Nobody holds a role yet. Somebody should be commander: one person decides, the others do.</p>}
      <ul className={styles.lines}>
        {held.map((one) => (
          <li key={`${one.role} ${one.person.id}`}>
            <span>
              <b>{roleWords[one.role]}</b> <Person who={one.person} />{' '}
              <span className="dim">
                since <Time at={one.since} />
              </span>
            </span>
            <span className="screen-only">
              <Button
                small
                why={work.whyNot}
                onPress={() => setAsked({ kind: 'hand-over', held: one })}
                label={`Hand over ${roleWords[one.role]}`}
              >
                Hand over
              </Button>
            </span>
          </li>
        ))}
      </ul>
      {past.length > 0 && (
        <details className={styles.past}>
          <summary>{past.length} before</summary>
          <ul className={styles.lines}>
            {past.map((one) => (
              <li key={`${one.role} ${one.person.id} ${one.since}`} className="dim">
                <span>
                  {roleWords[one.role]} <Person who={one.person} />, <Time at={one.since} /> to {one.until && <Time at={one.until} />}
                  {one.note && <> – “{one.note}”</>}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {asked && <RoleDialog work={work} asked={asked} onClose={() => setAsked(null)} />}
    </Section>
  )
}
