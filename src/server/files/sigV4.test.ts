// Are requests signed as AWS documents it? Its own examples, with its own example keys.
import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { type Instant, parseInstant } from '../../core/kernel/instant.ts'
import { emptyHash, presignUrl, signRequest } from './sigV4.ts'

const at = parseInstant('2013-05-24T00:00:00Z') as Instant
const key = { keyId: 'AKIAIOSFODNN7EXAMPLE', secret: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', region: 'us-east-1' }
const bucket = 'https://examplebucket.s3.amazonaws.com'
const body = createHash('sha256').update('Welcome to Amazon S3.').digest('hex')

test.each([
  ['GET', '/test.txt', { range: 'bytes=0-9' }, emptyHash, 'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41'],
  [
    'PUT',
    '/test%24file.text',
    { date: 'Fri, 24 May 2013 00:00:00 GMT', 'x-amz-storage-class': 'REDUCED_REDUNDANCY' },
    body,
    '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
  ],
  ['GET', '/?lifecycle', {}, emptyHash, 'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543'],
  ['GET', '/?max-keys=2&prefix=J', {}, emptyHash, '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7'],
])('%s %s has the signature of the documentation', (method, path, headers, bodyHash, signature) => {
  const signed = signRequest({ method, url: new URL(bucket + path), headers: headers as Record<string, string>, bodyHash }, key, at)
  expect(signed.authorization).toMatch(/^AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE\/20130524\/us-east-1\/s3\/aws4_request,/)
  expect(signed.authorization?.split('Signature=')[1]).toBe(signature)
})

test('an address for a day has the signature of the documentation', () => {
  const url = presignUrl(new URL(`${bucket}/test.txt`), key, at, 86_400)
  expect(url).toBe(
    `${bucket}/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404`,
  )
})
