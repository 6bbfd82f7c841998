// Does something every so often in this process: never twice at once, never silently failing, never keeping the process alive.
import type { Logger } from 'pino'
import { meters } from '../http/meters.ts'

export type Ticker = { stop(): Promise<void> }

export function ticker(name: string, seconds: number, work: () => Promise<void>, log: Logger): Ticker {
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()
  let stopped = false

  function again() {
    if (stopped) return
    timer = setTimeout(() => {
      running = round()
    }, seconds * 1000)
    timer.unref()
  }

  async function round() {
    try {
      await work()
    } catch (error) {
      meters.tickerErrors.inc({ ticker: name })
      log.error({ err: error, ticker: name }, 'Periodic work failed; it is tried again at its next turn')
    } finally {
      again()
    }
  }

  again()
  return {
    async stop() {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}
