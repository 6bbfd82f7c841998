// Does a wrong setting stop the start, in words that say which one and what was expected?
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { ConfigProblems, readConfig, settings } from './config.ts'
import { configurationPage } from './configurationPage.ts'

function problemsOf(environment: Record<string, string>): readonly string[] {
  try {
    readConfig(environment)
    return []
  } catch (error) {
    if (error instanceof ConfigProblems) return error.problems
    throw error
  }
}

describe('settings', () => {
  test('have defaults that make a server on this machine alone', () => {
    const config = readConfig({})
    expect(config).toMatchObject({
      host: '127.0.0.1',
      port: 4600,
      publicUrl: 'http://localhost:4600',
      databaseUrl: null,
      allowOutgoing: 'no',
      trustProxy: [],
      deliveryMaxBytes: 2 * 1024 * 1024,
      sessionIdle: 3 * 86_400_000,
    })
    expect(config.signingSeedFile).toBe(`${config.dataDirectory}/keys/signing.seed`)
  })
  test('that are empty count as not set', () => {
    expect(readConfig({ TICKMARK_PORT: '', DATABASE_URL: ' ' })).toMatchObject({ port: 4600, databaseUrl: null })
  })
  test('that are wrong are all named at once, each with what was expected', () => {
    const problems = problemsOf({ TICKMARK_PORT: '99999', TICKMARK_LOG_LEVEL: 'loud', TICKMARK_SESSION_IDLE: '3 days' })
    expect(problems).toHaveLength(3)
    expect(problems[0]).toBe('TICKMARK_PORT must be a port from 0 to 65535 (0: any free one), but it is "99999".')
    expect(problems[1]).toContain('TICKMARK_LOG_LEVEL must be `fatal`')
  })
  test('that nobody knows are refused, with the one that was perhaps meant', () => {
    expect(problemsOf({ TICKMARK_PROT: '1' })).toEqual([
      'TICKMARK_PROT is not a setting of Tickmark; perhaps TICKMARK_PORT is meant. docs/configuration.md lists them all.',
    ])
    expect(problemsOf({ TICKMARK_SOMETHING_ELSE: '1' })[0]).not.toContain('perhaps')
  })
  test('that are secret are not repeated in messages', () => {
    const [problem] = problemsOf({ DATABASE_URL: 'mysql://user:hunter2@host/db' })
    expect(problem).toContain('DATABASE_URL must be')
    expect(problem).not.toContain('hunter2')
  })
  test('that need each other are held together', () => {
    expect(problemsOf({ TICKMARK_SMTP_URL: 'smtp://mail.example.com' })[0]).toContain('TICKMARK_MAIL_FROM must be set with')
    expect(problemsOf({ TICKMARK_SESSION_IDLE: '2d', TICKMARK_SESSION_LIFETIME: '1d' })[0]).toContain('must not be longer than')
  })
  const bucket = {
    TICKMARK_EVIDENCE_STORE: 's3',
    TICKMARK_S3_ENDPOINT: 'https://s3.eu-central-1.amazonaws.com',
    TICKMARK_S3_BUCKET: 'evidence',
    TICKMARK_S3_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
    TICKMARK_S3_SECRET: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  }
  test.each<[string, Record<string, string>, string]>([
    ['its endpoint', { TICKMARK_S3_ENDPOINT: '' }, 'TICKMARK_S3_ENDPOINT must be set'],
    ['its secret', { TICKMARK_S3_SECRET: '' }, 'Exactly one of TICKMARK_S3_SECRET and'],
    ['one secret only', { TICKMARK_S3_SECRET_FILE: '/run/secrets/s3' }, 'Exactly one of TICKMARK_S3_SECRET and'],
    ['https', { TICKMARK_S3_ENDPOINT: 'http://s3.example.com' }, 'must be https'],
    ['how long to lock', { TICKMARK_S3_LOCK: 'compliance' }, 'TICKMARK_S3_LOCK_DAYS must be set'],
  ])('of a bucket are refused without %s', (_what, change, problem) => {
    expect(problemsOf(bucket)).toEqual([])
    expect(problemsOf({ ...bucket, ...change })).toEqual([expect.stringContaining(problem)])
  })
  test('of a bucket allow plain http where the address may be private', () => {
    const near = { ...bucket, TICKMARK_S3_ENDPOINT: 'http://minio:9000' }
    expect(problemsOf({ ...near, TICKMARK_S3_PRIVATE_ADDRESS: 'yes' })).toEqual([])
    expect(problemsOf({ ...near, TICKMARK_ALLOW_OUTGOING: 'all' })).toEqual([])
  })
  test.each([
    ['TICKMARK_PUBLIC_URL', 'https://tickmark.example.com', 'https://tickmark.example.com/tickmark'],
    ['TICKMARK_PUBLIC_URL', 'http://localhost:1', 'ftp://example.com'],
    ['TICKMARK_TRUST_PROXY', '10.0.0.0/8, loopback', '10.0.0.0/33'],
    ['TICKMARK_TRUST_PROXY', 'fd00::/8', 'everybody'],
    ['TICKMARK_DELIVERY_MAX_BYTES', '512KiB', '12'],
    ['TICKMARK_MAIL_FROM', 'Tickmark <no-reply@example.com>', 'no-reply'],
    ['TICKMARK_MAIL_FROM', 'a@example.com', 'a@example.com\r\nBcc: b@example.com'],
    ['TICKMARK_METRICS_TOKEN', '0123456789abcdef', 'short'],
    ['TICKMARK_HOST', '::', 'a host'],
  ])('%s accepts %s and refuses %s', (name, good, bad) => {
    expect(problemsOf({ [name]: good })).toEqual([])
    expect(problemsOf({ [name]: bad })).toHaveLength(1)
  })
  test('have defaults that are accepted themselves', () => {
    for (const { name, preset } of Object.values(settings)) if (preset !== null) expect(problemsOf({ [name]: preset })).toEqual([])
  })
  test('are all in docs/configuration.md, as they are', () => {
    const printed = readFileSync(new URL('../../docs/configuration.md', import.meta.url), 'utf8')
    expect(printed, 'run: node scripts/printConfiguration.ts').toBe(configurationPage())
  })
})
