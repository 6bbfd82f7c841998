// A part of a page in a file of its own: fetched when it is first needed; where the network is gone just then, as soon as it is back.
import { serverAnswers } from './serverAnswers.ts'

const tryAgainAfter = 3_000

function networkMayBeBack(): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      window.removeEventListener('online', end)
      resolve()
    }
    const timer = setTimeout(end, tryAgainAfter)
    window.addEventListener('online', end)
  })
}

/**
 * Within `lazy`: what is there of the page stays there meanwhile. A server that answers and does not have it has a newer version: that is for
 * whoever shows what is broken.
 */
export async function untilFetched<Part>(
  fetchPart: () => Promise<Part>,
  means = { answers: serverAnswers, wait: networkMayBeBack },
): Promise<Part> {
  for (;;) {
    try {
      return await fetchPart()
    } catch {
      if (await means.answers()) return await fetchPart()
      await means.wait()
    }
  }
}
