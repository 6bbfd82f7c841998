// Two people wrote on one draft: who saved what when, how the two differ, and which one stays.
import { useState } from 'react'
import type { DocumentKind } from '../../../core/document/documentVersion.ts'
import { Button } from '../../kit/Button.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { Time } from '../../kit/Time.tsx'
import { DifferenceOfTexts } from './DifferenceOfTexts.tsx'
import type { DraftText, SavedDraft } from './useDraftText.ts'

export function DraftConflict({ kind, draft, theirs }: { kind: DocumentKind; draft: DraftText; theirs: SavedDraft }) {
  const [open, setOpen] = useState(false)
  const who = theirs.saved_by?.name ?? 'Somebody'
  return (
    <>
      <Notice
        kind="late"
        alert
        title={theirs.markdown === null ? 'The draft was proposed or thrown away meanwhile' : `${who} saved another draft meanwhile`}
        actions={
          <>
            {theirs.markdown !== null && (
              <Button expanded={open} onPress={() => setOpen(!open)}>
                What differs
              </Button>
            )}
            <Button onPress={draft.takeTheirs}>Take theirs</Button>
            <Button onPress={draft.keepMine}>Keep mine</Button>
          </>
        }
      >
        {theirs.saved_at && (
          <>
            <Time at={theirs.saved_at} ago />.{' '}
          </>
        )}
        Nothing of yours is lost: it is kept on this device and not saved. Keeping yours replaces theirs at the next save.
      </Notice>
      {open && theirs.markdown !== null && (
        <DifferenceOfTexts kind={kind} before={theirs.markdown} after={draft.text} names={[`Draft of ${who}`, 'Yours']} />
      )}
    </>
  )
}
