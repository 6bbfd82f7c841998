// Has the browser keep the pages themselves, so that they open without a network. Only where it may: over TLS, or on the machine itself.

export function keepShell(): void {
  // A development server has none, and a browser without them works as before.
  if (!('serviceWorker' in navigator) || import.meta.env?.DEV) return
  navigator.serviceWorker.register('/service-worker.js', { scope: '/' }).catch(() => undefined)
}
