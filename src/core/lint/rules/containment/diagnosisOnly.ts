// containment/diagnosis-only: a runbook that looks at everything and changes nothing.
import { startOf } from '../clause.ts'
import type { Rule, RuleFinding } from '../rule.ts'

export const diagnosisOnly: Rule = {
  id: 'containment/diagnosis-only',
  element: 'containment',
  level: 'warning',
  title: 'A runbook that only looks',
  explanation:
    'Knowing what is wrong does not stop it. Add the step that does, even a crude one that a tired person may take: roll back, scale, pause, revoke.',
  bad: '# API down runbook\n\n1. Check the pods: `kubectl get pods -n payments`.\n2. Review the logs in Kibana.\n3. Inspect the latency in Grafana.\n',
  good: '# API down runbook\n\n1. Check the pods: `kubectl get pods -n payments`.\n2. Roll back: `kubectl -n payments rollout undo deployment/api`.\n',
  find({ text, judged }): RuleFinding[] {
    const { standing, parts } = judged.judgements.containment
    if ((judged.kind !== 'ops-runbook' && judged.kind !== 'security-runbook') || standing !== 'generic' || parts.steps === true) return []
    const last = text.reads.findLast(({ verbs }) => verbs[0]?.classes.has('look') === true)
    if (last === undefined) return []
    const { quote, ...place } = startOf(last)
    return [
      {
        ...{ ...place, ofWhole: true as const },
        message: `After ${quote} the runbook ends without a step that stops or repairs anything.`,
        suggestion:
          'For instance: “if the last deploy is less than two hours old, roll it back: `kubectl -n payments rollout undo deployment/api`”.',
      },
    ]
  },
}
