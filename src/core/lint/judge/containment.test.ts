// How containment stands: by what can be used, never by headings and words alone.
import { describe, expect, test } from 'vitest'
import { judge, standing, standsAs } from '../../../../test/support/judging.ts'

test('the right verb without a handle is generic, with one functional', () => {
  expect(
    standing('containment', '# Leaked key runbook\n\n## Contain\n\n1. Isolate affected systems.\n2. Revoke exposed credentials.\n'),
  ).toBe('generic')
  expect(
    standing(
      'containment',
      '# Leaked key runbook\n\n## Contain\n\n1. Deactivate the key: `aws iam update-access-key --status Inactive`\n2. Sign out everywhere: **Okta > People > Clear sessions**\n',
    ),
  ).toBe('functional')
})
test('a runbook that only looks is generic, however many products it names', () => {
  expect(
    standing(
      'containment',
      '# Key leaked playbook\n\n1. Query CloudTrail for the key.\n2. Review GuardDuty findings.\n3. Check IAM policies in Security Hub.\n',
    ),
  ).toBe('generic')
})
test('a TODO where the command should stand is a step that nobody can do', () => {
  const text =
    '# Disk full runbook\n\n## Mitigation\n\nRemove images:\n\n```sh\n# TODO: command\n```\n\nRemove logs:\n\n```sh\n# TODO: command\n```\n\nOpen the node:\n\n```sh\nkubectl debug node/x\n```\n'
  expect(standing('containment', text)).toBe('generic')
  expect(judge(text).overall).toBe('mixed')
})

describe('containment in reports of vulnerabilities', () => {
  const handling = (more: string) =>
    `# Handling of vulnerability reports\n\n1. Acknowledge the report to the reporter.\n2. Request a CVE for the vulnerability.\n\n## Remediation\n\n1. Fix the vulnerability on a private branch.\n2. Release the patched version with its advisory.\n${more}`
  test('mending what is sold contains nothing that runs', () => {
    expect(judge(handling('')).judgements.containment.standing).toBe('absent')
  })
  test('a section that says contain is meant', () => {
    expect(judge(handling('\n## Containment\n\n1. Disable the affected feature.\n')).judgements.containment.standing).toBe('generic')
  })
})

describe('a step that says an operation of one tool', () => {
  const runbook = (...steps: string[]) =>
    judge(`# Leaked secret runbook\n\n## Containment\n\n${steps.map((step, at) => `${at + 1}. ${step}\n`).join('')}`).judgements.containment
      .standing
  test('needs no code marks', () => {
    expect(runbook('Force-push to the PR branch to overwrite the code.', 'Revert the commit.', 'Revoke the secret.')).toBe('functional')
    expect(runbook('Overwrite the code.', 'Undo the change.', 'Revoke the secret.')).toBe('generic')
  })
  test('a call is made, whoever else is called', () => {
    expect(runbook('Call pause() on the vault.', 'Call setCap(0) on the pool.', 'Tell the community.')).toBe('functional')
    expect(runbook('Call the vendor.', 'Call the owner of the pool.', 'Tell the community.')).not.toBe('functional')
  })
})

