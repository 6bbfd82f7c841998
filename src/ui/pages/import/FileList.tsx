// What became of each file: how many texts are in it, what of it was passed over, or why it was refused.
import { Button } from '../../kit/Button.tsx'
import { StatusMark } from '../../kit/StatusMark.tsx'
import styles from './Import.module.css'
import type { Brought, Report } from './importFiles.ts'

function Skipped({ skipped, skipped_more: more }: Report) {
  if (skipped.length === 0) return null
  const count = skipped.length + more
  return (
    <details className={styles.skipped}>
      <summary>{count === 1 ? '1 file in it is left out' : `${count} files in it are left out`}</summary>
      <ul>
        {skipped.map(({ from, because }) => (
          <li key={from}>
            <code>{from}</code>: {because}
          </li>
        ))}
        {more > 0 && <li>and {more.toLocaleString('en')} more</li>}
      </ul>
    </details>
  )
}

function textsIn({ documents }: Report): string {
  return documents.length === 1 ? 'one text' : `${documents.length} texts`
}

function FileState({ state }: Pick<Brought, 'state'>) {
  if (state.is === 'reported') return <StatusMark status="conforms">{textsIn(state.report)}</StatusMark>
  if (state.is === 'refused') return <StatusMark status="exception">not imported</StatusMark>
  return <StatusMark status="pending">{state.is === 'waiting' ? 'waits' : 'is being read'}</StatusMark>
}

type FileListProps = { files: readonly Brought[]; onAgain: (key: number) => void; onRemove: (key: number) => void }

export function FileList({ files, onAgain, onRemove }: FileListProps) {
  return (
    <ul className={styles.files} aria-label="Files" aria-live="polite">
      {files.map(({ key, file, state }) => (
        <li key={key}>
          <div className={styles.file}>
            <b>{file.name}</b>
            <FileState state={state} />
          </div>
          {state.is === 'refused' && <p>{state.why}</p>}
          {state.is === 'reported' && <Skipped {...state.report} />}
          {(state.is === 'refused' || state.is === 'reported') && (
            <div className="row">
              {state.is === 'refused' && (
                <Button small onPress={() => onAgain(key)}>
                  Try again
                </Button>
              )}
              <Button small kind="quiet" onPress={() => onRemove(key)} label={`Take off the list: ${file.name}`}>
                Take off the list
              </Button>
            </div>
          )}
        </li>
      ))}
    </ul>
  )
}
