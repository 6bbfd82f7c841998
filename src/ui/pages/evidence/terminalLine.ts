// The lines for a terminal that keep something as evidence of an incident.

type Place = { incident: string; server: string; step: string }

const begins = ({ incident, server, step }: Place) =>
  `tickmark evidence add --incident ${incident} --server ${server}${step === '' ? '' : ` --step ${step}`}`

/** The command stands as it was typed: a shell reads it as it would have read it alone. */
export function runLine(place: Place, command: string): string {
  return `${begins(place)} -- ${command}`
}

export function fileLine(place: Place): string {
  return `${begins(place)} --file ./access.log`
}
