// Keeps the built pages on the device: they open at once, and without a network. It never touches what the API answers.
// Plain JavaScript, since a worker cannot be of the page's own types; the build (vite.config.ts) fills in the two names in capitals.
const version = '__VERSION__'
const files = __FILES__
const cacheName = `tickmark-${version}`
/** A server that says nothing in so long is as good as away. */
const patience = 4000

self.addEventListener('install', (event) => {
  event.waitUntil(keepAll().then(() => self.skipWaiting()))
})

async function keepAll() {
  const cache = await caches.open(cacheName)
  await cache.addAll(['/', ...files])
}

self.addEventListener('activate', (event) => {
  event.waitUntil(dropOld().then(() => self.clients.claim()))
})

async function dropOld() {
  const names = await caches.keys()
  await Promise.all(names.filter((name) => name.startsWith('tickmark-') && name !== cacheName).map((name) => caches.delete(name)))
}

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin || isOfMachines(url.pathname)) return
  if (request.mode === 'navigate') event.respondWith(openPage(request))
  else if (files.includes(url.pathname)) event.respondWith(fromCache(request))
})

function isOfMachines(path) {
  return /^\/(api|hooks|healthz|readyz|metrics)(\/|$)/.test(path)
}

/** The server's own page where it answers, for its fresh nonce and version; the kept one where it does not. */
async function openPage(request) {
  const kept = () => caches.match('/', { cacheName })
  try {
    const response = await fetch(request, { signal: AbortSignal.timeout(patience) })
    // A proxy whose server is gone.
    if (response.status >= 502 && response.status <= 504) return (await kept()) ?? response
    return response
  } catch (error) {
    const page = await kept()
    if (page) return page
    throw error
  }
}

async function fromCache(request) {
  return (await caches.match(request, { cacheName })) ?? fetch(request)
}
