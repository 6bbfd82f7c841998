// Everything behind the sign-in: who is reading, where they can go, what keeps the pages live; without a session, the way to the door.
import { Navigate, Outlet, useRouterState } from '@tanstack/react-router'
import { asProblem } from '../../api/problem.ts'
import { useCall } from '../../api/useCall.ts'
import { useLiveConnection } from '../../api/useLive.ts'
import { sessionApi } from '../../../contract/session.ts'
import { Button } from '../../kit/Button.tsx'
import { Door } from '../../kit/Shell.tsx'
import { Failed } from '../../kit/Failed.tsx'
import { Waiting } from '../../kit/Waiting.tsx'
import { Frame } from './Frame.tsx'

export function SignedIn() {
  const me = useCall(sessionApi.me)
  const here = useRouterState({ select: (state) => state.location.href })
  if (me.data) return <SignedInPages />
  if (me.data === null || (me.error && asProblem(me.error).code === 'not_signed_in')) {
    return <Navigate to="/sign-in" search={here === '/' ? {} : { back: here }} replace />
  }
  if (me.error) {
    return (
      <Door>
        <div className="stack">
          <Failed what="Tickmark does not answer" why={me.error.message} />
          <Button kind="primary" onPress={() => void me.refetch()}>
            Try again
          </Button>
        </div>
      </Door>
    )
  }
  return <Waiting />
}

function SignedInPages() {
  useLiveConnection()
  return (
    <Frame>
      <Outlet />
    </Frame>
  )
}
