// The sample company’s policy on who has access to what: the one whose review lapsed, and its second version.

type Words = { breakGlass: string; acknowledge: string }

const text = ({ breakGlass, acknowledge }: Words) => `---
kind: policy
id: access-control
title: Access control policy
owner: Head of engineering
approvers: [admin]
review: { every: P60D }
${acknowledge}applies_to: [soc2:CC6.1, soc2:CC6.2, soc2:CC6.3, iso27001:A.5.15, iso27001:A.5.18]
---

# Access control policy

Who gets into which system of Larkspur GmbH, who says so, and when it ends. It binds everyone who works for us, employed or not, and every
account that a machine uses.

## Getting access

- One person, one account. Nobody works with the account of somebody else, and no account belongs to a team.
- Access is asked for in a ticket that names the system, the role in it, and what it is needed for. The owner of the system grants it, never the
  person who asks.
- Everybody begins with the least that their work needs. Access to production data is given for a task, with a day on which it ends.
- Signing in takes a second factor: a security key for production and for Google Workspace, an app elsewhere.

## Ending access

- Whoever leaves has no account that works at the end of their last day. Whoever changes teams gives back what the new work does not need
  within 5 working days.
- Keys of machines are renewed every 90 days, and on the day on which somebody leaves who could read them.

## Break-glass accounts

${breakGlass}

## Looking at it again

- Owners of systems go through the list of accounts once a quarter and remove what nobody can explain. The list, with names struck out, is kept.
- This policy is looked at every 60 days. A look that changes nothing says why it is still valid.
`

const anyOwner =
  'Two accounts open everything when Google Workspace is down. Their keys lie in the safe of the office. Whoever takes one says so in\n#incident-security first.'

const twoPeople = `Two accounts open everything when Google Workspace is down. Their keys lie in two sealed envelopes in the safe of the office.

- Two people take a key together, and say so in #incident-security before the seal is broken.
- The session ends after four hours at most. What was done in it is written down the same day, with the link to the log.
- The key is replaced within one working day, and the new seal's number is kept with the ticket.`

export const accessPolicy = text({ breakGlass: anyOwner, acknowledge: '' })
export const accessPolicyTightened = text({
  breakGlass: twoPeople,
  acknowledge: 'acknowledge: { by: [responders], within: P14D, again_every: P1Y }\n',
})
