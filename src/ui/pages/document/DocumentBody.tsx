// The text of one version as those it is for see it, with what the linter says of it.
import { ButtonLink } from '../../kit/Button.tsx'
import { Skeleton } from '../../kit/Empty.tsx'
import { Failed } from '../../kit/Failed.tsx'
import { Inline } from '../../kit/Inline.tsx'
import { Link } from '../../kit/Link.tsx'
import { Notice } from '../../kit/Notice.tsx'
import { Section } from '../../kit/Page.tsx'
import { StatusMark } from '../../kit/StatusMark.tsx'
import { paths } from '../../paths.ts'
import { RunbookText } from '../runbook/RunbookText.tsx'
import { Commitments } from './Commitments.tsx'
import styles from './DocumentPage.module.css'
import { DocumentText } from './DocumentText.tsx'
import type { Document, Version } from './documentShape.ts'
import { overallWords } from './documentWords.ts'
import { Kept } from './Kept.tsx'
import type { Reading } from './reading.ts'
import { useReadText, useVersionText } from './useDocument.ts'

function NotInForce({ document, version }: { document: Document; version: Version }) {
  if (version.hash === document.in_force?.hash) return null
  const force = document.in_force
  const title =
    version.state === 'superseded'
      ? 'An earlier version'
      : version.state === 'withdrawn'
        ? 'A version that was withdrawn'
        : 'A version that is not in force yet'
  return (
    <Notice
      kind="soon"
      title={title}
      actions={
        force && (
          <ButtonLink
            href={paths.difference(document.kind, document.id, {
              before: version.number < force.number ? version.hash : force.hash,
              after: version.number < force.number ? force.hash : version.hash,
            })}
          >
            Difference to version {force.number}
          </ButtonLink>
        )
      }
    >
      {force ? (
        <>
          Version {version.number} is shown.{' '}
          <Link href={paths.document(document.kind, document.id)}>Version {force.number} is in force</Link>.
        </>
      ) : (
        `Version ${version.number} is shown; nothing is in force.`
      )}
    </Notice>
  )
}

/** Most of what there is to mend is said in the editor, beside the line it is about. */
const shownMost = 8

function Findings({ document, reading }: { document: Document; reading: Reading }) {
  const { findings, linted } = reading
  const worst = findings.filter(({ level }) => level !== 'note')
  return (
    <Section
      title="What the linter says"
      count={`${linted.score} of 100`}
      lead="It reads the text alone; whether a step is right only a drill shows."
      actions={<ButtonLink href={paths.editDocument(document.kind, document.id)}>Show in the text</ButtonLink>}
    >
      <p>
        <StatusMark status={linted.overall === 'functional' ? 'conforms' : 'exception'}>{overallWords[linted.overall]}</StatusMark>
      </p>
      {worst.length > 0 && (
        <ul className={styles.findings}>
          {worst.slice(0, shownMost).map((finding) => (
            <li key={`${finding.line} ${finding.column} ${finding.rule}`}>
              line {finding.line}: <Inline text={finding.message} />
            </li>
          ))}
          {worst.length > shownMost && <li>and {worst.length - shownMost} more</li>}
        </ul>
      )}
    </Section>
  )
}

export function DocumentBody({ document, version }: { document: Document; version: Version }) {
  const text = useVersionText(document.kind, document.id, version.hash)
  const { reading, failed } = useReadText(document.kind, text.data?.hash === version.hash ? text.data.markdown : null)
  if (text.error && !text.data)
    return <Failed what="The text cannot be shown" why={text.error.message} onRetry={() => void text.refetch()} />
  if (failed !== null) return <Failed what="The text cannot be shown" why={failed} />
  if (reading === null) return <Skeleton lines={16} />
  const isInForce = version.hash === document.in_force?.hash
  return (
    <>
      <NotInForce document={document} version={version} />
      {reading.runbook === null && !isInForce && <Commitments commitments={reading.commitments} />}
      {document.kind === 'policy' && (isInForce || document.in_force === null) && <Kept document={document} />}
      {reading.runbook ? (
        <RunbookText runbook={reading.runbook} />
      ) : (
        <Section title="Text">
          <DocumentText blocks={reading.blocks} title={reading.title} />
        </Section>
      )}
      <Findings document={document} reading={reading} />
    </>
  )
}
