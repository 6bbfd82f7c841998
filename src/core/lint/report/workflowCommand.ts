// A line that GitHub Actions reads and shows beside a file: what it looks like, and how a text stays inside it.

export type Annotation = {
  level: 'error' | 'warning' | 'notice'
  file: string
  title: string
  message: string
  place?: Record<string, number>
}

export function workflowCommand({ level, file, title, message, place = {} }: Annotation): string {
  const where = Object.entries(place).map(([name, value]) => `,${name}=${value}`)
  return `::${level} file=${property(file)}${where.join('')},title=${property(title)}::${escaped(message)}`
}

/** A line end would begin another command. */
function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function property(text: string): string {
  return escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
