// Writing an escalation path: whom to reach level by level, who stands in, by which means, and how long to wait; and what would keep it from working.
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { escalationPathApi } from '../../../contract/escalationPath.ts'
import { personApi } from '../../../contract/person.ts'
import { rotationApi } from '../../../contract/rotation.ts'
import type { PathId } from '../../../core/kernel/ids.ts'
import { toInstant } from '../../../core/kernel/instant.ts'
import { fieldProblem } from '../../api/problem.ts'
import { useCall } from '../../api/useCall.ts'
import { useWhyNot } from '../../api/useMe.ts'
import { useSend } from '../../api/useSend.ts'
import { Button } from '../../kit/Button.tsx'
import { useNow } from '../../kit/clock.ts'
import { Skeleton } from '../../kit/Empty.tsx'
import { Failed, Refused } from '../../kit/Failed.tsx'
import { Form, TextField } from '../../kit/Field.tsx'
import { useGo } from '../../kit/Link.tsx'
import { Page, Section } from '../../kit/Page.tsx'
import { StatusMark } from '../../kit/StatusMark.tsx'
import { toast } from '../../kit/toast.tsx'
import { paths } from '../../paths.ts'
import styles from './Escalation.module.css'
import type { EscalationPath, Person, Rotation } from './escalationShape.ts'
import { LevelForm } from './LevelForm.tsx'
import { directoryOf, emptyPath, levelsBody, newLevel, type PathDraft, pathDraftOf, problemsOf, whyNotPath } from './pathDraft.ts'
import { moved, rotationDraftOf } from './rotationDraft.ts'
import { Turns } from './Turns.tsx'

type Known = { people: readonly Person[]; rotations: readonly Rotation[] }
type EditorProps = Known & { before: EscalationPath | null }

function Levels({ draft, onDraft, people, rotations }: Known & { draft: PathDraft; onDraft: (draft: PathDraft) => void }) {
  const { levels } = draft
  const set = (next: PathDraft['levels']) => onDraft({ ...draft, levels: next })
  return (
    <>
      {levels.map((level, at) => (
        <LevelForm
          // biome-ignore lint/suspicious/noArrayIndexKey: a level has no name of its own but its place
          key={at}
          number={at + 1}
          of={levels.length}
          level={level}
          people={people}
          rotations={rotations}
          onChange={(next) => set(levels.map((one, place) => (place === at ? next : one)))}
          onMove={(by) => set(moved(levels, at, by))}
          onRemove={() => set(levels.filter((_, place) => place !== at))}
        />
      ))}
      <div className="row">
        <Button small onPress={() => set([...levels, newLevel()])}>
          Add a level
        </Button>
      </div>
    </>
  )
}

function Preview({ draft, before, people, rotations }: EditorProps & { draft: PathDraft }) {
  const now = toInstant(useNow())
  const problems = problemsOf(draft, before, directoryOf(people, rotations), now)
  const named = rotations.filter(({ id }) => draft.levels.some(({ target, backup }) => [target, backup].includes(`rotation ${id}`)))
  return (
    <>
      <Section title="Would it work tonight?" lead="As it is written here; nothing is kept yet.">
        {problems.length === 0 ? (
          <StatusMark status="conforms">Nothing would keep it from reaching somebody tonight</StatusMark>
        ) : (
          <ul className={styles.problems}>
            {problems.map(({ message }) => (
              <li key={message}>
                <StatusMark status="exception">{message}</StatusMark>
              </li>
            ))}
          </ul>
        )}
      </Section>
      {named.map((rotation) => (
        <Section key={rotation.id} title={`${rotation.name}, the next four weeks`}>
          <Turns draft={rotationDraftOf(rotation)} people={people} />
        </Section>
      ))}
    </>
  )
}

function Editor({ before, people, rotations }: EditorProps) {
  const [begun] = useState(() => (before ? pathDraftOf(before) : emptyPath()))
  const [draft, setDraft] = useState(begun)
  const add = useSend(escalationPathApi.addPath, ['incidents'])
  const change = useSend(escalationPathApi.changePath, ['incidents'])
  const mayNot = useWhyNot('escalation:write')
  const go = useGo()
  const same = JSON.stringify(draft) === JSON.stringify(begun)
  const why = mayNot ?? whyNotPath(draft) ?? (same && before ? 'Nothing is changed yet.' : null)
  const problem = add.problem ?? change.problem
  const save = async () => {
    if (why !== null) return
    const body = { name: draft.name.trim(), levels: levelsBody(draft.levels) }
    const saved = before
      ? await change.send({ params: { pathId: before.id }, body })
      : await add.send({ body: { ...body, key: draft.key } })
    if (!saved) return
    toast(`${saved.name} is kept; the change is on record.`)
    go(paths.onCall())
  }
  return (
    <div className={styles.editor}>
      <Form label="Escalation path" onSubmit={() => void save()}>
        <Refused problem={problem} />
        <TextField label="Name" value={draft.name} onChange={(name) => setDraft({ ...draft, name })} maxLength={120} />
        <TextField
          label="Key"
          hint={before ? 'It stays: policies and runbooks name it.' : 'As policies and runbooks name it: security-oncall'}
          value={draft.key}
          onChange={(key) => setDraft({ ...draft, key })}
          maxLength={64}
          mono
          disabled={before !== null}
          error={fieldProblem(problem, '/key')}
        />
        <div>
          <Levels draft={draft} onDraft={setDraft} people={people} rotations={rotations} />
        </div>
        <div className="row">
          <Button type="submit" kind="primary" busy={add.sending || change.sending} why={why}>
            {before ? 'Save' : 'Add the path'}
          </Button>
          <Button onPress={() => go(paths.onCall())}>Cancel</Button>
        </div>
      </Form>
      <div className={styles.aside}>
        <Preview draft={draft} before={before} people={people} rotations={rotations} />
      </div>
    </div>
  )
}

export function PathPage() {
  const { pathId } = useParams({ strict: false }) as { pathId?: string }
  const id = (pathId ?? null) as PathId | null
  const people = useCall(personApi.list)
  const rotations = useCall(rotationApi.rotations)
  const path = useCall(escalationPathApi.path, { params: { pathId: id ?? ('' as PathId) } }, { enabled: id !== null })
  const problem = people.error ?? rotations.error ?? path.error
  const retry = () => void Promise.all([people.refetch(), rotations.refetch(), ...(id === null ? [] : [path.refetch()])])
  const ready = people.data && rotations.data && (id === null || path.data)
  return (
    <Page
      title={id === null ? 'Add an escalation path' : (path.data?.name ?? 'Escalation path')}
      above={{ label: 'On call', href: paths.onCall() }}
      lead="Whom to reach first, who stands in, and how long to wait for an answer before the next."
    >
      {!ready && !problem && <Skeleton lines={10} />}
      {problem && !ready && (
        <Failed
          what={problem.code === 'not_found' ? 'There is no such path' : 'The path cannot be shown'}
          why={problem.message}
          onRetry={problem.code === 'not_found' ? undefined : retry}
        />
      )}
      {ready && (
        <Editor
          key={path.data?.changed_at ?? 'new'}
          before={path.data ?? null}
          people={people.data?.items ?? []}
          rotations={rotations.data?.items ?? []}
        />
      )}
    </Page>
  )
}
