// Everything behind the sign-in: who is reading, where they can go, what keeps the pages live; without a session, the way to the door.
import { Outlet, useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { sessionApi } from '../../../contract/session.ts'
import { asProblem } from '../../api/problem.ts'
import { useCall } from '../../api/useCall.ts'
import { useLiveConnection } from '../../api/useLive.ts'
import { useSending } from '../../api/useOutbox.ts'
import { Button } from '../../kit/Button.tsx'
import { fetchDialogs } from '../../kit/Dialog.tsx'
import { Failed } from '../../kit/Failed.tsx'
import { fetchMore } from '../../kit/MoreWays.tsx'
import { Door } from '../../kit/Shell.tsx'
import { fetchToasts } from '../../kit/toast.tsx'
import { useStable } from '../../kit/useStable.ts'
import { Waiting } from '../../kit/Waiting.tsx'
import { paths } from '../../paths.ts'
import { fetchCorner } from './Corner.tsx'
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
          <TryAgain onTry={() => void me.refetch()} />
        </div>
      </Door>
    )
  }
  return <Waiting />
}

const tryAgainAfter = 5_000

/** By itself as well: somebody who waits for the server should not have to press. */
function TryAgain({ onTry }: { onTry: () => void }) {
  const again = useStable(onTry)
  useEffect(() => {
    const timer = setInterval(again, tryAgainAfter)
    return () => clearInterval(timer)
  }, [again])
  return (
    <Button kind="primary" onPress={again}>
      Try again
    </Button>
  )
}

const fetchOthersAfter = 2_000

/** Told by browsers that know how; a person who saves data has the pages they open, and what the service worker keeps. */
function savesData(): boolean {
  return (navigator as Navigator & { connection?: { saveData?: boolean } }).connection?.saveData === true
}

/** The other pages, once this one stands: they can still be gone to when the network drops for a minute. */
function useOtherPages(): void {
  const router = useRouter()
  useEffect(() => {
    if (savesData()) return
    let isHere = true
    const pages = Object.values(router.routesById).map(
      ({ options }) =>
        () =>
          options.component?.preload?.(),
    )
    // One after the other: what somebody does meanwhile must not wait behind all of them.
    const fetchThem = async () => {
      for (const fetchOne of [fetchDialogs, fetchMore, fetchCorner, fetchToasts, ...pages]) {
        // Not fetched now: it will be when gone to.
        if (isHere) await Promise.resolve(fetchOne()).catch(() => undefined)
      }
    }
    const timer = setTimeout(() => void fetchThem(), fetchOthersAfter)
    return () => {
      isHere = false
      clearTimeout(timer)
    }
  }, [router])
}

function SignedInPages() {
  useLiveConnection()
  useSending()
  useOtherPages()
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
