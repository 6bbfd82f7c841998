// The sample company’s runbook for telling customers of a breach: it says another time than the policy, which nobody noticed for a quarter.

type Words = { within: string; statusPage: string }

const text = ({ within, statusPage }: Words) => `---
kind: runbook
id: tell-customers
title: Telling customers about a breach of their data
owner: Customer communication
approvers: [compliance]
incident_type: customer-notice
policy: incident-response
escalation: security-oncall
review: { every: P180D }
---

# Telling customers about a breach of their data

## What this is for

The commander has said that data of customers were reached, and which. This is how the customers hear of it: from us, in writing, before they read it
elsewhere.

## Parameters

| Parameter | Question | Example |
|---|---|---|
| \`$CUSTOMERS\` | Which customers? Their numbers, with commas between. | 417,418,2218 |
| \`$STATUS_TOKEN\` | Which token publishes? It is in the safe under “status page”. | example-token |

## First five minutes

1. Ask the commander which customers, which data, and since when it is certain. Write it in #incident-security. {#ask}
   - Check: the commander has confirmed each of the three in the channel.
2. Export the contacts of those customers, and compare their number with the commander's. {#contacts}
   ~~~sh
   psql -h pg-replica-1 -X --csv -c "select customer_id, security_contact from customer_contact where customer_id in ($CUSTOMERS)" > contacts.csv
   wc -l contacts.csv
   ~~~
   - Check: one line more than there are customers, and no contact is empty.
3. Publish the notice on the status page. {#status-page}
   ~~~sh
   curl --fail -X POST -H "authorization: Bearer $STATUS_TOKEN" --data @notice.json ${statusPage}
   ~~~
   - Check: it answers 201, and the notice can be read without signing in.

## Who to tell

- Affected customers within ${within} of confirmation, by the notice “Customer notice by contract”, sent to their security contact.
- Sofia Marchetti reads each notice before it goes out; when she does not answer within 30 minutes, the path security-oncall names who stands in.

## Preserve

1. Keep the list of contacts and each notice as it was sent, with the answer of the mail server. Mail logs are kept for 30 days. {#keep}
   ~~~sh
   sha256sum contacts.csv notice.json
   ~~~
   - Check: each has an item among the evidence of the incident.
`

const before = { within: '5 business days', statusPage: 'https://larkspur-status.example.com/api/notices' }
const moved = { ...before, statusPage: 'https://status.larkspur.example.com/api/notices' }

export const tellCustomers = text(before)
export const tellCustomersMoved = text(moved)
export const tellCustomersAsPromised = text({ ...moved, within: '72 hours' })
