// A text to begin from: short, with every part that makes a document one that can be followed, and the places to fill in marked.
import type { DocumentKind } from '../../../core/document/documentVersion.ts'

export function idFromTitle(title: string): string {
  return (
    title
      .normalize('NFKD')
      .replace(/\p{Mark}/gu, '')
      .toLowerCase()
      .match(/[a-z0-9]+/g)
      ?.join('-')
      .slice(0, 80) ?? ''
  )
}

/** As YAML reads it back, whatever stands in it. */
const quoted = (text: string) => JSON.stringify(text)

export function firstText(kind: DocumentKind, id: string, title: string): string {
  return kind === 'runbook' ? runbook(id, title) : policy(id, title)
}

const runbook = (id: string, title: string) => `---
kind: runbook
id: ${id}
title: ${quoted(title)}
owner: "[replace: the team that keeps it right]"
review: { every: P90D }
---

# ${title}

## Confirm

1. [replace: where to look, and what is seen there when it is real]

## Contain

1. [replace: what to do first, with the command]
   - Check: [replace: what shows that it worked]

## Preserve

| Evidence | Where | How | Keep before |
|---|---|---|---|
| [replace: what] | [replace: which log] | [replace: the command] | [replace: 90 days after the event] |

## Recover

1. [replace: how to get back to normal]
`

const policy = (id: string, title: string) => `---
kind: policy
id: ${id}
title: ${quoted(title)}
owner: "[replace: the role that owns it]"
approvers: ["[replace: who must approve it]"]
review: { every: P1Y, grace: P0D }
acknowledge: { by: [responders], within: P30D, again_every: P1Y }
---

# ${title}

## Scope

[replace: which systems and which people it covers]

## What we promise

[replace: what, by when, by whom]
`
