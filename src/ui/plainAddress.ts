// Addresses are plain words, readable and typed by hand; nothing is written as JSON.

export function parseSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text))
}

export function stringifySearch(query: Record<string, unknown>): string {
  const words = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (typeof value === 'string' && value !== '') words.set(name, value)
  const text = words.toString()
  return text ? `?${text}` : ''
}
