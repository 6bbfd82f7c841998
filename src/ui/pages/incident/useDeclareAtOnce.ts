// Declares an incident from alerts, and goes to it; nothing else is asked at 2 AM.
import { incidentApi } from '../../../contract/incident.ts'
import type { AlertId } from '../../../core/kernel/ids.ts'
import { useSend } from '../../api/useSend.ts'
import { useGo } from '../../kit/Link.tsx'
import { paths } from '../../paths.ts'

export function useDeclareAtOnce() {
  const go = useGo()
  const declare = useSend(incidentApi.declare, ['alerts'])
  return {
    ...declare,
    fromAlerts: async (ids: readonly string[]) => {
      const incident = await declare.send({ body: { origin: 'alert', alert_ids: ids as readonly AlertId[] as AlertId[] } })
      if (incident) go(paths.incident(incident.id))
      return incident !== null
    },
  }
}
