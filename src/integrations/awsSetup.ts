// How to point EventBridge at a source: the same few commands for every AWS service, with another event pattern.
import type { SetupStep } from './defineIntegration.ts'

export function apiDestinationSteps(rule: { name: string; pattern: string; what: string }): SetupStep[] {
  return [
    {
      title: 'Send the events with EventBridge',
      text: `Run this once per account and region, with permission to create EventBridge rules and IAM roles. ${rule.what} EventBridge insists on an authorization header; the value is not looked at, the secret address is what counts.`,
      code: {
        language: 'sh',
        text: `CONNECTION=$(aws events create-connection --name ${rule.name} --authorization-type API_KEY \\
  --auth-parameters 'ApiKeyAuthParameters={ApiKeyName=x-tickmark-source,ApiKeyValue=${rule.name}}' --query ConnectionArn --output text)
DESTINATION=$(aws events create-api-destination --name ${rule.name} --connection-arn "$CONNECTION" --http-method POST \\
  --invocation-endpoint '{{hook_url}}' --query ApiDestinationArn --output text)
ROLE=$(aws iam create-role --role-name ${rule.name} --query Role.Arn --output text --assume-role-policy-document \\
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"events.amazonaws.com"},"Action":"sts:AssumeRole"}]}')
aws iam put-role-policy --role-name ${rule.name} --policy-name invoke --policy-document \\
  "{\\"Version\\":\\"2012-10-17\\",\\"Statement\\":[{\\"Effect\\":\\"Allow\\",\\"Action\\":\\"events:InvokeApiDestination\\",\\"Resource\\":\\"$DESTINATION\\"}]}"
aws events put-rule --name ${rule.name} --event-pattern '${rule.pattern}'
aws events put-targets --rule ${rule.name} --targets "Id=tickmark,Arn=$DESTINATION,RoleArn=$ROLE"`,
      },
    },
  ]
}
