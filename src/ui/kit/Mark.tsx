// The mark: a tick as an auditor draws it, long upstroke, in a single line.
export const tickPath = 'M5 16.600c2.300 1.700 4 4.100 5.200 7.600C13 15.500 18 8.300 27.500 3.500'

export function Mark({ size = 22 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 28" fill="none" aria-hidden="true" focusable="false">
      <path d={tickPath} stroke="currentColor" strokeWidth={3.4} strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  )
}
