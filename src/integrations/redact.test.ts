// What people see of a delivery.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { redactHeaders, redactSecrets } from './redact.ts'

describe('redacting a body', () => {
  test('the value goes, every other byte stays', () => {
    const body = '{\n  "Type" : "Notification",\n  "UnsubscribeURL" : "https://sns.example.com/?a=\\"b\\"",\t"n": 1502709956288000110 }\n'
    expect(redactSecrets(body, ['/UnsubscribeURL'])).toEqual({
      text: '{\n  "Type" : "Notification",\n  "UnsubscribeURL" : "[redacted]",\t"n": 1502709956288000110 }\n',
      redacted: ['/UnsubscribeURL'],
    })
  })

  test('a wildcard finds every element, and says which they were', () => {
    const body = '{"Records":[{"Sns":{"UnsubscribeUrl":"one","Other":"x"}},{"Sns":{"UnsubscribeUrl":"two"}}]}'
    expect(redactSecrets(body, ['/Records/*/Sns/UnsubscribeUrl'])).toEqual({
      text: '{"Records":[{"Sns":{"UnsubscribeUrl":"[redacted]","Other":"x"}},{"Sns":{"UnsubscribeUrl":"[redacted]"}}]}',
      redacted: ['/Records/0/Sns/UnsubscribeUrl', '/Records/1/Sns/UnsubscribeUrl'],
    })
  })

  test('numbers, lists and objects go as a whole; null, true, false and nothing have nothing to hide', () => {
    expect(redactSecrets('{"a":{"b":[1,"}"]},"c":12,"d":null,"e":"","f":[3]}', ['/a', '/c', '/d', '/e', '/f/0']).text).toBe(
      '{"a":"[redacted]","c":"[redacted]","d":null,"e":"","f":["[redacted]"]}',
    )
  })

  test('a name written with escapes, and one that stands twice, is found', () => {
    expect(redactSecrets('{"\\u0054oken":"a","Token":"b"}', ['/Token']).text).toBe('{"\\u0054oken":"[redacted]","Token":"[redacted]"}')
  })

  test('a body that was cut off hides what stands behind the name', () => {
    expect(redactSecrets('{"routing_key":"abc","payload":{"a"', ['/routing_key']).text).toBe('{"routing_key":"[redacted]","payload":{"a"')
    expect(redactSecrets('{"x":1,"routing_key": "abcdef', ['/routing_key']).text).toBe('{"x":1,"routing_key":"[redacted]"')
    expect(redactSecrets('{"x":1,"routing_key": {"deep":"abc"},"y"', ['/routing_key']).text).toBe('{"x":1,"routing_key":"[redacted]"')
  })

  test('in a form the field goes, and the secret in the JSON of a field', () => {
    expect(redactSecrets('token=abc&x=1', ['/token'])).toEqual({ text: 'token=[redacted]&x=1', redacted: ['/token'] })
    const form = `payload=${encodeURIComponent('{"alert":{"secret":"s3cret","n":1}}')}&x=1`
    expect(redactSecrets(form, ['/alert/secret']).text).toBe(`payload=${encodeURIComponent('{"alert":{"secret":"[redacted]","n":1}}')}&x=1`)
  })

  test('a form of more fields than anybody reads is cut off behind them', () => {
    const { text, redacted } = redactSecrets(`${'a=b&'.repeat(1000)}token=s3cret`, ['/token'])
    expect(text.endsWith('a=b&[redacted]')).toBe(true)
    expect(text).not.toContain('s3cret')
    expect(redacted).toEqual([''])
  })

  test('without a secret in it the text is the same text', () => {
    for (const text of ['', 'plain words', '{"a": 1 }', '[', 'a=b&c', '\u0000'])
      expect(redactSecrets(text, ['/Token'])).toEqual({ text, redacted: [] })
  })

  test('whatever JSON it is, the secret is gone and the rest reads as before', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), fc.string(), (other, name) => {
        const body = `{"other":${other},"holds":[{"key":"TOP-SECRET"}],${JSON.stringify(`n${name}`)}:1}`
        const { text } = redactSecrets(body, ['/holds/*/key'])
        expect(text).not.toContain('TOP-SECRET')
        expect(JSON.parse(text)).toEqual({ ...JSON.parse(body), holds: [{ key: '[redacted]' }] })
      }),
    )
  })

  test('cutting a body off anywhere never shows the secret', () => {
    const body = '{"a":[1,2],"routing_key" : "0123456789abcdef","payload":{"summary":"x"}}'
    for (let length = 0; length <= body.length; length++) {
      expect(redactSecrets(body.slice(0, length), ['/routing_key']).text).not.toMatch(/0123/)
    }
  })
})

test('headers that open doors are hidden, signatures and the rest are shown', () => {
  const { headers, redacted } = redactHeaders({
    authorization: 'Basic YTpi',
    cookie: 'a=b',
    'x-api-key': 'k',
    'x-gitlab-token': 't',
    'x-original-uri': '/hooks/generic/KEY',
    'x-pagerduty-signature': 'v1=ab',
    'webhook-signature': 'v1,ab',
    'x-token-signature': 'ab',
    'content-type': 'application/json',
    'x-auth-token': '',
  })
  expect(redacted).toEqual(['authorization', 'cookie', 'x-api-key', 'x-gitlab-token', 'x-original-uri'])
  expect(headers).toEqual({
    authorization: '[redacted]',
    cookie: '[redacted]',
    'x-api-key': '[redacted]',
    'x-gitlab-token': '[redacted]',
    'x-original-uri': '[redacted]',
    'x-pagerduty-signature': 'v1=ab',
    'webhook-signature': 'v1,ab',
    'x-token-signature': 'ab',
    'content-type': 'application/json',
    'x-auth-token': '',
  })
})
