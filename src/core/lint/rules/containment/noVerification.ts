// containment/no-verification: steps that can be done, and no way to see that they worked.
import { isActing } from '../../judge/step.ts'
import { startOf } from '../clause.ts'
import type { Rule, RuleFinding } from '../rule.ts'

const verifies =
  /\b(?:check|verify|verif\w+|confirm|expected|should (?:see|show|return|be|look)|until|it worked|shows?|make sure|ensure|rollout status|validate|watch|wait)\b/

export const noVerification: Rule = {
  id: 'containment/no-verification',
  element: 'containment',
  level: 'note',
  title: 'Nothing says how to see that it worked',
  explanation:
    'A command that ended without an error has not yet contained anything. After the steps that change something say what should be seen now, and what to do if it is not.',
  bad: '# API down runbook\n\n## Mitigation\n\n1. Roll back: `kubectl rollout undo deployment/api`\n2. Scale: `kubectl scale deployment/api --replicas=8`\n3. Restart: `kubectl rollout restart deployment/web`\n',
  good: '# API down runbook\n\n## Mitigation\n\n1. Roll back: `kubectl rollout undo deployment/api`\n2. Scale: `kubectl scale deployment/api --replicas=8`\n3. Restart: `kubectl rollout restart deployment/web`; every pod should be Running within two minutes.\n',
  find({ text, judged }): RuleFinding[] {
    if (judged.judgements.containment.standing !== 'functional') return []
    const steps = text.reads.filter(
      (read) => isActing(read, true) && (read.commands.length > 0 || read.clicks.length + read.paths.length > 0),
    )
    const last = steps.at(-1)
    if (
      steps.length < 3 ||
      last === undefined ||
      text.reads.some((read) => verifies.test(read.plain) && steps[0] !== undefined && read.index >= steps[0].index)
    )
      return []
    const { quote, ...place } = startOf(last)
    return [
      {
        ...{ ...place, ofWhole: true as const },
        message: `After ${quote} nothing says how to see that it worked, nor what to do if it did not.`,
        suggestion: 'For instance: “Check: `kubectl -n payments get pods` shows every pod Running. If not: go to step 2”.',
      },
    ]
  },
}
