// Where does a bucket's object lie, and what is said when the service says no?
import { expect, test } from 'vitest'
import { type Instant, parseInstant } from '../../core/kernel/instant.ts'
import { outgoingStream } from './outgoingStream.ts'
import { elementOf, S3Error, s3Client } from './s3Client.ts'

const key = { keyId: 'AKIAIOSFODNN7EXAMPLE', secret: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', region: 'us-east-1' }
const tools = { http: outgoingStream({ mode: 'public', remedy: '' }), clock: () => parseInstant('2013-05-24T00:00:00Z') as Instant }

test('an object lies below the bucket’s name in the path, or before the name of the host', () => {
  const open = (addressing: 'path' | 'host') =>
    s3Client({ endpoint: 'https://s3.amazonaws.com', bucket: 'examplebucket', key, addressing }, tools).presign('test.txt', {}, 86_400)
  expect(open('path')).toMatch(/^https:\/\/s3\.amazonaws\.com\/examplebucket\/test\.txt\?X-Amz-/)
  // The documentation's own example, by way of the settings.
  expect(open('host')).toMatch(
    /^https:\/\/examplebucket\.s3\.amazonaws\.com\/test\.txt\?.*Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404$/,
  )
})
test('an error repeats what the service said, and nothing of the key', () => {
  const text = '<Error><Code>AccessDenied</Code><Message>Not &quot;you&quot;</Message><StringToSign>AWS4…</StringToSign></Error>'
  expect(new S3Error('PUT a', { status: 403, text }).message).toBe('The object store answered 403 (AccessDenied) to PUT a: Not "you"')
  expect(elementOf('<A>1</A>', 'B')).toBeUndefined()
})
