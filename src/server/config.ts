// How this server is set up: every setting, what it means, and what it may be. `docs/configuration.md` is printed from here.
import { join } from 'node:path'
import { day, hour, minute, second } from '../core/kernel/instant.ts'
import { evidenceProblems, evidenceSettings } from './evidenceSettings.ts'
import { bytes, duration, oneOf, origin, path, proxies, urlWith, wholeNumber } from './settingReaders.ts'
import { optional, type Setting, setting } from './settingShape.ts'

const kib = 1024
const mib = 1024 * kib

export const settings = {
  host: setting({
    name: 'TICKMARK_HOST',
    preset: '127.0.0.1',
    expects: 'a host name or address to listen on',
    means: 'Where to listen. `0.0.0.0` or `::` listens on every network; put a reverse proxy with TLS before it then.',
    read: (text) => (/^[\w.:%-]+$/.test(text) ? text : null),
  }),
  port: setting({
    name: 'TICKMARK_PORT',
    preset: '4600',
    expects: 'a port from 0 to 65535 (0: any free one)',
    means: 'The port to listen on.',
    read: wholeNumber(0, 65_535),
  }),
  publicUrl: optional({
    name: 'TICKMARK_PUBLIC_URL',
    presetSaid: '`http://localhost:` and the port',
    expects: 'an http or https address without a path, for instance https://tickmark.example.com',
    means:
      'The address people and monitoring systems use. It stands in links, hook addresses and the names of ledgers, decides which pages may send requests, and, when it is https, makes cookies secure.',
    read: origin,
  }),
  dataDirectory: setting({
    name: 'TICKMARK_DATA_DIR',
    preset: './data',
    expects: 'a directory',
    means:
      'Where the embedded database, kept files, uploads on their way, packages and keys live. Servers that share a database share it. Made if absent, readable by the owner only.',
    read: path,
  }),
  databaseUrl: optional({
    name: 'DATABASE_URL',
    presetSaid: 'the embedded database in the data directory',
    expects: 'an address such as postgres://user:password@host:5432/database',
    means: 'The PostgreSQL server (15 or later) to use instead of the embedded database.',
    read: urlWith('postgres:', 'postgresql:'),
    secret: true,
  }),
  databasePool: setting({
    name: 'TICKMARK_DATABASE_POOL',
    preset: '20',
    expects: 'a number of connections from 2 to 500',
    means: 'Connections to PostgreSQL that one server holds at most. Has no effect on the embedded database.',
    read: wholeNumber(2, 500),
  }),
  allowOutgoing: setting({
    name: 'TICKMARK_ALLOW_OUTGOING',
    preset: 'no',
    expects: '`no`, `public` or `all`',
    means:
      'Whether the server may make requests by itself (timestamps, webhooks, confirming AWS SNS subscriptions). `public` refuses private, loopback, link-local and cloud metadata addresses; `all` allows them.',
    read: oneOf('no', 'public', 'all'),
  }),
  smtpUrl: optional({
    name: 'TICKMARK_SMTP_URL',
    expects: 'an address such as smtp://user:password@mail.example.com:587',
    means: 'The mail server that checkpoints are mailed through. `smtps:` for TLS from the first byte, `smtp:` for STARTTLS where offered.',
    read: urlWith('smtp:', 'smtps:'),
    secret: true,
  }),
  mailFrom: optional({
    name: 'TICKMARK_MAIL_FROM',
    expects: 'an e-mail address, with or without a name before it',
    means: 'The sender of mail. Needed with TICKMARK_SMTP_URL.',
    read: (text) => (/^(?:[^<>@\r\n]+<[^<>\s@]+@[^<>\s@]+>|[^<>\s@]+@[^<>\s@]+)$/.test(text) ? text : null),
  }),
  metricsToken: optional({
    name: 'TICKMARK_METRICS_TOKEN',
    expects: 'at least 16 characters without spaces',
    means:
      'Lets `/metrics` be read from elsewhere, as `Authorization: Bearer …`. Without it, only from this machine and not through a proxy.',
    read: (text) => (/^\S{16,}$/.test(text) ? text : null),
    secret: true,
  }),
  trustProxy: setting({
    name: 'TICKMARK_TRUST_PROXY',
    preset: 'no',
    expects: '`no`, `loopback`, or addresses and networks separated by commas, for instance 10.0.0.0/8',
    means: 'The reverse proxies whose `X-Forwarded-For` is believed when attempts to sign in are counted by address.',
    read: proxies,
  }),
  logLevel: setting({
    name: 'TICKMARK_LOG_LEVEL',
    preset: 'info',
    expects: '`fatal`, `error`, `warn`, `info`, `debug`, `trace` or `silent`',
    means: 'The least weighty line that is logged.',
    read: oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'),
  }),
  logFormat: setting({
    name: 'TICKMARK_LOG_FORMAT',
    preset: 'auto',
    expects: '`json`, `text` or `auto`',
    means: '`json`: one object a line. `text`: for people. `auto`: text on a terminal, else json.',
    read: oneOf('json', 'text', 'auto'),
  }),
  secretKeyFile: optional({
    name: 'TICKMARK_SECRET_KEY_FILE',
    presetSaid: '`keys/secret.key` in the data directory',
    expects: 'a file',
    means:
      'The key that seals secrets kept in the database (what sources sign with). Made on first start, readable by the owner only. Without it those secrets cannot be read again.',
    read: path,
  }),
  signingSeedFile: optional({
    name: 'TICKMARK_SIGNING_SEED_FILE',
    presetSaid: '`keys/signing.seed` in the data directory',
    expects: 'a file',
    means:
      'The seed that the ledgers’ signing keys are derived from. Made on first start, readable by the owner only. Keep a copy apart from the database’s backups.',
    read: path,
  }),
  packageDirectory: optional({
    name: 'TICKMARK_PACKAGE_DIR',
    presetSaid: '`packages` in the data directory',
    expects: 'a directory',
    means: 'Where audit packages are built and kept. Servers that share a database must share it.',
    read: path,
  }),
  requestMaxBytes: setting({
    name: 'TICKMARK_REQUEST_MAX_BYTES',
    preset: '1MiB',
    expects: 'a size from 64KiB to 64MiB',
    means: 'The largest body of a request to the API.',
    read: bytes(64 * kib, 64 * mib),
  }),
  deliveryMaxBytes: setting({
    name: 'TICKMARK_DELIVERY_MAX_BYTES',
    preset: '2MiB',
    expects: 'a size from 64KiB to 64MiB',
    means: 'The largest body a monitoring system may send, as it comes over the wire. A larger one is answered 413 and not kept.',
    read: bytes(64 * kib, 64 * mib),
  }),
  deliveryMaxDecodedBytes: setting({
    name: 'TICKMARK_DELIVERY_MAX_DECODED_BYTES',
    preset: '16MiB',
    expects: 'a size from 64KiB to 256MiB',
    means: 'The largest a compressed delivery may become. A larger one is kept as it came, as a refused delivery.',
    read: bytes(64 * kib, 256 * mib),
  }),
  bodyTimeout: setting({
    name: 'TICKMARK_BODY_TIMEOUT',
    preset: '10s',
    expects: 'a time from 1s to 5m',
    means: 'How long a request’s body may take to arrive.',
    read: duration(second, 5 * minute),
  }),
  sessionIdle: setting({
    name: 'TICKMARK_SESSION_IDLE',
    preset: '3d',
    expects: 'a time from 5m to 90d',
    means: 'A person who does nothing for this long is signed out.',
    read: duration(5 * minute, 90 * day),
  }),
  sessionLifetime: setting({
    name: 'TICKMARK_SESSION_LIFETIME',
    preset: '30d',
    expects: 'a time from 5m to 365d',
    means: 'A person is signed out after this long in any case.',
    read: duration(5 * minute, 365 * day),
  }),
  invitationLifetime: setting({
    name: 'TICKMARK_INVITATION_LIFETIME',
    preset: '7d',
    expects: 'a time from 1h to 90d',
    means: 'How long an invitation can be accepted.',
    read: duration(hour, 90 * day),
  }),
  shutdownTimeout: setting({
    name: 'TICKMARK_SHUTDOWN_TIMEOUT',
    preset: '20s',
    expects: 'a time from 1s to 10m',
    means: 'How long requests and jobs in flight may take to end once the server is told to stop.',
    read: duration(second, 10 * minute),
  }),
  ...evidenceSettings,
}

