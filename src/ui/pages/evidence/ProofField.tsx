// Proof of something that is about to be recorded: evidence that is kept already, or a file that is sent from here and kept.
import { useEffect } from 'react'
import { evidenceApi } from '../../../contract/evidence.ts'
import { useCall } from '../../api/useCall.ts'
import { useMay } from '../../api/useMe.ts'
import { SelectField } from '../../kit/Field.tsx'
import { useStable } from '../../kit/useStable.ts'
import type { Work } from '../incident/useIncident.ts'
import styles from './Evidence.module.css'
import { UploadLine } from './UploadLines.tsx'
import { useBegin } from './useBegin.ts'
import { uploads, useUploads } from './useUploads.ts'

/** `upload`: the key of a file that is not evidence yet. `name`: of the evidence, for as long as no list has it. */
export type Proof = { evidence: string; name: string; upload: string | null }

export const noProof: Proof = { evidence: '', name: '', upload: null }

/** Why what it proves cannot be recorded yet; null: it can. */
export function useWhyNoProof({ work, proof }: Pick<ProofProps, 'work' | 'proof'>): string | null {
  const isOnItsWay = useUploads(work.incident.id).some(({ key }) => key === proof.upload)
  return isOnItsWay ? 'The proof is still on its way. Wait for it, or give it up and add it to the evidence later.' : null
}

type ProofProps = {
  work: Work
  /** What the file is kept as: said of the evidence. */
  description: string
  proof: Proof
  onChange: (proof: Proof) => void
}

export function ProofField({ work, description, proof, onChange }: ProofProps) {
  const mayRead = useMay('evidence:read')
  const mayWrite = useMay('evidence:write')
  const evidence = useCall(evidenceApi.list, { params: work.params }, { enabled: mayRead })
  const begin = useBegin(work.params.incidentId)
  const upload = useUploads(work.incident.id).find(({ key }) => key === proof.upload)
  const became = proof.upload === null ? undefined : uploads.evidenceOf(proof.upload)
  const settle = useStable(onChange)
  useEffect(() => {
    if (became !== undefined) settle({ ...proof, evidence: became, upload: null })
  }, [became, proof, settle])
  const choose = (file: File | undefined) => {
    if (file) onChange({ evidence: '', name: file.name, upload: begin({ file }, { description }) })
  }
  const kept = (evidence.data?.items ?? []).map(({ id, name }) => ({ value: id as string, label: name }))
  const isListed = proof.evidence === '' || kept.some(({ value }) => value === proof.evidence)
  const choices = isListed ? kept : [...kept, { value: proof.evidence, label: proof.name }]
  if (upload) {
    return (
      <ul className={styles.uploads} aria-label="Proof on its way">
        <UploadLine upload={upload} />
      </ul>
    )
  }
  return (
    <>
      {choices.length > 0 && (
        <SelectField
          label="Proof"
          hint="A confirmation that is kept as evidence of this incident."
          value={proof.evidence}
          onChange={(value) => onChange({ ...noProof, evidence: value, name: choices.find((one) => one.value === value)?.label ?? '' })}
          choices={[{ value: '', label: 'None' }, ...choices]}
        />
      )}
      {mayWrite && (
        <label className={styles.choose}>
          <span>{choices.length > 0 ? 'Or choose a file as proof, or take a picture' : 'Choose a file as proof, or take a picture'}</span>
          <input type="file" onChange={({ currentTarget }) => choose(currentTarget.files?.[0])} />
        </label>
      )}
    </>
  )
}
