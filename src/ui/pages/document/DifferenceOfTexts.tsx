// How two texts of a document differ: what a reader must know on top, the lines below.
import { useMemo } from 'react'
import type { DocumentKind } from '../../../core/document/documentVersion.ts'
import { Skeleton } from '../../kit/Empty.tsx'
import { Failed } from '../../kit/Failed.tsx'
import { Section } from '../../kit/Page.tsx'
import { ChangeList } from './ChangeList.tsx'
import { DifferenceRows } from './DifferenceRows.tsx'
import { useDifference } from './useReading.ts'

type Texts = { kind: DocumentKind; before: string; after: string }

function useDifferenceOf({ kind, before, after }: Texts) {
  return useDifference(useMemo(() => ({ asks: 'difference', request: { kind, before, after } }) as const, [kind, before, after]))
}

/** Only what a reader must know, for a dialog. */
export function ChangesOfTexts(texts: Texts) {
  const { value, failed } = useDifferenceOf(texts)
  if (failed !== null) return <Failed what="What changed cannot be shown" why={failed} />
  return value === null ? <Skeleton lines={3} /> : <ChangeList changes={value.changes} />
}

export function DifferenceOfTexts({ names, ...texts }: Texts & { names: readonly [string, string] }) {
  const { value: difference, failed } = useDifferenceOf(texts)
  if (failed !== null) return <Failed what="What changed cannot be shown" why={failed} />
  if (difference === null) return <Skeleton lines={12} />
  if (difference.rows.length === 0) return <p>The two texts are the same, byte for byte.</p>
  const { added, removed, changed } = difference.counts
  return (
    <>
      <Section title="What it comes to" count={difference.changes.length || undefined}>
        <ChangeList changes={difference.changes} />
      </Section>
      <Section title="Line by line" count={`${changed} changed, ${added} added, ${removed} removed`}>
        <DifferenceRows rows={difference.rows} before={names[0]} after={names[1]} />
      </Section>
    </>
  )
}