type Settings = typeof settings
type ValueOf<S> = S extends Setting<infer T> ? (S extends { preset: null } ? T | null : T) : never

/** Those whose preset follows from others are filled in. */
type Derived = { publicUrl: string; secretKeyFile: string; signingSeedFile: string; packageDirectory: string }

export type Config = Readonly<Omit<{ [K in keyof Settings]: ValueOf<Settings[K]> }, keyof Derived> & Derived>

/** Every problem at once, each a sentence that names the variable. */
export class ConfigProblems extends Error {
  readonly problems: readonly string[]
  constructor(problems: readonly string[]) {
    super(`Tickmark cannot start with these settings:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`)
    this.name = 'ConfigProblems'
    this.problems = problems
  }
}

type Environment = Readonly<Record<string, string | undefined>>

/** The name in the list that a mistyped one most resembles: all but two letters the same. */
function nearest(name: string, known: readonly string[]): string | undefined {
  const letters = (text: string) => [...text].sort().join('')
  const distance = (a: string, b: string) => {
    const rest = [...letters(b)]
    let extra = 0
    for (const letter of letters(a)) {
      const at = rest.indexOf(letter)
      if (at < 0) extra += 1
      else rest.splice(at, 1)
    }
    return extra + rest.length
  }
  return known
    .map((other) => ({ other, far: distance(name, other) }))
    .sort((a, b) => a.far - b.far)
    .find(({ far }) => far <= 2)?.other
}

