// Approving a proposed version by name, or publishing one that names no approvers; with the last approval it takes effect.
import { useState } from 'react'
import { documentApi } from '../../../contract/document.ts'
import { useMe } from '../../api/useMe.ts'
import { Button } from '../../kit/Button.tsx'
import { Confirm } from '../../kit/Dialog.tsx'
import { SelectField } from '../../kit/Field.tsx'
import { Link } from '../../kit/Link.tsx'
import { toast } from '../../kit/toast.tsx'
import { paths } from '../../paths.ts'
import type { Document, Proposal, Version } from './documentShape.ts'
import { useDocumentAct } from './useDocumentAct.ts'

type ApproveProps = { document: Document; version: Version; primary?: boolean }

function Consequence({ document, version, proposal }: { document: Document; version: Version; proposal: Proposal }) {
  const replaces = document.in_force && document.in_force.hash !== version.hash ? `version ${document.in_force.number}` : null
  const last = proposal.approvals_missing <= 1
  const later = proposal.takes_effect_at !== null && Date.parse(proposal.takes_effect_at) > Date.now()
  return (
    <>
      <p>
        You sign under your own name that you read version {version.number} and agree with it.{' '}
        {version.state === 'in-force'
          ? 'It is in force already; your approval is shown with how late it came.'
          : last
            ? `With it the version takes effect ${later ? 'at the stated instant' : 'at once'}${replaces ? ` and replaces ${replaces}` : ''}.`
            : `It takes effect when ${proposal.approvals_missing - 1} more have approved.`}{' '}
        An approval cannot be taken back; a further version can.
      </p>
      {replaces && (
        <p>
          <Link href={paths.difference(document.kind, document.id, { before: document.in_force?.hash, after: version.hash })}>
            What changes against {replaces}
          </Link>
        </p>
      )}
    </>
  )
}

export function ApproveButton({ document, version, primary = false }: ApproveProps) {
  const { proposal } = version
  const me = useMe()
  const [open, setOpen] = useState(false)
  const approve = useDocumentAct(documentApi.approve)
  const publish = useDocumentAct(documentApi.publish)
  const choices = proposal?.you_sign_as ?? []
  const [chosen, setChosen] = useState('')
  // A person is on record by an id, and read by a name.
  const spoken = (entry: string) => proposal?.approvers.find((one) => one.entry === entry)?.name ?? entry
  if (proposal === null) return null
  const isPublished = proposal.needs_publishing
  const verb = isPublished ? 'Publish' : 'Approve'
  const params = { kind: document.kind, documentId: document.id, hash: version.hash }
  const as = chosen || choices[0]
  const act = async () => {
    const done = isPublished
      ? await publish.send({ params, body: {} })
      : await approve.send({ params, body: as === undefined ? {} : { as } })
    if (done === null) return
    setOpen(false)
    toast(`Version ${version.number} ${isPublished ? 'published' : 'approved'}`)
  }
  return (
    <>
      <Button kind={primary ? 'primary' : 'plain'} why={proposal.you_cannot} onPress={() => setOpen(true)}>
        {verb}
      </Button>
      <Confirm
        open={open}
        onClose={() => setOpen(false)}
        title={`${verb} version ${version.number}`}
        verb={`${verb} version ${version.number}`}
        onConfirm={() => void act()}
        busy={approve.sending || publish.sending}
        problem={(approve.problem ?? publish.problem)?.message}
      >
        <div className="stack">
          <Consequence document={document} version={version} proposal={proposal} />
          {choices.length > 1 ? (
            <SelectField
              label="Sign as"
              value={as ?? ''}
              onChange={setChosen}
              choices={choices.map((value) => ({ value, label: spoken(value) }))}
            />
          ) : (
            as !== undefined && (
              <p>
                Signed by <b>{me?.actor.name}</b>
                {spoken(as) === me?.actor.name ? '.' : `, as ${spoken(as)}.`}
              </p>
            )
          )}
        </div>
      </Confirm>
    </>
  )
}
