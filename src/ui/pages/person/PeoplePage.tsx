// Who has access, with which role, until when; and who is invited.
import { useState } from 'react'
import { personApi } from '../../../contract/person.ts'
import { useCall } from '../../api/useCall.ts'
import { useMay, useMe, useWhyNot } from '../../api/useMe.ts'
import { Button } from '../../kit/Button.tsx'
import { Skeleton } from '../../kit/Empty.tsx'
import { Failed } from '../../kit/Failed.tsx'
import { Page, Section } from '../../kit/Page.tsx'
import { Table } from '../../kit/Table.tsx'
import { Time } from '../../kit/Time.tsx'
import { ChangePerson } from './ChangePerson.tsx'
import { Invitations } from './Invitations.tsx'
import { InviteDialog } from './InviteDialog.tsx'
import type { Person } from './personShape.ts'
import { roleWords } from './roleWords.ts'

function accessWords(person: Person) {
  if (!person.active) return <span className="dim">ended {person.active_until && <Time at={person.active_until} />}</span>
  if (person.active_until)
    return (
      <>
        until <Time at={person.active_until} />
      </>
    )
  return <span className="dim">no end set</span>
}

export function PeoplePage() {
  const people = useCall(personApi.list)
  const me = useMe()
  const why = useWhyNot('person:write')
  const mayInvite = useMay('person:write')
  const [inviting, setInviting] = useState(false)
  const [changing, setChanging] = useState<Person | null>(null)
  const rows = [...(people.data?.items ?? [])].sort((left, right) => Number(right.active) - Number(left.active))
  return (
    <Page
      title="People"
      lead="Everyone who has or had access. Ending someone’s access never removes what they did."
      actions={
        <Button kind="primary" why={why} onPress={() => setInviting(true)}>
          Invite someone
        </Button>
      }
    >
      {people.isPending && <Skeleton lines={6} height={40} />}
      {people.error && !people.data && (
        <Failed what="The people cannot be shown" why={people.error.message} onRetry={() => void people.refetch()} />
      )}
      {people.data && (
        <Table
          label="People"
          rows={rows}
          keyOf={(person) => person.id}
          isPast={(person) => !person.active}
          columns={[
            {
              word: 'Name',
              grow: true,
              bare: true,
              cell: (person) => (
                <>
                  <strong>{person.name}</strong>
                  {person.id === me?.actor.id && ' (you)'} <span className="dim">{person.email}</span>
                </>
              ),
            },
            { word: 'Role', cell: (person) => <span title={roleWords[person.role]}>{person.role}</span> },
            { word: 'Access', cell: accessWords },
            {
              word: 'Last seen',
              cell: (person) => (person.last_seen_at ? <Time at={person.last_seen_at} ago="only" /> : <span className="dim">never</span>),
            },
            {
              word: '(Change)',
              bare: true,
              cell: (person) => (
                <Button small why={why} onPress={() => setChanging(person)} label={`Change the access of ${person.name}`}>
                  Change
                </Button>
              ),
            },
          ]}
        />
      )}
      {mayInvite && <Invitations />}
      <Section title="What each role may do">
        <div className="prose">
          {Object.entries(roleWords).map(([role, words]) => (
            <p key={role}>
              <strong>{role}</strong>: {words}
            </p>
          ))}
        </div>
      </Section>
      <InviteDialog open={inviting} onClose={() => setInviting(false)} />
      <ChangePerson person={changing} onClose={() => setChanging(null)} />
    </Page>
  )
}
