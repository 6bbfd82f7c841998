// The mark: a tick as an auditor draws it, long upstroke, in a single line.
import { tickPath } from './markPath.ts'

export function Mark({ size = 22 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 28" fill="none" aria-hidden="true" focusable="false">
      <path d={tickPath} stroke="currentColor" strokeWidth={3.4} strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  )
}
