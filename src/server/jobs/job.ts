// What runs without anybody asking: tickers in this process, and jobs that outlive it.
import type { OrganizationTx } from '../../database/inOrganization.ts'

export type JobOptions = {
  /** Tries after the first. Past them the job is dead: logged as an error, counted, kept for two weeks in `<name>.dead`. */
  retryLimit: number
  /** Pause before the first retry; doubles with each, up to an hour. */
  retryDelaySeconds: number
  /** A try that takes longer counts as failed. */
  expireInSeconds: number
  /** Jobs of this name that this server works on at the same time; 1 unless said. */
  atOnce?: number
}

export type SendOptions = {
  /** The job exists if and only if this transaction commits. */
  tx?: OrganizationTx
  /** While a job of the same name and key waits or runs, another one is not added. */
  singletonKey?: string
  startAfterSeconds?: number
}

/** A job may run more than once (a server can die after the work and before saying so): its work must bear that. */
export type JobWork<T> = (payload: T, job: { id: string; signal: AbortSignal }) => Promise<void>

export type Jobs = {
  /** Every so many seconds in this process, first after one such pause; never overlapping itself; errors are logged and counted. Answers how to stop. */
  every(name: string, seconds: number, work: () => Promise<void>): () => void
  define<T extends object>(name: string, options: JobOptions, work: JobWork<T>): Promise<void>
  send<T extends object>(name: string, payload: T, options?: SendOptions): Promise<void>
  /** Takes no new work, waits for what runs (bounded), stops the tickers. */
  stop(): Promise<void>
}
