// How the review afterwards stands: by what can be used, never by headings and words alone.
import { expect, test } from 'vitest'
import { standing, standsAs } from '../../../../test/support/judging.ts'

test('a review needs content and owned actions, or trigger, deadline and one of them', () => {
  expect(standing('review', '# Plan\n\n## Lessons learned\n\nConduct a lessons learned meeting.\n')).toBe('generic')
  expect(
    standing(
      'review',
      '# Plan\n\n## Post-incident review\n\nRequired for all SEV1 incidents within 5 days: timeline, root cause and impact. Each action has an owner and a due date.\n',
    ),
  ).toBe('functional')
})

standsAs('review', [
  [
    'f',
    '# X\n\nFor every Sev1 and Sev2 we write a postmortem within 5 days. It has a timeline and root cause, and action items are filed in Jira with an owner.\n',
  ],
  ['g', '# X\n\n## After the incident\n\n- Write a postmortem\n- Share it with the team\n'],
  ['g', '# X\n\n## Post-Incident Activity\n\nThe team will meet to discuss what went well and what could be improved.\n'],
  ['a', '# X\n\nReview the logs in Kibana.\n'],
  ['g', '# Plan\n\n## Follow-up\n\nRoot cause analysis will be performed and improvements implemented.\n'],
  [
    'f',
    '# Retro\n\nHeld within 3 business days of every SEV1/SEV2.\n\n1. Timeline\n2. Root cause (5 whys)\n3. Customer impact\n4. Action items: each gets an owner, a due date and a Jira ticket\n',
  ],
  ['a', '# Disk full\n\nDelete old logs: `journalctl --vacuum-size=1G`\n'],
  // A deadline towards one's own manager tells nobody.
  ['g', '# Outage\n\n1. Restart.\n2. Post-incident review with actions tracked.\n'],
  [
    'f',
    '# SOP: postmortems\n\n1. Schedule it within two business days.\n2. Gather the timeline and contributing factors.\n3. Each corrective action gets an owner and a due date.\n',
  ],
  [
    'g',
    '# Incidents\n\n## Post-incident\n\n- Root cause analysis within 48 hours for every P0\n- If the fault affected balances: tell operations\n',
  ],
  // What is entered into a form stands in the form.
  [
    'f',
    '# Root cause analysis\n\nAfter each severity::1 incident a review is opened within 30 days. Corrective actions get an issue and a DRI.\n',
  ],
])