function unknownNames(environment: Environment): string[] {
  const known = Object.values(settings).map(({ name }) => name)
  return Object.keys(environment)
    .filter((name) => name.startsWith('TICKMARK_') && !known.includes(name))
    .map((name) => {
      const meant = nearest(name, known)
      return `${name} is not a setting of Tickmark${meant ? `; perhaps ${meant} is meant` : ''}. docs/configuration.md lists them all.`
    })
}

function readAll(environment: Environment, problems: string[]) {
  const values: Record<string, unknown> = {}
  for (const [key, one] of Object.entries(settings) as [string, Setting<unknown>][]) {
    const given = environment[one.name]?.trim()
    const text = given === undefined || given === '' ? one.preset : given
    values[key] = text === null ? null : one.read(text)
    if (text !== null && values[key] === null) {
      problems.push(`${one.name} must be ${one.expects}${one.secret ? '' : `, but it is ${JSON.stringify(text)}`}.`)
    }
  }
  return values as { [K in keyof Settings]: ValueOf<Settings[K]> }
}

export function readConfig(environment: Environment): Config {
  const problems = unknownNames(environment)
  const read = readAll(environment, problems)
  if (read.smtpUrl !== null && read.mailFrom === null && !problems.some((problem) => problem.startsWith('TICKMARK_MAIL_FROM'))) {
    problems.push(`${settings.mailFrom.name} must be set with ${settings.smtpUrl.name}: ${settings.mailFrom.expects}.`)
  }
  if (read.sessionIdle > read.sessionLifetime && read.sessionLifetime > 0) {
    problems.push(`${settings.sessionIdle.name} must not be longer than ${settings.sessionLifetime.name}.`)
  }
  if (problems.length === 0) problems.push(...evidenceProblems(read))
  if (problems.length > 0) throw new ConfigProblems(problems)
  return {
    ...read,
    publicUrl: read.publicUrl ?? `http://localhost:${read.port}`,
    secretKeyFile: read.secretKeyFile ?? join(read.dataDirectory, 'keys', 'secret.key'),
    signingSeedFile: read.signingSeedFile ?? join(read.dataDirectory, 'keys', 'signing.seed'),
    packageDirectory: read.packageDirectory ?? join(read.dataDirectory, 'packages'),
  }
}
