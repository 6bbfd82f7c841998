// The uploads of this window: they go on while somebody goes from page to page, and what is unfinished is known after a reload.
import { sha256 } from '@noble/hashes/sha2.js'
import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { evidenceApi } from '../../../contract/evidence.ts'
import { uploadApi } from '../../../contract/upload.ts'
import { encodeHex } from '../../../core/ledger/hex.ts'
import { call, urlOf } from '../../api/call.ts'
import { asProblem, type Problem, problemOf, unreachable } from '../../api/problem.ts'
import { useMe } from '../../api/useMe.ts'
import { askAgain } from '../../api/useSend.ts'
import { toast } from '../../kit/toast.tsx'
import { type Place, type ShownUpload, Trouble, type UploadNote } from './uploadShape.ts'
import { Uploads } from './uploads.ts'

const prefix = 'tickmark.upload.'

/** Where a browser keeps nothing, an upload lasts as long as its page. */
const notes = {
  all: (): UploadNote[] => {
    try {
      return Object.keys(localStorage)
        .filter((key) => key.startsWith(prefix))
        .map((key) => JSON.parse(localStorage.getItem(key) ?? 'null') as UploadNote)
        .filter((note) => note !== null)
    } catch {
      return []
    }
  },
  put: (note: UploadNote) => {
    try {
      localStorage.setItem(prefix + note.key, JSON.stringify(note))
    } catch {
      // Full or forbidden: see above.
    }
  },
  remove: (key: string) => {
    try {
      localStorage.removeItem(prefix + key)
    } catch {
      // See above.
    }
  },
}

const troubleOf = ({ code, message }: Problem) => new Trouble(code, message)

async function asked<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    throw troubleOf(asProblem(error))
  }
}

/** Not `fetch`, which cannot say how much of a body is sent. */
function sendPart({ incidentId, uploadId, offset }: Place, bytes: ArrayBuffer, moved: (sent: number) => void, signal: AbortSignal) {
  return new Promise<number>((resolve, reject) => {
    if (signal.aborted) return reject(troubleOf(unreachable()))
    const request = new XMLHttpRequest()
    const stop = () => request.abort()
    const end = (error: Problem) => reject(troubleOf(error))
    request.open('POST', urlOf(uploadApi.append, { params: { incidentId, uploadId }, query: { offset } }))
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.onprogress = ({ loaded }) => moved(loaded)
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) resolve((JSON.parse(request.responseText) as { offset: number }).offset)
      else void problemOf(new Response(request.responseText, { status: request.status })).then(end)
    }
    request.onerror = () => end(unreachable())
    request.onabort = () => end(unreachable())
    request.onloadend = () => signal.removeEventListener('abort', stop)
    signal.addEventListener('abort', stop)
    request.send(bytes)
  })
}

function waitOrOnline(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      window.removeEventListener('online', end)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, milliseconds)
    window.addEventListener('online', end)
    signal.addEventListener('abort', end)
  })
}

export const uploads = new Uploads({
  notes,
  begin: (incidentId, body) => asked(call(uploadApi.begin, { params: { incidentId }, body })),
  where: async (incidentId, uploadId) => (await asked(call(uploadApi.get, { params: { incidentId, uploadId } }))).offset,
  append: sendPart,
  capture: async (incidentId, body) => (await asked(call(evidenceApi.capture, { params: { incidentId }, body }))).id,
  abandon: async (incidentId, uploadId) => void (await call(uploadApi.abandon, { params: { incidentId, uploadId } })),
  kept: ({ told }) => {
    askAgain(['incidents'])
    toast(`“${told.name}” is kept as evidence; its hash is the same here and there.`)
  },
  hasher: () => {
    const hash = sha256.create()
    return { update: (bytes) => void hash.update(bytes), hex: () => encodeHex(hash.clone().digest()) }
  },
  bytesOf: (text) => new Blob([text]),
  // Without locks (plain HTTP) two windows may both send: the server goes on with the newer one.
  alone: async (key, work) => {
    if (!navigator.locks) {
      await work()
      return true
    }
    return navigator.locks.request(prefix + key, { ifAvailable: true }, async (lock) => {
      if (lock === null) return false
      await work()
      return true
    })
  },
  wait: waitOrOnline,
  clock: () => performance.now(),
})

function warn(event: BeforeUnloadEvent): void {
  if (uploads.isBusy()) event.preventDefault()
}

/** Those of one incident that are not evidence yet, the earliest begun first. */
export function useUploads(incidentId: string): readonly ShownUpload[] {
  const who = useMe()?.actor.id
  const all = useSyncExternalStore(uploads.watch, uploads.uploads)
  useEffect(() => {
    if (who !== undefined) uploads.load(who)
    window.addEventListener('beforeunload', warn)
  }, [who])
  return useMemo(() => all.filter((one) => one.incidentId === incidentId && one.who === who), [all, incidentId, who])
}
