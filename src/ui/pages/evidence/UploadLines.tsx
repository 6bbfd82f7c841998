// What is on its way and not evidence yet: how much of it arrived, why it waits, and how to go on.
import { Button } from '../../kit/Button.tsx'
import { Section } from '../../kit/Page.tsx'
import { Time } from '../../kit/Time.tsx'
import styles from './Evidence.module.css'
import { sizeText } from './evidenceWords.ts'
import type { ShownUpload } from './uploadShape.ts'
import { uploads, useUploads } from './useUploads.ts'

const moving: Partial<Record<ShownUpload['state']['is'], string>> = {
  reading: 'Reading what was sent before',
  sending: 'Sending',
  keeping: 'Comparing the hashes',
  paused: 'Paused',
}

function Bar({ upload }: { upload: ShownUpload }) {
  const { size, sent, state, told } = upload
  const saying = state.is === 'waiting' ? 'Waiting for the server' : (moving[state.is] ?? 'Sent so far')
  return (
    <div className={styles.bar}>
      <span>{saying}</span>
      <span className="figures dim">
        {sizeText(sent)} of {sizeText(size)}
      </span>
      <progress aria-label={`${told.name}: ${saying}`} value={Math.min(sent, size)} max={Math.max(1, size)} />
    </div>
  )
}

function ChooseAgain({ upload }: { upload: ShownUpload }) {
  return (
    <label className={styles.choose}>
      <span>Choose “{upload.fileName}” again</span>
      <input
        type="file"
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? []
          if (file) uploads.goOnWith(upload.key, { fileName: file.name, size: file.size, lastModified: file.lastModified }, file)
          currentTarget.value = ''
        }}
      />
    </label>
  )
}

function Ways({ upload }: { upload: ShownUpload }) {
  const { key, state, told } = upload
  return (
    <div className="row">
      {(state.is === 'sending' || state.is === 'waiting' || state.is === 'reading') && (
        <Button small label={`Pause ${told.name}`} onPress={() => uploads.pause(key)}>
          Pause
        </Button>
      )}
      {state.is === 'paused' && (
        <Button small kind="primary" label={`Go on with ${told.name}`} onPress={() => uploads.resume(key)}>
          Go on
        </Button>
      )}
      {state.is === 'waiting' && (
        <Button small label={`Try now: ${told.name}`} onPress={() => uploads.tryNow(key)}>
          Try now
        </Button>
      )}
      {state.is === 'stopped' && (
        <>
          <Button small label={`Go on with ${told.name}`} onPress={() => uploads.resume(key)}>
            Go on
          </Button>
          <Button small label={`Begin again: ${told.name}`} onPress={() => void uploads.again(key)}>
            Begin again
          </Button>
        </>
      )}
      {state.is === 'needs-file' && upload.uploadId !== null && (
        <Button small label={`Begin again: ${told.name}`} onPress={() => void uploads.again(key)}>
          Begin again
        </Button>
      )}
      {state.is !== 'keeping' && (
        <Button small kind="quiet" label={`Give it up: ${told.name}`} onPress={() => void uploads.giveUp(key)}>
          Give it up
        </Button>
      )}
    </div>
  )
}

export function UploadLine({ upload }: { upload: ShownUpload }) {
  const { state, told } = upload
  return (
    <li className={styles.upload} aria-label={told.name}>
      <p>
        <b>{told.name}</b>{' '}
        <span className="dim">
          begun <Time at={upload.begunAt} />
        </span>
      </p>
      <Bar upload={upload} />
      {state.is === 'waiting' && (
        <p className="soon" role="status">
          {state.why} It goes on by itself, from where it was.
        </p>
      )}
      {state.is === 'stopped' && (
        <p className="late" role="alert">
          {state.why}
        </p>
      )}
      {state.is === 'needs-file' && (
        <>
          <p className={state.why ? 'late' : ''} role={state.why ? 'alert' : undefined}>
            {state.why ??
              'The page was loaded anew, and a browser then forgets the file. Choose it again, and it goes on from where it was.'}
          </p>
          <ChooseAgain upload={upload} />
        </>
      )}
      <Ways upload={upload} />
    </li>
  )
}

export function UploadLines({ incidentId }: { incidentId: string }) {
  const under = useUploads(incidentId)
  if (under.length === 0) return null
  return (
    <Section title="On its way" count={under.length} lead="Not evidence yet. It goes on while you work on other pages here.">
      <ul className={styles.uploads}>
        {under.map((upload) => (
          <UploadLine key={upload.key} upload={upload} />
        ))}
      </ul>
    </Section>
  )
}
