// Structured logs without secrets: JSON lines for machines, plain lines for a terminal.
import { type Logger, pino, stdSerializers } from 'pino'
import type { Config } from '../config.ts'

/** The key in a hook's address opens it, and whatever stands in a query may be a secret: neither is logged. */
export function loggedUrl(url: string): string {
  const [path = ''] = url.split('?', 1)
  return path.replace(/^(\/hooks\/[^/]*\/).+$/, '$1[redacted]')
}

const levels: Record<number, string> = { 10: 'trace', 20: 'debug', 30: 'info', 40: 'warn', 50: 'error', 60: 'fatal' }
const hidden = new Set(['level', 'time', 'msg', 'err', 'v'])

/** One line of JSON as a person would rather read it. */
export function readableLine(line: string): string {
  const { level, time, msg, err, ...more } = JSON.parse(line) as {
    level: number
    time: number
    msg?: string
    err?: { stack?: string; message?: string }
    [name: string]: unknown
  }
  const rest = Object.entries(more)
    .filter(([name]) => !hidden.has(name))
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
  const head = `${new Date(time).toISOString().slice(11, 23)} ${(levels[level] ?? String(level)).toUpperCase().padEnd(5)} ${msg ?? ''}`
  const stack = err ? `\n${err.stack ?? err.message ?? ''}` : ''
  return `${[head, ...rest].join(' ')}${stack}\n`
}

type Sink = { write(line: string): unknown }

export function makeLogger(config: Pick<Config, 'logLevel' | 'logFormat'>, out: Sink & { isTTY?: boolean } = process.stdout): Logger {
  const asText = config.logFormat === 'text' || (config.logFormat === 'auto' && out.isTTY === true)
  const sink: Sink = asText ? { write: (line) => out.write(readableLine(line)) } : out
  return pino(
    {
      level: config.logLevel,
      base: null,
      // A last net: these names are not logged on purpose anywhere.
      redact: {
        paths: [
          'cookie',
          'authorization',
          'password',
          'secret',
          'token',
          '*.cookie',
          '*.authorization',
          '*.password',
          '*.secret',
          '*.token',
        ],
        censor: '[redacted]',
      },
      serializers: { err: stdSerializers.errWithCause },
    },
    sink,
  )
}
