// Import: files become documents, with a report of how each stands before anything is written, and drafts of those that are taken.
import { useState } from 'react'
import { importApi } from '../../../contract/import.ts'
import { useWhyNot } from '../../api/useMe.ts'
import { Button } from '../../kit/Button.tsx'
import { Refused } from '../../kit/Failed.tsx'
import { Foot } from '../../kit/Foot.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { Page, Section } from '../../kit/Page.tsx'
import { paths } from '../../paths.ts'
import { DraftsMade } from '../document/DraftsMade.tsx'
import proposed from '../document/ProposedDraft.module.css'
import { useDocumentAct } from '../document/useDocumentAct.ts'
import { DropPlace } from './DropPlace.tsx'
import { FileList } from './FileList.tsx'
import { ImportedText } from './ImportedText.tsx'
import { type Candidate, candidatesOf, draftsOf, problemsOf, type Said } from './importFiles.ts'
import { useImportFiles } from './useImportFiles.ts'

export function ImportPage() {
  const whyNot = useWhyNot('document:write')
  return (
    <Page
      title="Import documents"
      above={{ label: 'Runbooks', href: paths.runbooks() }}
      width="prose"
      lead="Word, Markdown, HTML, or the ZIP that Confluence (HTML) or Notion exports. Words are not changed: you see how each text stands as it is, and choose what becomes a draft."
    >
      {whyNot === null ? <Importing /> : <Notice title="You can read documents, and not write them">{whyNot}</Notice>}
    </Page>
  )
}

function Importing() {
  const { files, add, again, remove } = useImportFiles()
  const [said, setSaid] = useState<Said>({})
  const drafts = useDocumentAct(importApi.drafts)
  if (drafts.done) return <DraftsMade drafts={drafts.done.drafts} />
  const candidates = candidatesOf(files, said)
  const problems = problemsOf(candidates)
  const say = ({ key }: Candidate, more: Said[string]) => setSaid((before) => ({ ...before, [key]: { ...before[key], ...more } }))
  const count = candidates.filter(({ taken }) => taken).length
  const why = count === 0 ? 'Choose at least one text first.' : (Object.values(problems)[0] ?? null)
  return (
    <>
      <DropPlace onFiles={add} first={files.length === 0} />
      {files.length > 0 && <FileList files={files} onAgain={again} onRemove={remove} />}
      {candidates.length > 0 && (
        <>
          <Section
            title="How they stand"
            count={candidates.length}
            lead="Nothing is written yet. What is left out of a text is said beside it."
          >
            <ul className={proposed.drafts} aria-label="Documents">
              {candidates.map((one) => (
                <ImportedText key={one.key} candidate={one} problem={problems[one.key]} onSay={(more) => say(one, more)} />
              ))}
            </ul>
          </Section>
          <Refused problem={drafts.problem} />
          <Foot>
            <Button
              kind="primary"
              why={why}
              busy={drafts.sending}
              onPress={() => void drafts.send({ body: { documents: draftsOf(candidates) } })}
            >
              {count === 1 ? 'Create 1 draft' : `Create ${count} drafts`}
            </Button>
          </Foot>
        </>
      )}
    </>
  )
}
