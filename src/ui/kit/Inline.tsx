// A sentence of a document with its inline marks: code spans and stress. Nothing else of Markdown, and never HTML.
import { Fragment } from 'react'

const marks = /(`[^`]+`|\*\*[^*]+\*\*)/

export function Inline({ text }: { text: string }) {
  const pieces = text.split(marks).map((piece, position) => ({ piece, key: `${position} ${piece}` }))
  return (
    <>
      {pieces.map(({ piece, key }) => {
        if (piece.length > 2 && piece.startsWith('`') && piece.endsWith('`')) return <code key={key}>{piece.slice(1, -1)}</code>
        if (piece.length > 4 && piece.startsWith('**') && piece.endsWith('**')) return <strong key={key}>{piece.slice(2, -2)}</strong>
        return <Fragment key={key}>{piece}</Fragment>
      })}
    </>
  )
}
