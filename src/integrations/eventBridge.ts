// The envelope Amazon EventBridge puts around every event.
import { isObject, pick, pickText, textOf } from './pick.ts'
import type { JsonObject, JsonValue } from './readJson.ts'

export type EventBridgeEvent = {
  id: string | null
  detailType: string
  source: string
  account: string | null
  region: string | null
  time: JsonValue | undefined
  resources: readonly string[]
  detail: JsonObject
}

/** Null where the payload is no EventBridge event. An input transformer may have replaced the envelope: then it is none. */
export function eventBridgeEvent(payload: JsonValue): EventBridgeEvent | null {
  const detailType = pick(payload, 'detail-type')
  const detail = pick(payload, 'detail')
  if (typeof detailType !== 'string' || !isObject(detail)) return null
  const resources = pick(payload, 'resources')
  return {
    id: pickText(payload, 'id'),
    detailType,
    source: pickText(payload, 'source') ?? '',
    account: pickText(payload, 'account'),
    region: pickText(payload, 'region'),
    time: pick(payload, 'time'),
    resources: Array.isArray(resources) ? resources.map(textOf).filter((resource) => resource !== null) : [],
    detail,
  }
}
