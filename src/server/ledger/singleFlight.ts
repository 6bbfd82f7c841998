// Runs a piece of work one at a time: whoever asks while it runs gets one more run after it, however many ask.

export function singleFlight(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null
  let next: Promise<void> | null = null

  function begin(): Promise<void> {
    const run = work().finally(() => {
      running = null
    })
    running = run
    return run
  }

  return () => {
    if (running === null) return begin()
    next ??= running
      .catch(() => undefined)
      .then(() => {
        next = null
        return running ?? begin()
      })
    return next
  }
}
