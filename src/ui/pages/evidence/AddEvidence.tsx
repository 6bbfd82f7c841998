// Keeping something as evidence: a file of any size, a text that is pasted, or what a command says in a terminal.
import { useState } from 'react'
import { useWhyNot } from '../../api/useMe.ts'
import { Button } from '../../kit/Button.tsx'
import { Dialog } from '../../kit/Dialog.tsx'
import { AreaField, Form, TextField } from '../../kit/Field.tsx'
import { Switcher } from '../../kit/Tabs.tsx'
import type { Run } from '../incident/incidentShape.ts'
import type { Work } from '../incident/useIncident.ts'
import styles from './Evidence.module.css'
import type { Preservation } from './evidenceShape.ts'
import { sizeText } from './evidenceWords.ts'
import { FromTerminal } from './FromTerminal.tsx'
import { type Telling, TellMore, toldOf, useTelling, whyNotTold } from './TellMore.tsx'
import { useBegin } from './useBegin.ts'

export type Adding = { way: 'file' | 'text' | 'terminal'; preservation?: string; files?: readonly File[] }

type AddProps = {
  work: Work
  run: Run | null
  toKeep: readonly Preservation[]
  adding: Adding
  onClose: () => void
}

type WayProps = AddProps & { telling: Telling; onTell: ReturnType<typeof useTelling>[1] }

function FileWay({ work, run, toKeep, adding, telling, onTell, onClose }: WayProps) {
  const [files, setFiles] = useState<readonly File[]>(adding.files ?? [])
  const begin = useBegin(work.params.incidentId)
  const mayNot = useWhyNot('evidence:write')
  // One thing on the list is kept by one piece of evidence.
  const several =
    files.length > 1 && telling.preservation !== '' ? 'One file keeps one thing on the list: choose one, or nothing on the list.' : null
  const why = mayNot ?? (files.length === 0 ? 'Choose a file first.' : (several ?? whyNotTold(telling)))
  const keep = () => {
    if (why !== null) return
    for (const file of files) begin({ file }, toldOf(telling, run))
    onClose()
  }
  return (
    <Form label="Keep a file" onSubmit={keep}>
      <label className={styles.choose}>
        <span>{files.length === 0 ? 'Choose a file, or take a picture' : 'Choose another one'}</span>
        <input type="file" multiple onChange={({ currentTarget }) => setFiles([...(currentTarget.files ?? [])])} />
      </label>
      {files.length > 0 && (
        <ul className={styles.chosen} aria-label="Chosen">
          {files.map((file) => (
            <li key={`${file.name} ${file.size} ${file.lastModified}`}>
              <b>{file.name}</b> <span className="dim figures">{sizeText(file.size)}</span>
            </li>
          ))}
        </ul>
      )}
      <TellMore telling={telling} onTell={onTell} run={run} toKeep={toKeep} />
      <Button type="submit" kind="primary" why={why}>
        Keep as evidence
      </Button>
      <p className="dim">
        It is sent in parts: where the connection breaks, it goes on by itself. Its hash is taken here and compared with what arrived.
      </p>
    </Form>
  )
}

function TextWay({ work, run, toKeep, telling, onTell, onClose }: WayProps) {
  const [text, setText] = useState('')
  const [name, setName] = useState('')
  const begin = useBegin(work.params.incidentId)
  const mayNot = useWhyNot('evidence:write')
  const why = mayNot ?? (text === '' ? 'Paste the text first.' : whyNotTold(telling))
  const keep = () => {
    if (why !== null) return
    begin({ text, name: name.trim() || 'pasted.txt' }, toldOf(telling, run))
    onClose()
  }
  return (
    <Form label="Keep a text" onSubmit={keep}>
      <AreaField label="The text" hint="Kept as it is, byte for byte." value={text} onChange={setText} rows={6} mono autoFocus />
      <TextField label="Name" hint="Left empty: pasted.txt" value={name} onChange={setName} maxLength={200} />
      <TellMore telling={telling} onTell={onTell} run={run} toKeep={toKeep} />
      <Button type="submit" kind="primary" why={why}>
        Keep as evidence
      </Button>
    </Form>
  )
}

export function AddEvidence(props: AddProps) {
  const [way, setWay] = useState(props.adding.way)
  const [telling, onTell] = useTelling(props.adding.preservation ?? '')
  const shared = { ...props, telling, onTell }
  return (
    <Dialog open wide onClose={props.onClose} title={`Add evidence to ${props.work.incident.number}`}>
      <div className={styles.add}>
        <Switcher
          label="What is kept"
          value={way}
          choices={[
            { value: 'file', label: 'A file' },
            { value: 'text', label: 'A text' },
            { value: 'terminal', label: 'From a terminal' },
          ]}
          onChange={setWay}
        />
        {way === 'file' && <FileWay {...shared} />}
        {way === 'text' && <TextWay {...shared} />}
        {way === 'terminal' && (
          <FromTerminal {...props} preservation={props.toKeep.find(({ id }) => id === telling.preservation) ?? null} />
        )}
      </div>
    </Dialog>
  )
}
