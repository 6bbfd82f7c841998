// Following a sign-in link. The link is used only when the button is pressed, so that a mail scanner cannot use it up.
import { sessionApi } from '../../../contract/session.ts'
import { rememberMe } from '../../api/useMe.ts'
import { useSend } from '../../api/useSend.ts'
import { Button, ButtonLink } from '../../kit/Button.tsx'
import { Failed } from '../../kit/Failed.tsx'
import { useGo } from '../../kit/Link.tsx'
import { useTitle } from '../../kit/Page.tsx'
import { Door } from '../../kit/Shell.tsx'
import { useFragmentToken } from '../../kit/useFragmentToken.ts'
import { paths } from '../../paths.ts'

export function EnterPage() {
  useTitle('Sign in with a link')
  const token = useFragmentToken()
  const go = useGo()
  const follow = useSend(sessionApi.followLink)
  const enter = async () => {
    const me = await follow.send({ body: { token } })
    if (!me) return
    rememberMe(me)
    go(paths.now(), { replace: true })
  }
  return (
    <Door>
      <div className="stack">
        <h1>Sign in with a link</h1>
        {!token && <Failed what="The link is not whole" why="Copy the whole address, with everything after the # sign." />}
        {follow.problem && <Failed what="The link cannot be used" why={follow.problem.message} />}
        {token && !follow.problem && <p>This link signs you in on this device.</p>}
        <div className="row">
          {token && !follow.problem && (
            <Button kind="primary" onPress={() => void enter()} busy={follow.sending}>
              Sign in
            </Button>
          )}
          <ButtonLink href={paths.signIn()}>Sign in with a password</ButtonLink>
        </div>
      </div>
    </Door>
  )
}
