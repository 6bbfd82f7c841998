// API tokens: for scripts and the command line; each with a role and an end, its secret shown once.
import { useState } from 'react'
import type { ReplyOf } from '../../../contract/endpoint.ts'
import { tokenApi } from '../../../contract/person.ts'
import { useCall } from '../../api/useCall.ts'
import { useWhyNot } from '../../api/useMe.ts'
import { useSend } from '../../api/useSend.ts'
import { Button } from '../../kit/Button.tsx'
import { Code } from '../../kit/Copy.tsx'
import { Confirm } from '../../kit/Dialog.tsx'
import { Empty, Skeleton } from '../../kit/Empty.tsx'
import { Failed } from '../../kit/Failed.tsx'
import { Page, Section } from '../../kit/Page.tsx'
import { Person } from '../../kit/Person.tsx'
import { Table } from '../../kit/Table.tsx'
import { Time } from '../../kit/Time.tsx'
import { toast } from '../../kit/toast.tsx'
import { MakeToken } from './MakeToken.tsx'

type Token = ReplyOf<typeof tokenApi.list>['items'][number]

function usable(token: Token): boolean {
  return token.revoked_at === null && (token.expires_at === null || Date.parse(token.expires_at) > Date.now())
}

function Revoke({ token, onClose }: { token: Token | null; onClose: () => void }) {
  const revoke = useSend(tokenApi.revoke)
  const confirm = async () => {
    if (!token || !(await revoke.send({ params: { tokenId: token.id } }))) return
    toast(`${token.name} is revoked.`)
    onClose()
  }
  return (
    <Confirm
      open={token !== null}
      onClose={onClose}
      title={`Revoke ${token?.name ?? ''}`}
      verb="Revoke"
      busy={revoke.sending}
      problem={revoke.problem?.message}
      onConfirm={() => void confirm()}
    >
      What uses it is refused from now on. What it did stays under its name.
    </Confirm>
  )
}

export function TokensPage() {
  const tokens = useCall(tokenApi.list)
  const why = useWhyNot('token:write')
  const [making, setMaking] = useState(false)
  const [revoking, setRevoking] = useState<Token | null>(null)
  const rows = [...(tokens.data?.items ?? [])].sort((left, right) => Number(usable(right)) - Number(usable(left)))
  const make = (
    <Button kind="primary" why={why} onPress={() => setMaking(true)}>
      Make a token
    </Button>
  )
  return (
    <Page title="API tokens" lead="For scripts and the command line. A token acts under its own name and role." actions={make}>
      {tokens.isPending && <Skeleton lines={4} height={40} />}
      {tokens.error && !tokens.data && (
        <Failed what="The tokens cannot be shown" why={tokens.error.message} onRetry={() => void tokens.refetch()} />
      )}
      {tokens.data && rows.length === 0 && (
        <Empty title="No token yet">
          <p>With a token a script can do what its role may do. The first thing to try, once you have one:</p>
        </Empty>
      )}
      {rows.length > 0 && (
        <Table
          label="API tokens"
          rows={rows}
          keyOf={(token) => token.id}
          isPast={(token) => !usable(token)}
          columns={[
            {
              word: 'Name',
              grow: true,
              bare: true,
              cell: (token) => (
                <>
                  <strong>{token.name}</strong> <code className="dim">…{token.hint}</code>
                </>
              ),
            },
            { word: 'Role', cell: (token) => token.role },
            { word: 'Made by', cell: (token) => <Person who={token.created_by} /> },
            {
              word: 'Good until',
              cell: (token) =>
                token.revoked_at ? (
                  <>
                    revoked <Time at={token.revoked_at} />
                  </>
                ) : token.expires_at ? (
                  <Time at={token.expires_at} />
                ) : (
                  <span className="dim">no end set</span>
                ),
            },
            {
              word: 'Last used',
              cell: (token) => (token.last_used_at ? <Time at={token.last_used_at} ago="only" /> : <span className="dim">never</span>),
            },
            {
              word: '(Revoke)',
              bare: true,
              cell: (token) =>
                usable(token) ? (
                  <Button small why={why} onPress={() => setRevoking(token)} label={`Revoke ${token.name}`}>
                    Revoke
                  </Button>
                ) : null,
            },
          ]}
        />
      )}
      <Section title="Using one">
        <Code
          text={`curl -sS '${window.location.origin}/api/v1/alerts?review=unreviewed' -H 'authorization: Bearer tmk_…'`}
          what="an example"
          wrap
        />
        <p className="dim">
          The whole API is described at <a href="/api/openapi.json">/api/openapi.json</a> (OpenAPI 3.1).
        </p>
      </Section>
      <MakeToken open={making} onClose={() => setMaking(false)} />
      <Revoke token={revoking} onClose={() => setRevoking(null)} />
    </Page>
  )
}
