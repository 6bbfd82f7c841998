// The time zones this browser knows, the reader's own first to be chosen.
export function readersZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC'
}

export function timeZoneChoices(current: string): { value: string; label: string }[] {
  const known = Intl.supportedValuesOf('timeZone')
  const all = [...new Set([current, 'UTC', ...known])].sort()
  return all.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))
}
