// How communication stands: by what can be used, never by headings and words alone.
import { describe, expect, test } from 'vitest'
import { judge, standing, standsAs } from '../../../../test/support/judging.ts'

test('communication needs two of text, threshold and deadline, and no hedge', () => {
  expect(
    standing('communication', '# Plan\n\n## Communication\n\n- Notify regulators within required timeframes (typically 72 hours).\n'),
  ).toBe('generic')
  expect(
    standing(
      'communication',
      '# Plan\n\n## Communication\n\n- Customers are told within 72 hours if personal data was read. The notice must include which data and since when.\n',
    ),
  ).toBe('functional')
})

test('a list under “when to post” is a threshold', () => {
  const text = (heading: string) =>
    `# Status messages\n\n## ${heading}\n\n- Sign-in fails for everybody in a region.\n- Messages arrive an hour late.\n\n## Content\n\nThe message must include when it began and what it means for users.\n`
  expect(judge(text('When to post a status message')).judgements.communication.standing).toBe('functional')
  expect(judge(text('About status messages')).judgements.communication.standing).toBe('generic')
})

describe('communication in lines of their own', () => {
  const standing = (text: string) => judge(`# Incident communication\n\n## Updates\n\n${text}`).judgements.communication
  test('how often for which level is a threshold and a cadence', () => {
    const parts = standing('Share the state with stakeholders:\n\n- High severity: hourly\n- Low severity: daily\n').parts
    expect(parts).toEqual({ text: false, threshold: true, deadline: true })
  })
  test('what a message is posted with is its required content', () => {
    expect(standing('Post in #security with:\n\n- what was exposed\n- who found it\n').parts.text).toBe(true)
    expect(standing('Be sure to include what users may see.\n').parts.text).toBe(true)
    expect(standing('Information to include when informing users:\n\n- a point of contact\n').parts.text).toBe(true)
    expect(standing('Post in #security.\n').parts.text).toBe(false)
  })
})

standsAs('communication', [
  [
    'f',
    '# Breach letter\n\nSend within 60 days of discovery. The letter must contain: a description of what happened, the types of information involved, steps individuals should take, and contact details.\n',
  ],
  [
    'f',
    '# Plan\n\n## Communications\n\n| Audience | When | Channel |\n|---|---|---|\n| Executives | Sev1, within 30 minutes | #exec-incidents |\n| Customers | Sev1 and Sev2, within 1 hour, then hourly | Statuspage |\n',
  ],
  [
    'f',
    '# Plan\n\n## External notification\n\nIf more than 500 residents of a state are affected, notify prominent media and HHS within 60 days.\n',
  ],
  ['g', '# Plan\n\n## Communications\n\nThe communications lead will coordinate all internal and external communications.\n'],
  ['g', '# Plan\n\n## Notification\n\nAffected customers will be notified within 72 hours.\n'],
  ['g', '# Plan\n\nThe PR team handles media inquiries. All statements are approved by Legal.\n'],
  ['a', '# DiskFull\n\nUsers see errors when they upload.\n\n1. `df -h`\n2. `rm -rf /tmp/x`\n'],
  [
    'f',
    '# Status page\n\nWithin 15 minutes of declaring a SEV1, post:\n\n```\nWe are investigating an issue with logins. Next update in 30 minutes.\n```\n',
  ],
  ['g', '# Plan\n\nInform affected customers as appropriate.\n'],
  ['g', '# Policy\n\nThe company will comply with all applicable breach notification laws.\n'],
  [
    'f',
    '# Breach\n\nNotify affected users by email no later than 72 hours after confirmation. The email must include what data was exposed and what users should do.\n',
  ],
  ['a', '# Kafka lag\n\nConsumers are slow. Restart with `kubectl rollout restart deploy/consumer`.\n'],
  // A deadline towards one's own manager tells nobody.
  [
    'g',
    '# Policy\n\nUsers must notify their manager within 24 hours. The following information must be included in the notification: what was seen, and when.\n\nCustomers are told of what happened.\n',
  ],
  [
    'f',
    '# IR checklist\n\n- Post a sitrep in #incidents and to security@acme.example.\n- Send sitreps regularly (high: hourly; medium: every 4 hours; low: daily).\n',
  ],
  [
    'f',
    '# Notification\n\n## Authority\n\n**Required Information**:\n\n- date of discovery\n- data subjects affected\n\nTell the supervisory authority within 72 hours of becoming aware.\n',
  ],
  [
    'f',
    '# Plan\n\n## Communication\n\nOnly if customer data was accessed, customers are told.\n\n> Hello team, we are aware of errors at sign-in and are working on them. We will post an update in thirty minutes.\n',
  ],
  // What is rotated, queued or contained as data announces nothing.
  ['a', '# Mail\n\n## Message queue is full\n\n1. Purge the queue: `postsuper -d ALL deferred`\n'],
  // Who is told may be told in one line.
  ['g', '# Stolen key runbook\n\n1. Disable the user in Okta.\n2. Notify the account holder.\n'],
  ['g', '# Ransomware\n\nPull the cable.\n\nStart reporting to the authorities as soon as the scale is known.\n'],
  ['a', '# Postmortem\n\n## Updates\n\n- [Summarize what was communicated]\n'],
  [
    'f',
    '# Incident process\n\n## Communicate our status every few hours\n\nTell the community representatives. The update must include what we have tried and what comes next.\n',
  ],
  // A list of scripts is no step, and the network team is called rather than told.
  ['a', '# Tunnel is down runbook\n\n1. Restart the tunnel: `ipsec restart`\n2. Notify the network team.\n'],
  ['g', '# Error rate runbook\n\n1. Roll back: `kubectl rollout undo deploy/api`\n2. Post in #incidents what was done.\n'],
])
