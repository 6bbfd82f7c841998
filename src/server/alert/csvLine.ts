// One line of CSV as RFC 4180 has it, harmless also in a spreadsheet.

/** A cell that begins like this is a formula to a spreadsheet. Titles come from outside, and a formula can send data away. */
const formula = /^[=+\-@\t\r]/

function cell(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const harmless = formula.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

/** Text that a spreadsheet would compute gets an apostrophe in front; numbers stay numbers. Ends with CRLF. */
export function csvLine(values: readonly (string | number | null)[]): string {
  return `${values.map(cell).join(',')}\r\n`
}
