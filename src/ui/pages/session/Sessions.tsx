// Where I am signed in, and the way to end all of it.
import { useState } from 'react'
import { sessionApi } from '../../../contract/session.ts'
import { useCall } from '../../api/useCall.ts'
import { rememberMe } from '../../api/useMe.ts'
import { useSend } from '../../api/useSend.ts'
import { Button } from '../../kit/Button.tsx'
import { Confirm } from '../../kit/Dialog.tsx'
import { Skeleton } from '../../kit/Empty.tsx'
import { Failed } from '../../kit/Failed.tsx'
import { useGo } from '../../kit/Link.tsx'
import { Section } from '../../kit/Page.tsx'
import { Table } from '../../kit/Table.tsx'
import { Time } from '../../kit/Time.tsx'
import { paths } from '../../paths.ts'

/** `Firefox on Linux` out of what a browser calls itself; the whole of it on hover. */
export function browserWords(agent: string): string {
  const browser = /Edg\//.test(agent)
    ? 'Edge'
    : /Firefox\//.test(agent)
      ? 'Firefox'
      : /Chrome\//.test(agent)
        ? 'Chrome'
        : /Safari\//.test(agent)
          ? 'Safari'
          : null
  const system = ['iPhone', 'iPad', 'Android', 'Windows', 'Mac OS', 'Linux'].find((name) => agent.includes(name))
  if (!browser) return agent.slice(0, 60) || 'Unknown'
  return system ? `${browser} on ${system}` : browser
}

export function Sessions() {
  const [asking, setAsking] = useState(false)
  const sessions = useCall(sessionApi.list)
  const end = useSend(sessionApi.signOutEverywhere)
  const go = useGo()
  const endAll = async () => {
    if (!(await end.send({}))) return
    rememberMe(null)
    go(paths.signIn())
  }
  return (
    <Section title="Signed in on" actions={<Button onPress={() => setAsking(true)}>Sign out everywhere</Button>}>
      {sessions.isPending && <Skeleton lines={2} />}
      {sessions.error && (
        <Failed what="The sessions cannot be shown" why={sessions.error.message} onRetry={() => void sessions.refetch()} />
      )}
      {sessions.data && (
        <Table
          label="Sessions"
          rows={sessions.data.items}
          keyOf={(session) => session.id}
          columns={[
            {
              word: 'Browser',
              grow: true,
              bare: true,
              cell: (session) => (
                <span title={session.user_agent}>
                  {browserWords(session.user_agent)}
                  {session.current && <strong> (this one)</strong>}
                </span>
              ),
            },
            { word: 'Since', cell: (session) => <Time at={session.created_at} /> },
            { word: 'Last seen', cell: (session) => <Time at={session.last_seen_at} ago="only" /> },
          ]}
        />
      )}
      <Confirm
        open={asking}
        onClose={() => setAsking(false)}
        title="Sign out everywhere"
        verb="Sign out everywhere"
        onConfirm={() => void endAll()}
        busy={end.sending}
        problem={end.problem?.message}
      >
        Every session of yours ends at once, this one too. You sign in again with your password.
      </Confirm>
    </Section>
  )
}
