// The editor itself: text beside findings and preview on a desk, one of the three on a phone.
import { useRef, useState } from 'react'
import type { DocumentKind } from '../../../core/document/documentVersion.ts'
import { Button, ButtonLink } from '../../kit/Button.tsx'
import { Confirm } from '../../kit/Dialog.tsx'
import { Failed, Refused } from '../../kit/Failed.tsx'
import { Foot } from '../../kit/Foot.tsx'
import { useGo } from '../../kit/Link.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { Switcher } from '../../kit/Tabs.tsx'
import { Time } from '../../kit/Time.tsx'
import { toast } from '../../kit/toast.tsx'
import { usePhone } from '../../kit/usePhone.ts'
import { paths } from '../../paths.ts'
import { DraftConflict } from './DraftConflict.tsx'
import type { Version } from './documentShape.ts'
import styles from './EditPage.module.css'
import { FindingList } from './FindingList.tsx'
import { Preview } from './Preview.tsx'
import { ProposeDialog } from './ProposeDialog.tsx'
import type { Reading } from './reading.ts'
import { TextEditor, type TextEditorHandle } from './TextEditor.tsx'
import { ThrowAway } from './ThrowAway.tsx'
import { useReadText } from './useDocument.ts'
import { type DraftText, type SavedDraft, useDraftText } from './useDraftText.ts'

type View = 'text' | 'findings' | 'preview'
type EditorProps = {
  place: { kind: DocumentKind; documentId: string }
  saved: SavedDraft
  begin: string
  inForce: string | null
  waiting: Version | null
}

/** Long enough that half a word is not judged, short enough that a finding goes while one still looks at it. */
const pause = 250

function Score({ reading }: { reading: Reading | null }) {
  if (reading === null) return null
  const { findings, linted } = reading
  const count = findings.length === 1 ? '1 finding' : `${findings.length} findings`
  return (
    <span className="dim" role="status">
      {linted.score} of 100, {count}
    </span>
  )
}

function SavedWords({ draft, saved }: { draft: DraftText; saved: SavedDraft }) {
  if (draft.isChanged) return <small className="dim">Not saved yet; kept on this device.</small>
  if (saved.saved_at === null || saved.saved_by === null) return <small className="dim">No draft yet; this is the latest version.</small>
  return (
    <small className="dim">
      Draft saved <Time at={saved.saved_at} ago /> by {saved.saved_by.name}.
    </small>
  )
}

/** What only the server can say of a draft, for instance that nobody here has the address of an approver. */
function Refusing({ problems }: { problems: SavedDraft['problems'] }) {
  if (problems.length === 0) return null
  return (
    <Notice kind="late" title="It cannot be proposed as it was saved">
      <ul className={styles.problems}>
        {problems.map(({ rule, line, message }) => (
          <li key={`${rule} ${line}`}>
            line {line}: {message}
          </li>
        ))}
      </ul>
    </Notice>
  )
}

function whyNotPropose(draft: DraftText, begin: string, refusing: SavedDraft['problems']): string | null {
  const { text } = draft
  if (text.trim() === '') return 'Write something first.'
  if (draft.conflict !== null) return 'Somebody saved another draft: decide which one stays first.'
  if (refusing.length > 0 && !draft.isChanged) return 'Mend first what keeps it from being proposed.'
  return text === begin ? 'Nothing differs from the latest version.' : null
}

