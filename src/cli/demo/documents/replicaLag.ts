// A runbook of the sample company twice: as it was written for a folder that nobody opens at night, and as somebody rewrote it who had to.

export const replicaLagForTheFolder = `---
kind: runbook
id: postgres-replica-lag
title: Database replication incident procedure
owner: Platform team
---

# Database replication incident procedure

## 1. Purpose

The purpose of this procedure is to define the approach of the organization to the management of incidents affecting database replication.

## 2. Scope

This procedure applies to all database systems and all personnel involved in their operation.

## 3. Roles and responsibilities

The responsible personnel shall ensure that incidents are handled in a timely manner. Management shall provide adequate resources.

## 4. Procedure

Upon detection of an anomaly the relevant stakeholders shall be notified as appropriate. The cause shall be investigated and suitable measures
shall be taken to restore normal operation. Where necessary, the incident shall be escalated to the appropriate level.

## 5. Documentation

All activities shall be documented in accordance with applicable requirements.

## 6. Review

This procedure shall be reviewed periodically.
`

export const replicaLag = `---
kind: runbook
id: postgres-replica-lag
title: PostgreSQL replica is behind
owner: Platform team
approvers: [Hugo Lambert]
incident_type: replica-lag
policy: incident-response
escalation: security-oncall
matches:
  - { source: alertmanager, type: PostgresReplicationLag }
review: { every: P180D }
---

# PostgreSQL replica is behind

## What this is for

Alertmanager says \`PostgresReplicationLag\`: a replica is more than 60 seconds behind. Customers read old data from it, and it cannot take over.

Not for a primary that is down: call the path security-oncall at once, and do not promote anything before two people agree.

## Parameters

| Parameter | Question | Example |
|---|---|---|
| \`<replica>\` | Which replica? It is the alert's label \`instance\`. | pg-replica-1 |
| \`<pid>\` | Which process holds it up? Step 1 of Contain prints it. | 20417 |

## First five minutes

1. Write in #incident-security: which replica, since when, who looks. {#say-so}
   - Check: somebody has answered; otherwise page the path security-oncall.
2. Ask the primary how far behind each replica is. {#how-far}
   ~~~sh
   psql -h pg-primary -X -c "select application_name, state, pg_size_pretty(pg_wal_lsn_diff(pg_current_wal_lsn(), replay_lsn)) as behind, replay_lag from pg_stat_replication"
   ~~~
   - Check: one row for each replica, \`state\` is \`streaming\`.
   - If not: no row for it means that it is cut off: go to Contain, step 2.
3. Answer the severity questions. Old data read by customers is no breach; a replica that somebody stopped on purpose may be. {#severity}

## Contain

1. Find what holds the replay up on the replica, and end it. {#end-query}
   ~~~sh
   psql -h <replica> -X -c "select pid, usename, now() - xact_start as running, left(query, 80) from pg_stat_activity where state <> 'idle' order by xact_start limit 5"
   psql -h <replica> -X -c "select pg_terminate_backend(<pid>)"
   ~~~
   - Check: the first query shows nothing over 5 minutes, and \`behind\` of “how-far” gets smaller each time.
   - If not: nothing was running: go on with the next step.
2. Take the replica out of the pool, so that nobody reads from it. {#out-of-pool}
   ~~~sh
   kubectl -n data label pod <replica> pool-
   kubectl -n data get endpoints pg-read
   ~~~
   - Check: its address is not among the endpoints.
3. See whether its disk or its network is the reason. {#disk}
   ~~~sh
   kubectl -n data exec <replica> -- df -h /var/lib/postgresql
   kubectl -n data logs <replica> --since=30m | grep -E 'FATAL|ERROR|could not receive'
   ~~~
   - Check: less than 90 % is used, and no error is younger than 5 minutes.
   - If not: a full disk: page the path security-oncall; nothing under \`pg_wal\` is deleted by hand.

## Preserve

Before step 1 of Contain, keep what ran. PostgreSQL forgets it when the process ends; the pod's log is kept for 7 days.

1. Save the activity of the replica. {#keep-activity}
   ~~~sh
   psql -h <replica> -X --csv -c "select * from pg_stat_activity" > activity.csv
   sha256sum activity.csv
   ~~~
   - Check: the file holds more than its first line: \`wc -l activity.csv\`.

## Who to tell

- The platform team in #platform, by whoever is on call, when the replica is out of the pool.
- Management within 1 hour of detection if half of the customers read old data: SEV1.

## Afterwards

1. Put the replica back with \`kubectl -n data label pod <replica> pool=read\` once it is less than 5 seconds behind for 10 minutes. {#back}
   - Check: its address is among the endpoints of \`pg-read\`.
2. Whoever followed this runbook writes down what was slow in it, and changes it the same week. {#change-it}
`
