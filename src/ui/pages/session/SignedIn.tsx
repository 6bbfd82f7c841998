// Everything behind the sign-in: who is reading, where they can go, what keeps the pages live; without a session, the way to the door.
import { Outlet, useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { sessionApi } from '../../../contract/session.ts'
import { asProblem } from '../../api/problem.ts'
import { useCall } from '../../api/useCall.ts'
import { useLiveConnection } from '../../api/useLive.ts'
import { Button } from '../../kit/Button.tsx'
import { Failed } from '../../kit/Failed.tsx'
import { Door } from '../../kit/Shell.tsx'
import { Waiting } from '../../kit/Waiting.tsx'
import { paths } from '../../paths.ts'
import { Frame } from './Frame.tsx'

export function SignedIn() {
  const me = useCall(sessionApi.me)
  if (me.data) return <SignedInPages />
  if (me.data === null || (me.error && asProblem(me.error).code === 'not_signed_in')) {
    return <ToTheDoor />
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

/** Once, with the address asked for: while the sign-in page is on its way this one is still here, and the address has changed already. */
function ToTheDoor() {
  const router = useRouter()
  useEffect(() => {
    const here = window.location.pathname + window.location.search
    void router.navigate({ href: paths.signIn(here === paths.now() ? undefined : here), replace: true })
  }, [router])
  return <Waiting />
}