export function Editor({ place, saved, begin, inForce, waiting }: EditorProps) {
  const draft = useDraftText(place, saved, begin)
  const { reading, failed } = useReadText(place.kind, draft.text, pause)
  const [view, setView] = useState<View>('text')
  const [proposing, setProposing] = useState<number | null>(null)
  const phone = usePhone()
  const refusing = saved.markdown === null ? [] : saved.problems.filter(({ refuses }) => refuses)
  const go = useGo()
  const area = useRef<TextEditorHandle>(null)
  const shown: View = phone ? view : view === 'text' ? 'findings' : view
  const goTo = (line: number, column: number) => {
    if (!phone) return area.current?.goTo(line, column)
    setView('text')
    // The text is there once this turn is over.
    setTimeout(() => area.current?.goTo(line, column))
  }
  const save = async () => {
    if (draft.conflict === null && draft.isChanged && (await draft.save())) toast('Draft saved')
  }
  const propose = async () => {
    const done = draft.isChanged || saved.markdown === null ? await draft.save() : saved
    if (done !== null) setProposing(done.revision)
  }
  const choices: { value: View; label: string }[] = [
    ...(phone ? [{ value: 'text' as const, label: 'Text' }] : []),
    { value: 'findings', label: reading ? `Findings (${reading.findings.length})` : 'Findings' },
    { value: 'preview', label: 'On a phone' },
  ]
  return (
    <div className={styles.page}>
      {waiting && (
        <Notice
          kind="note"
          title={`Version ${waiting.number} waits for its approval`}
          actions={<ButtonLink href={paths.document(place.kind, place.documentId, waiting.hash)}>Look at it</ButtonLink>}
        >
          What you write here is a further version.
        </Notice>
      )}
      {draft.conflict && <DraftConflict kind={place.kind} draft={draft} theirs={draft.conflict} />}
      {draft.problem && draft.problem.code !== 'draft_changed' && <Refused problem={draft.problem} />}
      {!draft.isChanged && <Refusing problems={refusing} />}
      {failed !== null && <Failed what="The text cannot be judged" why={failed} />}
      <div className={styles.tools}>
        <Switcher label="Beside the text" value={shown} choices={choices} onChange={setView} />
        <Score reading={reading} />
      </div>
      <div className={styles.columns}>
        <div className={styles.writing} hidden={phone && shown !== 'text'}>
          <TextEditor
            ref={area}
            label="Text of the document, in Markdown"
            value={draft.text}
            findings={reading?.findings ?? []}
            onChange={draft.change}
            onSave={() => void save()}
          />
        </div>
        <div className={styles.side} hidden={shown === 'text'}>
          {shown === 'preview' ? <Preview reading={reading} /> : <FindingList reading={reading} onGo={goTo} />}
        </div>
      </div>
      <Foot>
        <Button
          kind="primary"
          why={whyNotPropose(draft, begin, refusing)}
          busy={draft.saving && proposing === null}
          onPress={() => void propose()}
        >
          Propose
        </Button>
        <Button
          why={
            draft.conflict
              ? 'Somebody saved another draft: decide which one stays first.'
              : draft.isChanged
                ? null
                : 'Nothing changed since it was saved.'
          }
          busy={draft.saving}
          onPress={() => void save()}
        >
          Save the draft
        </Button>
        {draft.isChanged && <Discard onDiscard={draft.discard} />}
        {!draft.isChanged && saved.markdown !== null && <ThrowAway place={place} revision={saved.revision} onDone={draft.discard} />}
        <SavedWords draft={draft} saved={saved} />
      </Foot>
      {proposing !== null && (
        <ProposeDialog
          place={place}
          text={draft.text}
          revision={proposing}
          inForce={inForce}
          onClose={() => setProposing(null)}
          onDone={() => {
            draft.discard()
            toast('Proposed')
            go(paths.document(place.kind, place.documentId))
          }}
        />
      )}
    </div>
  )
}

function Discard({ onDiscard }: { onDiscard: () => void }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button kind="quiet" onPress={() => setOpen(true)}>
        Discard
      </Button>
      <Confirm
        open={open}
        onClose={() => setOpen(false)}
        title="Discard what you changed"
        verb="Discard it"
        onConfirm={() => {
          setOpen(false)
          onDiscard()
        }}
      >
        What you typed since the draft was saved is gone. The saved draft stays.
      </Confirm>
    </>
  )
}
