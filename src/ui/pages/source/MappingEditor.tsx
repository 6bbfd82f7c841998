// A mapping for any JSON, tried live against a pasted sample: what alerts would come of it, or what is wrong.
import { useEffect, useState } from 'react'
import type { ReplyOf } from '../../../contract/endpoint.ts'
import { sourceApi } from '../../../contract/source.ts'
import { useSend } from '../../api/useSend.ts'
import { AreaField } from '../../kit/Field.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { StatusMark } from '../../kit/StatusMark.tsx'
import styles from './SourcePages.module.css'

type Mapping = Record<string, unknown>
type Tried = ReplyOf<typeof sourceApi.tryMapping>

const firstMapping = `{
  "fingerprint": "/check_id",
  "title": "{/check_name} is {/state}",
  "status": { "value": "/state", "resolved": ["UP"] },
  "severity": "/importance",
  "started_at": "/changed_at"
}`
const firstSample = `{
  "check_id": 4711,
  "check_name": "api.example.com",
  "state": "DOWN",
  "importance": "HIGH",
  "changed_at": "2026-03-03T13:05:09Z"
}`
const typingPause = 400

function readMapping(text: string): { mapping: Mapping | null; problem: string | null } {
  if (text.trim() === '') return { mapping: null, problem: null }
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { mapping: value as Mapping, problem: null }
    return { mapping: null, problem: 'A mapping is a JSON object.' }
  } catch (error) {
    return { mapping: null, problem: error instanceof Error ? error.message : 'This is not JSON.' }
  }
}

type EditorProps = { mapping: Mapping | null; onChange: (mapping: Mapping | null) => void; error?: string | undefined }

export function MappingEditor({ mapping, onChange, error }: EditorProps) {
  const [text, setText] = useState(mapping ? JSON.stringify(mapping, null, 2) : '')
  const [sample, setSample] = useState('')
  const read = readMapping(text)
  const trial = useSend(sourceApi.tryMapping, ['nothing'])
  const { send } = trial
  useEffect(() => {
    const { mapping: readable } = readMapping(text)
    if (!readable || sample.trim() === '') return
    const timer = setTimeout(() => void send({ body: { mapping: readable, sample } }), typingPause)
    return () => clearTimeout(timer)
  }, [text, sample, send])
  const write = (next: string) => {
    setText(next)
    onChange(readMapping(next).mapping)
  }
  return (
    <fieldset style={{ display: 'grid', gap: 16, margin: 0, padding: 0, border: 0, minWidth: 0 }}>
      <AreaField
        label="Mapping"
        hint="JSON pointers into the payload: fingerprint and title are needed. Leave it empty if the tool can send title, severity and status itself."
        value={text}
        onChange={write}
        mono
        rows={8}
        placeholder={firstMapping}
        error={read.problem ?? error}
      />
      <AreaField
        label="A sample of what the tool sends"
        hint="Nothing of it is kept."
        value={sample}
        onChange={setSample}
        mono
        rows={8}
        placeholder={firstSample}
      />
      {text === '' && sample === '' && (
        <button
          type="button"
          className={styles.tool}
          style={{
            border: 0,
            background: 'none',
            font: 'inherit',
            textAlign: 'left',
            cursor: 'pointer',
            padding: 0,
            minHeight: 'var(--target)',
          }}
          onClick={() => {
            write(firstMapping)
            setSample(firstSample)
          }}
        >
          <strong>Begin with an example</strong>
        </button>
      )}
      <div aria-live="polite">
        {trial.problem && <Notice kind="late">{trial.problem.message}</Notice>}
        {trial.done && !trial.problem && read.mapping && sample.trim() !== '' && <Tried tried={trial.done} />}
      </div>
    </fieldset>
  )
}

function Tried({ tried }: { tried: Tried }) {
  if (!tried.ok) {
    return (
      <Notice kind="late" title="This mapping does not fit">
        <ul>
          {tried.problems.map((problem) => (
            <li key={`${problem.pointer} ${problem.message}`}>
              {problem.pointer && <code>{problem.pointer} </code>}
              {problem.message}
            </li>
          ))}
        </ul>
      </Notice>
    )
  }
  return (
    <Notice
      kind="conforms"
      title={tried.alerts.length === 1 ? 'This would become one alert' : `This would become ${tried.alerts.length} alerts`}
    >
      <ul>
        {tried.alerts.map((alert) => (
          <li key={`${alert.fingerprint} ${alert.status}`}>
            <strong>{alert.title}</strong>, {alert.status}
            {alert.severity && `, severity ${alert.severity}`}
            {alert.is_test && ', a test'}
            <br />
            <StatusMark status="conforms">
              <span>
                fingerprint <code>{alert.fingerprint}</code>
                {alert.started_at && `, since ${alert.started_at}`}
              </span>
            </StatusMark>
          </li>
        ))}
      </ul>
    </Notice>
  )
}
