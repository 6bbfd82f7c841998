// What the answers come to: each document with what the linter thinks of it, and the drafts of those that are taken.
import { useEffect, useState } from 'react'
import type { BodyIn } from '../../../contract/endpoint.ts'
import { setupApi } from '../../../contract/setup.ts'
import { useSend } from '../../api/useSend.ts'
import { Button, ButtonLink } from '../../kit/Button.tsx'
import { Skeleton } from '../../kit/Empty.tsx'
import { Failed, Refused } from '../../kit/Failed.tsx'
import { Foot } from '../../kit/Foot.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { Section } from '../../kit/Page.tsx'
import { paths } from '../../paths.ts'
import { DraftsMade } from '../document/DraftsMade.tsx'
import styles from '../document/ProposedDraft.module.css'
import { useDocumentAct } from '../document/useDocumentAct.ts'
import { SetUpDocument } from './SetUpDocument.tsx'
import { isTakenAtFirst, isUnchanged, type Preview, summaryOf } from './setupSteps.ts'

type Answers = NonNullable<BodyIn<typeof setupApi.preview>>

export function SetUpPreview({ answers, onBack }: { answers: Answers; onBack: () => void }) {
  const preview = useSend(setupApi.preview)
  const { send } = preview
  const asked = JSON.stringify(answers)
  useEffect(() => {
    void send({ body: JSON.parse(asked) as Answers })
  }, [send, asked])
  if (preview.problem)
    return (
      <>
        <Failed what="The documents cannot be shown" why={preview.problem.message} onRetry={() => void send({ body: answers })} />
        <div className="row">
          <Button onPress={onBack}>Back to the questions</Button>
        </div>
      </>
    )
  if (!preview.done) return <Skeleton lines={16} />
  return <Previewed preview={preview.done} answers={answers} onBack={onBack} onAgain={() => void send({ body: answers })} />
}

type PreviewedProps = { preview: Preview; answers: Answers; onBack: () => void; onAgain: () => void }

function Previewed({ preview, answers, onBack, onAgain }: PreviewedProps) {
  const [chosen, setChosen] = useState<Readonly<Record<string, boolean>>>({})
  const drafts = useDocumentAct(setupApi.drafts)
  const keyOf = ({ kind, id }: Preview['documents'][number]) => `${kind} ${id}`
  const isTaken = (one: Preview['documents'][number]) => !isUnchanged(one) && (chosen[keyOf(one)] ?? isTakenAtFirst(one))
  const taken = preview.documents.filter(isTaken)
  if (drafts.done) return <DraftsMade drafts={drafts.done.drafts} />
  const make = () =>
    void drafts.send({ body: { ...answers, take: taken.map(({ kind, id, hash, revision }) => ({ kind, id, hash, revision })) } })
  const count = taken.length
  return (
    <>
      <Section
        title="What you would get"
        count={preview.documents.length}
        lead={`${summaryOf(preview)} Nothing is written yet: what you take becomes drafts, and each is then proposed and approved like any other text.`}
      >
        <MissingPaths paths={preview.missing_paths} />
        <ul className={styles.drafts} aria-label="Documents">
          {preview.documents.map((one) => (
            <SetUpDocument
              key={keyOf(one)}
              document={one}
              taken={isTaken(one)}
              onTake={(take) => setChosen((before) => ({ ...before, [keyOf(one)]: take }))}
            />
          ))}
        </ul>
      </Section>
      {preview.left_out.length > 0 && (
        <Section title="Left out" count={preview.left_out.length}>
          <ul className={styles.places}>
            {preview.left_out.map(({ title, because }) => (
              <li key={title}>
                {title}. {because}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Refused problem={drafts.problem} />
      <Foot>
        <Button kind="primary" onPress={make} busy={drafts.sending} why={count === 0 ? 'Choose at least one document first.' : null}>
          {count === 1 ? 'Create 1 draft' : `Create ${count} drafts`}
        </Button>
        <Button onPress={onBack}>Back</Button>
        {drafts.problem?.code === 'draft_changed' && (
          <Button
            onPress={() => {
              drafts.reset()
              onAgain()
            }}
          >
            Look again
          </Button>
        )}
      </Foot>
    </>
  )
}

function MissingPaths({ paths: missing }: { paths: Preview['missing_paths'] }) {
  if (missing.length === 0) return null
  return (
    <Notice
      kind="soon"
      title="One thing is left that no document can say"
      actions={<ButtonLink href={paths.onCall()}>Set up on-call</ButtonLink>}
    >
      The documents page people by {missing.map(({ id }) => `the escalation path ${id}`).join(' and ')}, which is not here yet. They are
      judged as if it were.
    </Notice>
  )
}
