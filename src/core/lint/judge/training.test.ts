// How upkeep stands: by what can be used, never by headings and words alone.
import { expect, test } from 'vitest'
import { standing, standsAs } from '../../../../test/support/judging.ts'

test('upkeep needs a date, what comes next, and a name', () => {
  expect(standing('training', '# Plan\n\n## Maintenance\n\nThis plan is reviewed annually.\n')).toBe('generic')
  expect(
    standing(
      'training',
      '# Plan\n\n## Document control\n\n- Last reviewed: 2026-01-12\n- Next review: every 6 months\n- Approved by: Ada Example\n',
    ),
  ).toBe('functional')
})

standsAs('training', [
  ['f', '---\nlast_reviewed: 2025-03-01\nreview_cycle: 6 months\nreviewed_by: Ada\n---\n# X\n\ntext\n'],
  ['g', '# X\n\nAll employees receive security awareness training annually.\n'],
  ['g', '# X\n\n*Last updated: 2024-05-01*\n\ntext here\n'],
  [
    'f',
    '# Plan\n\n| Version | Date | Approved by |\n|---|---|---|\n| 1.2 | 2024-05-01 | Ada Lovelace |\n\nThe plan is tested twice a year with a tabletop exercise.\n',
  ],
  ['a', '# X\n\nRestart the pod.\n'],
  ['g', '# Plan\n\nTabletop exercises are conducted annually.\n'],
  ['f', '# Policy\n\n**Last reviewed:** January 12, 2026\n**Next review:** January 2027\n**Approved by:** Ada Example, CISO\n'],
  ['g', '# Policy\n\nThis policy is reviewed at least once a year.\n'],
  ['a', '# API down\n\nOwner: team-api\n\nRun `kubectl get pods`.\n'],
  // A window or a mode for maintenance keeps no document up.
  ['a', '# Banner\n\n## Maintenance mode\n\nRun `make prod enable-maintenance`.\n'],
  ['g', '# Plan\n\n## Policy maintenance\n\nThe document is looked at by its owner.\n'],
])
