// The line for a terminal that runs a command and keeps what it says, with this incident filled in.
import { useState } from 'react'
import { useMay } from '../../api/useMe.ts'
import { Code } from '../../kit/Copy.tsx'
import { SelectField, TextField } from '../../kit/Field.tsx'
import { Link } from '../../kit/Link.tsx'
import { paths } from '../../paths.ts'
import type { Run } from '../incident/incidentShape.ts'
import type { Work } from '../incident/useIncident.ts'
import styles from './Evidence.module.css'
import type { Preservation } from './evidenceShape.ts'
import { fileLine, runLine } from './terminalLine.ts'

type TerminalProps = { work: Work; run: Run | null; preservation: Preservation | null }

export function FromTerminal({ work, run, preservation }: TerminalProps) {
  const [command, setCommand] = useState('')
  const [step, setStep] = useState('')
  const mayMakeTokens = useMay('token:read')
  const { number, is_private: isPrivate } = work.incident
  const steps = run?.sections.flatMap((section) => section.steps) ?? []
  const place = { incident: number, server: window.location.origin, step }
  return (
    <div className={styles.more}>
      <TextField
        label="The command"
        hint="It runs on your machine, as it stands and without a shell: pipes need sh -c."
        value={command}
        onChange={setCommand}
        mono
        placeholder="last -F"
      />
      {steps.length > 0 && (
        <SelectField
          label="Step of the runbook"
          value={step}
          onChange={setStep}
          choices={[
            { value: '', label: 'none' },
            ...steps.map(({ id, text }, at) => ({ value: id, label: `${at + 1}. ${text.length > 70 ? `${text.slice(0, 68)}…` : text}` })),
          ]}
        />
      )}
      <div className="stack">
        <p>Runs it, shows what it says, and keeps that with its exit code, the host and the time:</p>
        <div className="wide">
          <Code wrap what="Line for the terminal" text={runLine(place, command.trim() || 'last -F')} />
        </div>
        <p>Or keeps a file that is there already:</p>
        <div className="wide">
          <Code wrap what="Line for a file" text={fileLine(place)} />
        </div>
        <p className="dim">
          It reads an API token from TICKMARK_TOKEN
          {mayMakeTokens && (
            <>
              ; one is made under <Link href={paths.tokens()}>API tokens</Link>
            </>
          )}
          .{isPrivate && ' This incident is private: only a token with the role compliance reaches it.'}
        </p>
        {preservation && (
          <p className="dim">What it keeps is then to be chosen for “{preservation.evidence}” with “Settle”: the line does not say that.</p>
        )}
      </div>
    </div>
  )
}
