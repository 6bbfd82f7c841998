// What a field for date and time says, as an instant and back: local time without an offset, as browsers have it.

export function localInstant(value: string): string | undefined {
  const at = new Date(value)
  return value !== '' && Number.isFinite(at.getTime()) ? at.toISOString() : undefined
}
