// Waits until an expectation holds: for what happens in its own time, such as jobs, sealing and live updates.

/** Tries every 25 ms; when time is up, the last failure is the answer. */
export async function eventually<T>(expectation: () => T | Promise<T>, patience = 10_000): Promise<T> {
  const giveUp = performance.now() + patience
  for (;;) {
    try {
      return await expectation()
    } catch (error) {
      if (performance.now() > giveUp) throw error
      await new Promise((resolve) => setTimeout(resolve, 25))
    }
  }
}
