// What fires at the sample company, how often, for how long, and what it usually turns out to be.
import { alertmanager } from './rules/alertmanager.ts'
import { cloudwatch } from './rules/cloudwatch.ts'
import { github } from './rules/github.ts'
import { grafana } from './rules/grafana.ts'
import { guardduty } from './rules/guardduty.ts'
import type { Rule } from './rules/rule.ts'
import { sentry } from './rules/sentry.ts'

export const rules: readonly Rule[] = [...alertmanager, ...sentry, ...cloudwatch, ...grafana, ...github, ...guardduty]