standsAs('containment', [
  [
    'g',
    '# Plan\n\n## Containment\n\nShort-term containment aims to limit the damage. Long-term containment allows systems to be used in production while clean systems are rebuilt.\n',
  ],
  ['a', '# Communication guide\n\nOnce the incident is mitigated, post an update. Close the incident channel.\n'],
  [
    'f',
    '# Key leak\n\n## Respond\n\n1. Disable the key in IAM: `aws iam update-access-key --status Inactive`\n2. Remove it from history with `git filter-repo`\n3. Rotate the DB password in Vault: `vault write database/rotate-root/main`\n',
  ],
  ['g', '# Outage\n\n## Mitigation\n\n- Restart the service\n- Roll back the last deployment\n- Scale up\n'],
  [
    'f',
    '# Compromised GitHub account\n\n- Go to https://github.com/orgs/acme/people and remove the user.\n- Settings > Developer settings > Personal access tokens: revoke all.\n- In Okta, suspend the user.\n',
  ],
  [
    'g',
    '# Ransomware\n\n- [ ] Disconnect infected machines from the network\n- [ ] Disable shared drives\n- [ ] Reset passwords\n- [ ] Restore from backup\n',
  ],
  ['g', 'a. Identify the source of the attack.\nb. Block the source.\nc. Remove malware from affected systems.\nd. Restore services.\n'],
  [
    'f',
    '# HighErrorRate\n\n## Remediation\n\nRoll back:\n\n```bash\nargocd app rollback api\n```\n\nIf the DB is the cause, fail over:\n\n```bash\npatronictl switchover main\n```\n',
  ],
  ['a', '# Severity definitions\n\nP1: site down. P2: degraded.\n'],
  ['a', '# On-call expectations\n\n- Be within 15 minutes of a laptop\n- Acknowledge pages\n'],
  // What is typed counts however it is written.
  [
    'f',
    '# Ban a network\n\n## Add it\n\n```\nada@bastion:~$ knife ssh role:lb "sudo ip route add blackhole 192.0.2.0/24"\n```\n\n## Remove it\n\n```\nada@bastion:~$ knife ssh role:lb "sudo ip route del blackhole 192.0.2.0/24"\n```\n',
  ],
  ['f', '# Rotate the deploy key\n\n- `cf delete-service-key deployer ci`\n- `cf create-service-key deployer ci`\n'],
  ['f', '# Restore runbook\n\n- Run db/tools/restore_latest.sh.\n- Run db/tools/refresh_views.sh.\n- Restart the workers.\n'],
  [
    'g',
    '# Incident policy\n\n## Lifecycle\n\n1. **Identification:** Log incidents.\n2. **Containment:** Short actions that limit the impact.\n3. **Recovery:** Restore services.\n',
  ],
  ['a', '# Postmortem\n\n## Timeline\n\n## Remediations\n\n- Owner, action, due date\n'],
  [
    'g',
    '# Mailbox taken over\n\n## TODO\n\n- Reset sign-in cookies in the Google Admin Console\n- Suspend the account in Google Workspace\n',
  ],
  // A deadline towards one's own manager tells nobody.
  [
    'f',
    '# Queue is stuck runbook\n\n1. Mute the alerts in Falconer.\n2. Restart the Kestrel worker.\n3. Scale the ingest-worker deployment to 0.\n',
  ],
  [
    'f',
    '# Maintenance mode\n\n1. Go to `/admin/settings`\n2. Click on the **Maintenance** tab\n3. Toggle the maintenance mode switch on\n4. Click **Save Changes**\n',
  ],
  [
    'f',
    '# Too many requests runbook\n\n1. Lower the limit:\n\n   ```yaml\n   limits:\n     requests: 10\n   ```\n\n2. Run `shipit restart gateway`\n',
  ],
  [
    'g',
    '# Leaked key runbook\n\n1. Revoke the key through the Access Management Portal Team.\n2. Rotate all Secrets.\n3. Notify Legal and the Security Council.\n',
  ],
  // What is rotated, queued or contained as data announces nothing.
  ['a', '# Upload service\n\n## Contains personal data\n\nNo, none that would need to be restored.\n'],
  // What people do to organize themselves contains nothing; nor do the names of phases.
  [
    'a',
    '# Call-out runbook\n\n- Create an incident in the desk\n- Contact the duty manager\n- Post in #alerts\n- Open a call\n- Solve the issue\n- Check that nobody is missing\n- See who is away\n',
  ],
  ['a', '# Incident policy\n\nThe response is to identify, contain, eradicate and recover from what happened.\n'],
  ['a', '# Continuity policy\n\n## Recovery plan testing\n\nOnce a year the team tests how to restore access and recover data.\n'],
  // What is entered into a form stands in the form.
  [
    'f',
    '# Block an address runbook\n\n1. Navigate to **Actions** and select **Block address**\n2. Enter the range\n3. Set a duration\n4. Submit it for approval\n5. Block the others\n',
  ],
  // What a step means may stand just before it.
  ['f', '# Queue is slow runbook\n\nLook at the worker `kestrel-1` in Grafana.\n\nIt hangs at times.\n\nRestart it.\n\nDisable it.\n'],
  ['g', '# Queue is slow runbook\n\nLook at the worker that is slow.\n\nIt hangs at times.\n\nRestart it.\n\nDisable it.\n'],
  [
    'f',
    '# Registry is down runbook\n\nSearch the repository for this line:\n\n```\n# use the line below when the registry is down\n```\n\nIn every file, comment out the line above and uncomment the line below.\n\nDisable the quay integration in Unleash.\n',
  ],
  [
    'f',
    '# Adapter plan\n\n## Contain\n\n- The committee can stop the adapter by calling `emergencyStop()` on it.\n- Stop for a moment before anything that cannot be undone.\n',
  ],
  [
    'f',
    '# Vulnerability response plan\n\nA report of a vulnerability arrives by mail.\n\nThe advisory gets a CVE.\n\nA patch is written for the vulnerability.\n\n- Revoke the npm token in the npm console and force-push over the commit.\n- Rotate the `RELEASE_KEY` in GitHub Actions.\n',
  ],
  // A list of scripts is no step, and the network team is called rather than told.
  [
    'g',
    '# Mail runbook\n\n1. Quarantine the message.\n2. Block the sender.\n3. Reset the passwords of those who clicked.\n\n## Automation\n\n- Playbook: disable the rule in Exchange admin center\n- Run `Remove-InboxRule` for all\n- Reset them with `reset-all.ps1`\n- Block it with `block.ps1`\n',
  ],
  // What does not happen, where it is looked at, and what sets it off are no steps.
  [
    'g',
    '# Exposed source runbook\n\nThis does not replace `reports.md`.\n\nIt does not disable `alerts.yaml`.\n\n- Pause the releases.\n- Revoke the key.\n',
  ],
  [
    'g',
    '# Queue backlog runbook\n\n## Diagnosis\n\n- In the portal: Interoperability → Monitor → Queues.\n- Also Production → Monitor → Hosts.\n\n## Fix\n\n- Correct the connectivity.\n- Disable new intake.\n- Restart what hangs.\n',
  ],
  [
    'g',
    '# Attack runbook\n\n- Trigger: `rate_limit_storm` in the log\n- Trigger: `auth_failures` in the log\n- Block the addresses.\n- Reset the passwords.\n',
  ],
])
