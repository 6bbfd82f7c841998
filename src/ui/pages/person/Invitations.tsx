// Invitations that were made, and taking back those not yet accepted.
import { invitationApi } from '../../../contract/person.ts'
import { useCall } from '../../api/useCall.ts'
import { useSend } from '../../api/useSend.ts'
import { Button } from '../../kit/Button.tsx'
import { Refused } from '../../kit/Failed.tsx'
import { Section } from '../../kit/Page.tsx'
import { Person } from '../../kit/Person.tsx'
import { StatusMark } from '../../kit/StatusMark.tsx'
import { Table } from '../../kit/Table.tsx'
import { Time } from '../../kit/Time.tsx'

export function Invitations() {
  const invitations = useCall(invitationApi.list).data?.items ?? []
  const withdraw = useSend(invitationApi.withdraw)
  if (invitations.length === 0) return null
  return (
    <Section title="Invitations" count={invitations.length}>
      <Refused problem={withdraw.problem} />
      <Table
        label="Invitations"
        rows={invitations}
        keyOf={(invitation) => invitation.id}
        isPast={(invitation) => invitation.state !== 'open'}
        columns={[
          { word: 'For', grow: true, bare: true, cell: (invitation) => <strong>{invitation.email}</strong> },
          { word: 'Role', cell: (invitation) => invitation.role },
          {
            word: 'State',
            cell: (invitation) => (
              <StatusMark
                status={invitation.state === 'open' ? 'pending' : invitation.state === 'accepted' ? 'conforms' : 'not-applicable'}
              >
                {invitation.state}
              </StatusMark>
            ),
          },
          { word: 'By', cell: (invitation) => <Person who={invitation.invited_by} /> },
          { word: 'Good until', cell: (invitation) => <Time at={invitation.expires_at} /> },
          {
            word: '(Withdraw)',
            bare: true,
            cell: (invitation) =>
              invitation.state === 'open' ? (
                <Button
                  small
                  label={`Withdraw the invitation of ${invitation.email}`}
                  onPress={() => void withdraw.send({ params: { invitationId: invitation.id } })}
                >
                  Withdraw
                </Button>
              ) : null,
          },
        ]}
      />
    </Section>
  )
}
