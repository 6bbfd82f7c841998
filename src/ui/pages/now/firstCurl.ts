// A line for a shell that fires one alert; every run names another condition, so that every run is seen to arrive.
export function firstCurl(hookUrl: string): string {
  const body = '{ "title": "First try", "severity": "warning", "status": "firing", "fingerprint": "first-try-\'$(date +%s)\'" }'
  return `curl -sS '${hookUrl}' -H 'content-type: application/json' \\\n  -d '${body}'`
}
