// What was asked before the app was there to ask it: each answer is there for the first who asks the same, and for nobody after that.
const asked = new Map<string, Promise<Response>>()

/** As `call` asks, so that it finds what the page’s head has fetched. */
export function askAhead(url: string): Promise<Response> {
  const answer = fetch(url, { credentials: 'same-origin' })
  asked.set(url, answer)
  // Whoever takes it hears that it failed; if nobody does, nobody needed it.
  answer.catch(() => undefined)
  return answer.then((response) => response.clone())
}

export function takeAsked(url: string): Promise<Response> | undefined {
  const answer = asked.get(url)
  asked.delete(url)
  return answer
}
