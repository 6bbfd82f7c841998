// Who is sent compressed answers?
import { expect, test } from 'vitest'
import { readsGzip } from './compressAnswers.ts'

test.each(['gzip', 'gzip, deflate, br', 'br;q=1.0, GZIP;q=0.8', 'deflate , gzip'])('%s reads it', (accepted) => {
  expect(readsGzip(accepted)).toBe(true)
})
test.each([undefined, '', 'identity', 'br', 'gzip;q=0', 'gzip; q=0.000', 'xgzip'])('%s does not', (accepted) => {
  expect(readsGzip(accepted)).toBe(false)
})
