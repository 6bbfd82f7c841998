// What a browser writes into a date and time field: local time without an offset; and an instant as such a field shows it.

export function instantOfField(value: string): string | undefined {
  const at = new Date(value)
  return value !== '' && Number.isFinite(at.getTime()) ? at.toISOString() : undefined
}

const two = (value: number) => String(value).padStart(2, '0')

export function fieldOfInstant(at: number): string {
  const local = new Date(at)
  const date = `${local.getFullYear()}-${two(local.getMonth() + 1)}-${two(local.getDate())}`
  return `${date}T${two(local.getHours())}:${two(local.getMinutes())}`
}
