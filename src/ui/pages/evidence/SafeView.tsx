// The bytes on the page, where nothing in them can run: only when somebody asks, because it goes on record that they saw them.
import { useEffect, useState } from 'react'
import { evidenceApi } from '../../../contract/evidence.ts'
import { urlOf } from '../../api/call.ts'
import { asProblem, type Problem, problemOf, unreachable } from '../../api/problem.ts'
import { Button } from '../../kit/Button.tsx'
import { Skeleton } from '../../kit/Empty.tsx'
import { Failed } from '../../kit/Failed.tsx'
import { Section } from '../../kit/Page.tsx'
import type { Work } from '../incident/useIncident.ts'
import styles from './Evidence.module.css'
import type { WholeEvidence } from './evidenceShape.ts'
import { sizeText } from './evidenceWords.ts'

/** What a phone shows without a pause; more is asked for in steps, each of which goes on record with its range. */
const textStep = 64 * 1024

type ViewProps = { item: WholeEvidence; url: string }

/** What fits is asked for whole, so that it goes on record as seen whole. */
async function fetchRange(url: string, from: number, to: number, size: number): Promise<ArrayBuffer> {
  const headers: Record<string, string> = to - from === size ? {} : { range: `bytes=${from}-${to - 1}` }
  const response = await fetch(url, { credentials: 'same-origin', headers }).catch(() => {
    throw unreachable()
  })
  if (!response.ok) throw await problemOf(response)
  return response.arrayBuffer()
}

/** As its type says; a character that the end of a range cuts in two is left for the next one. */
function textOf(bytes: Uint8Array, type: string): string {
  const encoding = /charset=([\w-]+)/.exec(type)?.[1] ?? 'utf-8'
  return new TextDecoder(encoding).decode(bytes, { stream: true })
}

function joined(parts: readonly ArrayBuffer[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { byteLength }) => sum + byteLength, 0))
  let at = 0
  for (const part of parts) {
    all.set(new Uint8Array(part), at)
    at += part.byteLength
  }
  return all
}

function TextView({ item, url }: ViewProps) {
  const [parts, setParts] = useState<readonly ArrayBuffer[]>([])
  const [asked, setAsked] = useState(1)
  const [problem, setProblem] = useState<Problem | null>(null)
  const shown = parts.reduce((sum, { byteLength }) => sum + byteLength, 0)
  useEffect(() => {
    if (parts.length >= asked || problem !== null || (shown >= item.size && item.size > 0)) return
    let gone = false
    const ask = fetchRange(url, shown, Math.min(item.size, shown + textStep), item.size)
    ask.then(
      (part) => !gone && setParts((before) => [...before, part]),
      (error: unknown) => !gone && setProblem(asProblem(error)),
    )
    return () => {
      gone = true
    }
  }, [asked, parts.length, problem, shown, item.size, url])
  if (problem) return <Failed what="It cannot be shown" why={problem.message} onRetry={() => setProblem(null)} />
  if (parts.length === 0) return <Skeleton lines={8} />
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className={styles.text} tabIndex={0} aria-label={`Content of ${item.name}`}>
        <pre>{textOf(joined(parts), item.type)}</pre>
      </section>
      {shown < item.size && (
        <div className="row screen-only">
          <Button busy={parts.length < asked} onPress={() => setAsked(asked + 1)}>
            Show more
          </Button>
          <span className="dim figures">
            {sizeText(shown)} of {sizeText(item.size)}
          </span>
        </div>
      )}
    </>
  )
}

function PictureView({ item, url }: ViewProps) {
  const [failed, setFailed] = useState(false)
  if (failed)
    return <Failed what="The picture cannot be shown" why="The server did not answer, or it is no whole picture. Download it instead." />
  return <img className={styles.picture} src={url} alt={item.description ?? `Evidence ${item.name}`} onError={() => setFailed(true)} />
}

export function SafeView({ item, work, mayNot }: { item: WholeEvidence; work: Work; mayNot: string | null }) {
  const [shown, setShown] = useState(false)
  const url = urlOf(evidenceApi.file, { params: { ...work.params, evidenceId: item.id }, query: { as: 'page' } })
  if (item.showing === 'download') {
    return (
      <Section title="Content">
        <p className="dim prose">
          A page shows pictures and texts; everything else is only handed over as a file. Open it where nothing in it can do harm.
        </p>
      </Section>
    )
  }
  return (
    <Section title="Content">
      {!shown && (
        <div className="row screen-only">
          <Button why={mayNot} onPress={() => setShown(true)}>
            Show it here
          </Button>
        </div>
      )}
      {shown && (item.showing === 'text' ? <TextView item={item} url={url} /> : <PictureView item={item} url={url} />)}
    </Section>
  )
}
