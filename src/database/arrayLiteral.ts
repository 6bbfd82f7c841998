// Whole columns as one parameter: PostgreSQL's array literals, written by us because the driver's own way costs more than the query.

const special = /["\\]/g
/** Needs no quotes. Four letters might be the word null, so they get them. */
const plain = /^[A-Za-z0-9_.:+-]+$/

function element(value: unknown): string | undefined {
  if (value === null || value === undefined) return 'NULL'
  switch (typeof value) {
    case 'string':
      return plain.test(value) && value.length !== 4 ? value : `"${value.replace(special, '\\$&')}"`
    case 'number':
    case 'bigint':
      return String(value)
    case 'boolean':
      return value ? 't' : 'f'
    default:
      return value instanceof Uint8Array
        ? `"\\\\x${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex')}"`
        : undefined
  }
}

/** Undefined where an element is of another kind (an array, a date, an object): then the driver must write it. */
export function arrayLiteral(values: readonly unknown[]): string | undefined {
  const elements: string[] = []
  for (const value of values) {
    const written = element(value)
    if (written === undefined) return undefined
    elements.push(written)
  }
  return `{${elements.join(',')}}`
}

/** A value as it is handed to the driver. */
export function parameterOf(value: unknown): unknown {
  return Array.isArray(value) ? (arrayLiteral(value) ?? value) : value
}
