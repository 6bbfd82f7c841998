// Do logs hold what an operator needs, and no secret?
import { describe, expect, test } from 'vitest'
import { loggedUrl, makeLogger, readableLine } from './logger.ts'

describe('a logged address', () => {
  test.each([
    ['/hooks/alertmanager/k3y', '/hooks/alertmanager/[redacted]'],
    ['/hooks/heartbeat/k3y?x=1', '/hooks/heartbeat/[redacted]'],
    ['/hooks/generic/k3y/more', '/hooks/generic/[redacted]'],
    ['/api/v1/alerts?q=secret', '/api/v1/alerts'],
    ['/', '/'],
  ])('%s is %s', (url, logged) => {
    expect(loggedUrl(url)).toBe(logged)
  })
})

describe('a log line', () => {
  test('does not show what bears the name of a secret', () => {
    const lines: string[] = []
    makeLogger({ logLevel: 'info', logFormat: 'json' }, { write: (line) => lines.push(line) }).info(
      { password: 'hunter2', headers: { authorization: 'Bearer x', cookie: 'y' } },
      'Hello',
    )
    expect(lines.join('')).not.toMatch(/hunter2|Bearer x|"y"/)
  })
  test('reads like a line on a terminal, stack and all', () => {
    const lines: string[] = []
    const log = makeLogger({ logLevel: 'info', logFormat: 'text' }, { write: (line) => lines.push(line) })
    log.warn({ port: 1, err: new Error('gone') }, 'Hello')
    expect(lines[0]).toMatch(/^\d\d:\d\d:\d\d\.\d{3} WARN {2}Hello port=1\nError: gone\n {4}at /)
    expect(readableLine('{"level":30,"time":0,"msg":"x","a":{"b":1}}')).toBe('00:00:00.000 INFO  x a={"b":1}\n')
  })
})
