// Which links may be shown.
import { expect, test } from 'vitest'
import { absoluteLink } from './link.ts'

test('an absolute http or https link is kept letter for letter', () => {
  const link = 'http://prometheus.example.com:9090/graph?g0.expr=sum%28irate%28x%5B5m%5D%29%29&g0.tab=0'
  expect(absoluteLink(` ${link} `)).toBe(link)
})

test('a name and password in a link are dropped', () => {
  expect(absoluteLink('https://ada:s3cret@grafana.example.com/d/1')).toBe('https://grafana.example.com/d/1')
})

test('what would have to be encoded is encoded', () => {
  expect(absoluteLink('https://grafana.example.com/d/<script>')).toBe('https://grafana.example.com/d/%3Cscript%3E')
})

test.each([
  '?orgId=1',
  '/d/1',
  '',
  'server1.example.com',
  'javascript:alert(1)',
  'ftp://example.com/',
  'https://',
  `https://example.com/${'a'.repeat(2100)}`,
  5,
  null,
  undefined,
])('%o is no link to follow', (written) => {
  expect(absoluteLink(written)).toBeNull()
})
