// How evidence stands: by what can be used, never by headings and words alone.
import { expect, test } from 'vitest'
import { standing, standsAs } from '../../../../test/support/judging.ts'

test('evidence needs artefacts with where or how', () => {
  expect(standing('evidence', '# Plan\n\n## Evidence\n\n- Preserve all evidence.\n- Maintain chain of custody.\n')).toBe('generic')
  expect(
    standing(
      'evidence',
      '# Plan\n\n## Evidence\n\n- CloudTrail events: `aws cloudtrail lookup-events > events.json`\n- Disk: `aws ec2 create-snapshot --volume-id vol-1`\n',
    ),
  ).toBe('functional')
})

standsAs('evidence', [
  ['g', '# X\n\n- Take screenshots\n- Save the logs\n- Do not reboot the machine, memory may be evidence\n'],
  [
    'f',
    '# X\n\n## Evidence\n\n1. Export the GuardDuty finding: `aws guardduty get-findings > f.json`\n2. Snapshot the volume: `aws ec2 create-snapshot --volume-id vol-1`\n3. Copy both to s3://acme-forensics\n',
  ],
  ['a', '# X\n\nCheck the logs with `kubectl logs`.\n'],
  ['g', '# Plan\n\nThe forensic team will acquire disk images of the affected systems.\n'],
  ['a', '# Redis\n\nCollect metrics in Grafana.\n'],
  ['g', '# Breach checklist\n\n1. Preserve all logs and records related to the breach.\n'],
  // Evidence may be a file.
  ['f', '# IR\n\n1. Collect evidence:\n   - `bin/gate doctor --json`\n   - the newest reports in `data/benchmarks/`\n2. Recover.\n'],
  [
    'f',
    '# Interconnect\n\n- If traffic should be captured:\n  - Flow logs: Services -> VPC -> VPC ID -> Flow Logs\n  - Live packets: `tcpdump -i eth0 -w /tmp/x.pcap`\n',
  ],
])
