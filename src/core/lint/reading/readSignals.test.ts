// What counts as something that can be used at once, and what only looks like it.
import { expect, test } from 'vitest'
import { read } from '../../../../test/support/judging.ts'

const signals = (text: string, which: 'paths' | 'channels' | 'mentions' | 'objects') =>
  read(`# Page\n\n${text}\n`).reads.flatMap((each) => each[which].map(({ value }) => value.trim()))

test.each([
  ['Go to Settings → Applications', 1],
  ['In the console: VPC -> Transit gateways', 1],
  ['Click **Actions** → **Delete**', 1],
  // People, phases and explanations have arrows too.
  ['Support → Engineering', 0],
  ['On-call → Team Lead → CTO', 0],
  ['Rotate the keys → Any that were in the file', 0],
  ['Notify community → Post an issue that says what happened', 0],
  ['Restore from backup → Use the copy of last night', 0],
])('%s: %i path to click', (text, count) => {
  expect(signals(text, 'paths')).toHaveLength(count)
})

test.each([
  ['Join #incidents or #ada-alerts', ['#incidents', '#ada-alerts']],
  ['style A fill:#fff9c4 and #abc', []],
  ['Channel: #none', []],
])('%s: channels', (text, found) => {
  expect(signals(text, 'channels')).toEqual(found)
})

test('what begins like a name in code and in templates is nobody', () => {
  expect(signals('Ask @ada, not @username, and read @timestamp', 'mentions')).toEqual(['@ada'])
})

test.each([
  ['the `payments-api` and its `config.yaml`', ['payments-api', 'config.yaml']],
  ['on `YYYY-MM-DD`, at `<url>`, rated `Low|Moderate|High`', []],
  ['the payments-api service', ['payments-api']],
  ['by the out-of-band channel, in a follow-up job', []],
])('%s: things', (text, found) => {
  expect(signals(text, 'objects')).toEqual(found)
})

test.each([
  ['Call [name of the lead]', 1],
  ['Tell {security team?} at once.', 1],
  ['Call the engineer (xxxxxxxxxxxx)', 1],
  ['Tell the {name} of the team', 0],
  ['[TOC]', 0],
  ['[CAUTION] Stop first.', 0],
])('%s: %i places left open', (text, count) => {
  expect(read(`# Page\n\n${text}\n`).reads.flatMap(({ placeholders }) => placeholders)).toHaveLength(count)
})
