// Refuses a time zone that this server cannot calculate in.
import { isTimeZone } from '../../core/kernel/deadline.ts'
import { Refusal } from '../../core/kernel/refusal.ts'

export function checkedTimeZone(text: string): string {
  if (isTimeZone(text)) return text
  throw new Refusal('invalid_request', `There is no time zone ${JSON.stringify(text)}.`, {
    fields: [{ path: '/time_zone', message: 'a name such as Europe/Zurich' }],
  })
}
