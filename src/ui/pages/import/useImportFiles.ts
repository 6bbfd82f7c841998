// The files of one visit, read one after the other: the server takes few at once, and whoever waits sees which one it is at.
import { useCallback, useEffect, useRef, useState } from 'react'
import { importApi } from '../../../contract/import.ts'
import { callWithBytes } from '../../api/callWithBytes.ts'
import { asProblem } from '../../api/problem.ts'
import { type Brought, whyNotSent } from './importFiles.ts'

type Kept = Brought & { bytes: File }

export type ImportFiles = {
  files: readonly Brought[]
  add: (files: readonly File[]) => void
  again: (key: number) => void
  remove: (key: number) => void
}

async function stateAfter(file: File): Promise<Brought['state']> {
  const why = whyNotSent(file)
  if (why !== null) return { is: 'refused', why }
  try {
    const report = await callWithBytes(importApi.report, { query: { name: file.name } }, file)
    return { is: 'reported', report }
  } catch (error) {
    return { is: 'refused', why: asProblem(error).message }
  }
}

export function useImportFiles(): ImportFiles {
  const [files, setFiles] = useState<readonly Kept[]>([])
  const next = useRef(1)
  const change = useCallback((key: number, state: Brought['state']) => {
    setFiles((before) => before.map((one) => (one.key === key ? { ...one, state } : one)))
  }, [])
  const isReading = files.some(({ state }) => state.is === 'reading')
  const waiting = isReading ? undefined : files.find(({ state }) => state.is === 'waiting')
  useEffect(() => {
    if (waiting === undefined) return
    change(waiting.key, { is: 'reading' })
    void stateAfter(waiting.bytes).then((state) => change(waiting.key, state))
  }, [waiting, change])
  return {
    files,
    add: (added) =>
      setFiles((before) => [
        ...before,
        ...added.map((bytes) => ({
          key: next.current++,
          bytes,
          file: { name: bytes.name, size: bytes.size },
          state: { is: 'waiting' as const },
        })),
      ]),
    again: (key) => change(key, { is: 'waiting' }),
    remove: (key) => setFiles((before) => before.filter((one) => one.key !== key)),
  }
}
